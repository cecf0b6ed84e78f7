// `./dev bench vc-verify`: verifying Open Badges 3.0 credentials (did:key) by npm's @digitalbazaar/vc,
// by the floor (simdjson's parse, the hash of the canonical bytes, with jcs their copy, and the
// signature's check) and by Cairn, suite by suite, interleaved over the same 1,000 distinct
// credentials of as many issuers, one of them tampered with. CPU time, medians.
//   node bench/vc_verify.mjs PROGRAM [--json]
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {demonstrationKey, issue, verify, versions} from '../tests/interop/peer.mjs';
import {credential, median, peerRound, print, row, startWorker} from './parts.mjs';

const COUNT = 1000;
const ROUNDS = 3;
const NATIVE_ROUNDS = 5;  // in each round: they are short
const SUITES = [
  {suite: 'eddsa-rdfc-2022', bound: 1.5},
  {suite: 'eddsa-jcs-2022', bound: 1.35},
];
const NOW = '2026-11-21T12:00:00Z';
const [program, ...options] = process.argv.slice(2);
const asJson = options.includes('--json');
const say = text => asJson || console.log(text);

async function measured({suite, bound}, folder) {
  const credentials = [];
  for (let i = 0; i < COUNT; i++) {
    const {did, key} = await demonstrationKey(`Bench ${i}`);
    credentials.push(await issue(credential(did, i), key, {created: '2026-03-01T09:00:00Z', suite}));
  }
  credentials.at(-1).validUntil = '2041-03-01T09:00:00Z';
  const file = join(folder, `${suite}.jsonl`);
  writeFileSync(file, credentials.map(each => JSON.stringify(each)).join('\n'));
  say(`${suite}: ${COUNT} distinct credentials of ${JSON.stringify(credentials[0]).length} bytes, ${ROUNDS} rounds`);

  const right = async (each, i) => (await verify(each, {now: NOW, suite})).verified === (i !== COUNT - 1);
  const worker = startWorker(program, file);
  const peers = [];
  let times;
  for (let round = 0; round < ROUNDS; round++) {
    peers.push(await peerRound(credentials, right));
    for (let i = 0; i < NATIVE_ROUNDS; i++) times = await worker.round();
  }
  worker.stop();
  const common = {peer: versions()[0], peer_us: median(peers), floor_us: times.floor};
  return [
    row(`${suite}, bytes to verdict`, {...common, cairn_us: times.cairn, bound}),
    row(`${suite}, bytes to report in words`, {...common, cairn_us: times.report, bound: null}),
  ];
}

const folder = mkdtempSync(join(tmpdir(), 'cairn-bench-'));
try {
  say(`peer: ${versions().join(' ')}`);
  const rows = [];
  for (const suite of SUITES) rows.push(...(await measured(suite, folder)));
  print('vc-verify', rows, asJson);
  process.exitCode = rows.every(each => each.met !== false) ? 0 : 1;
} finally {
  rmSync(folder, {recursive: true});
}
