// `./dev bench simulate`: one changed programme over the persons of a data folder, forty awards each.
// Beside it what two audits of a record take by themselves. More persons are asked for as a number.
//   node bench/simulate.mjs PROGRAM [--json] [NUMBER ...]
import {execFileSync} from 'node:child_process';

const [program, ...options] = process.argv.slice(2);
const asked = options.filter(option => /^[0-9]+$/.test(option));
const counts = asked.length > 0 ? asked : ['10000', '100000'];
const lines = execFileSync(program, counts, {encoding: 'utf8'}).trim().split('\n').map(line => JSON.parse(line));

const bound_s = 60; // a million records on two cores
const rows = lines.map(line => ({
  ...line,
  us_per_record: +(line.cpu_s / line.records * 1e6).toFixed(1),
  bound_s: line.records === 1e6 ? bound_s : null,
  met: line.records === 1e6 ? line.wall_s <= bound_s : null,
}));

if (options.includes('--json')) {
  console.log(JSON.stringify({item: 'simulate', rows}, null, 2));
} else {
  for (const r of rows)
    console.log(`${r.records} records of 40 awards: ${r.wall_s} s on ${r.threads} threads, ${r.cpu_s} s of CPU `
      + `(${r.us_per_record} us a record, of which two audits by themselves take ${r.plain_us}), at most ${r.peak_mb} MB; `
      + `${r.farther} farther, ${r.undone} undone, ${r.undecided} undecided`
      + (r.met === null ? '' : `; bound ${r.bound_s} s ${r.met ? 'met' : 'MISSED'}`));
}
process.exitCode = rows.some(row => row.met === false) ? 1 : 0;
