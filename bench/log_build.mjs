// `./dev bench log-build`: a Merkle tree over 2^20 distinct entries with all its tiles, beside the
// hashes alone by OpenSSL's plain SHA-256 (the floor) and by a reused EVP context (what most programs
// write, as the peer). CPU time for one entry, medians of seven rounds, interleaved.
//   node bench/log_build.mjs PROGRAM [--json]
import {execFileSync} from 'node:child_process';

const BOUND = 1.3;
const [program, ...options] = process.argv.slice(2);
const measured = JSON.parse(execFileSync(program, {encoding: 'utf8'}));
const row = {
  case: `${measured.entries} entries, tiles and root`, peer: 'hashing by a reused EVP context',
  peer_us: measured.peer_us, floor_us: measured.floor_us, cairn_us: measured.cairn_us,
  times_floor: +(measured.cairn_us / measured.floor_us).toFixed(2),
  times_faster_than_peer: +(measured.peer_us / measured.cairn_us).toFixed(2), bound: `${BOUND}x`,
};

if (options.includes('--json')) {
  console.log(JSON.stringify({item: 'log-build', rows: [row]}, null, 2));
} else {
  console.log(`${row.case}: floor ${row.floor_us.toFixed(3)} us, Cairn ${row.cairn_us.toFixed(3)} us an entry`);
  console.log(`${row.times_floor}x of the floor (bound ${row.bound}), ${row.times_faster_than_peer}x as fast as ${row.peer}`);
}
process.exitCode = row.times_floor <= BOUND ? 0 : 1;
