// `./dev bench images`: baking 1,000 distinct credentials into a PNG and taking them out again by Cairn
// and by the floors (copy and CRC of the new chunk; the walk over all chunks with their CRCs),
// interleaved, a damaged picture among them. CPU time, medians.
//   node bench/images.mjs PROGRAM [--json]
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {credential, print, row, startWorker} from './parts.mjs';

const COUNT = 1000;
const ROUNDS = 7;
const [program, ...options] = process.argv.slice(2);

const folder = mkdtempSync(join(tmpdir(), 'cairn-bench-'));
try {
  const file = join(folder, 'credentials.jsonl');
  const lines = Array.from({length: COUNT}, (_, i) => JSON.stringify(credential(`did:example:issuer-${i}`, i)));
  writeFileSync(file, lines.join('\n'));
  const worker = startWorker(program, file);
  let times;
  for (let round = 0; round < ROUNDS; round++) times = await worker.round();
  worker.stop();
  const rows = [
    row('PNG of 51 KB, baked', {floor_us: times.bake_floor, cairn_us: times.bake, bound: 3}),
    row('PNG of 51 KB, unbaked', {floor_us: times.unbake_floor, cairn_us: times.unbake, bound: 1.3}),
  ];
  print('images', rows, options.includes('--json'));
  process.exitCode = rows.every(each => each.met) ? 0 : 1;
} finally {
  rmSync(folder, {recursive: true});
}
