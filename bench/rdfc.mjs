// `./dev bench rdfc`: RDFC-1.0 of the statements of 1,000 distinct credentials by Cairn and by the floor
// (SHA-256 of the output and the sorting of its lines), interleaved; and of the graphs of the W3C suite
// that are made to be slow. CPU time, medians.
//   node bench/rdfc.mjs PROGRAM [--json]
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {credential, print, row} from './parts.mjs';

const COUNT = 1000;
const VECTORS = process.env.CAIRN_VECTORS ?? '../shared/vectors';
const POISON_MS = 2.2;
const CLIQUE_MS = 5;
const [program, ...options] = process.argv.slice(2);
const asJson = options.includes('--json');

const folder = mkdtempSync(join(tmpdir(), 'cairn-bench-'));
try {
  const file = join(folder, 'credentials.jsonl');
  const lines = Array.from({length: COUNT}, (_, i) => JSON.stringify(credential(`did:example:issuer-${i}`, i)));
  writeFileSync(file, lines.join('\n'));
  const times = JSON.parse(execFileSync(program, [file, join(VECTORS, 'rdf-canon/rdfc10')], {encoding: 'utf8'}));
  const rows = [row('RDFC-1.0 of a credential', {floor_us: times.floor, cairn_us: times.cairn, bound: 2.5})];
  for (const [name, bound] of [['test044', POISON_MS], ['test045', POISON_MS], ['test046', POISON_MS], ['test074', CLIQUE_MS]]) {
    const ms = times[name] / 1000;
    rows.push({case: `${name}${name === 'test074' ? ', refused' : ''}`, cairn_ms: +ms.toFixed(2), bound_ms: bound, met: ms <= bound});
  }
  if (asJson) {
    print('rdfc', rows, true);
  } else {
    print('rdfc', rows.slice(0, 1), false);
    for (const r of rows.slice(1))
      console.log(`${r.case}: cairn ${r.cairn_ms} ms (bound ${r.bound_ms} ms: ${r.met ? 'met' : 'MISSED'})`);
  }
  process.exitCode = rows.every(each => each.met) ? 0 : 1;
} finally {
  rmSync(folder, {recursive: true});
}
