// `./dev bench audit`: exact audits by Debian's CBC (its process, start included), by the floor and
// by Cairn, interleaved over the same generated cases. CPU time, medians over the cases.
//   node bench/audit.mjs PROGRAM [--json]
import {execFileSync} from 'node:child_process';

const [program, ...options] = process.argv.slice(2);
const version = execFileSync('sh', ['-c', "dpkg-query -W -f '${Version}' coinor-cbc"], {encoding: 'utf8'});
const peer = `coinor-cbc ${version}`;
const lines = execFileSync(program, {encoding: 'utf8', maxBuffer: 1 << 20}).trim().split('\n').map(line => JSON.parse(line));

const rows = lines.map((line, index) => ({
  case: line.case, peer, peer_us: line.peer_us, floor_us: line.floor_us, cairn_us: line.cairn_us,
  times_floor: +(line.cairn_us / line.floor_us).toFixed(2),
  times_faster_than_peer: +(line.peer_us / line.cairn_us).toFixed(1),
  bound: index === 0 ? '20 us' : null,
  worst_us: line.worst_us, cases: line.cases, unproven: line.unproven, different: line.different,
}));

if (options.includes('--json')) {
  console.log(JSON.stringify({item: 'audit', rows}, null, 2));
} else {
  console.log(`peer: ${peer}`);
  for (const r of rows)
    console.log(`${r.case}: peer ${r.peer_us} us, floor ${r.floor_us} us, cairn ${r.cairn_us} us (worst ${r.worst_us} us) = `
      + `${r.times_floor} times the floor, ${r.times_faster_than_peer} times faster than the peer; `
      + `${r.cases} cases, ${r.unproven} not proven within budget, ${r.different} with another distance`);
}
