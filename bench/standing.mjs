// `./dev bench standing`: one record against all programmes of a registry, the index being there. CPU
// time, medians over the records; the exit code is 1 when the bound is missed.
//   node bench/standing.mjs PROGRAM [--json]
import {execFileSync} from 'node:child_process';

const BOUND_MS = 50;  // for 10,000 programmes and 40 awards
const [program, ...options] = process.argv.slice(2);
const lines = execFileSync(program, {encoding: 'utf8'}).trim().split('\n').map(line => JSON.parse(line));

const ms = microseconds => +(microseconds / 1000).toFixed(2);
const rows = lines.map(line => ({
  case: `${line.awards} awards, ${line.programmes} programmes, ${line.begun} of them begun`,
  cairn_ms: ms(line.cairn_us), worst_ms: ms(line.worst_us), audited: line.audited,
  one_by_one_ms: ms(line.one_by_one_us), index_ms: ms(line.build_us), megabytes: line.megabytes,
  bound: line.programmes >= 10_000 ? `${BOUND_MS} ms` : null,
  met: line.programmes >= 10_000 ? ms(line.cairn_us) <= BOUND_MS : null,
}));

if (options.includes('--json')) {
  console.log(JSON.stringify({item: 'standing', rows}, null, 2));
} else {
  for (const r of rows)
    console.log(`${r.case}: the 50 nearest in ${r.cairn_ms} ms (worst ${r.worst_ms} ms)`
      + (r.bound ? ` (bound ${r.bound}: ${r.met ? 'met' : 'MISSED'})` : '')
      + `, ${r.audited} audited; all begun ones audited one by one: ${r.one_by_one_ms} ms; `
      + `index built in ${r.index_ms} ms, ${r.megabytes} MB at the peak`);
}
process.exitCode = rows.some(r => r.met === false) ? 1 : 0;
