// `./dev bench vc-issue`: issuing Open Badges 3.0 credentials with eddsa-rdfc-2022, from JSON to JSON,
// by npm's @digitalbazaar/vc, by the floor (simdjson's parse, the hash of the canonical bytes and the
// signature) and by Cairn, interleaved over 1,000 distinct credentials of as many issuers. Cairn must
// make the very signatures of the peer, and refuse the last credential, which names another issuer. Then
// the same for 1,000 learners of one achievement, in bulk: floor and peer have no other way for them.
//   node bench/vc_issue.mjs PROGRAM [--json]
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {demonstrationKey, issue, versions} from '../tests/interop/peer.mjs';
import {credential, median, peerRound, print, row, startWorker} from './parts.mjs';

const COUNT = 1000;
const ROUNDS = 3;
const NATIVE_ROUNDS = 5;
const created = '2026-03-01T09:00:00Z';
const [program, ...options] = process.argv.slice(2);
const asJson = options.includes('--json');

// One achievement of one issuer, for learner i.
function ofLearner(did, i) {
  const made = credential(did, 0);
  const own = credential(did, i);
  made.id = own.id;
  made.evidence = own.evidence;
  made.credentialSubject.id = own.credentialSubject.id;
  made.credentialSubject.creditsEarned = own.credentialSubject.creditsEarned;
  made.credentialSubject.result[0].value = own.credentialSubject.result[0].value;
  return made;
}

const folder = mkdtempSync(join(tmpdir(), 'cairn-bench-'));
try {
  const cases = [];
  for (let i = 0; i < COUNT; i++) {
    const {did, key} = await demonstrationKey(`Bench ${i}`);
    cases.push({unsigned: credential(did, i), key});
  }
  cases.at(-1).unsigned.issuer.id = cases[0].unsigned.issuer.id;
  const signed = await Promise.all(cases.map(({unsigned, key}) => issue(unsigned, key, {created})));
  const file = join(folder, 'credentials.jsonl');
  writeFileSync(file, signed.map(each => JSON.stringify(each)).join('\n'));
  const learners = join(folder, 'learners.jsonl');
  const {did, key} = await demonstrationKey('Bench 0');
  const ofOne = Array.from({length: COUNT}, (_, i) => ofLearner(did, i));
  ofOne.at(-1).issuer.id = 'did:example:somebody';
  const signedOfOne = await Promise.all(ofOne.map(unsigned => issue(unsigned, key, {created})));
  writeFileSync(learners, signedOfOne.map(each => JSON.stringify(each)).join('\n'));

  const worker = startWorker(program, file, learners);
  const peers = [];
  let times;
  for (let round = 0; round < ROUNDS; round++) {
    peers.push(await peerRound(cases, async ({unsigned, key}) => (await issue(unsigned, key, {created})).proof));
    for (let i = 0; i < NATIVE_ROUNDS; i++) times = await worker.round();
  }
  worker.stop();
  const common = {peer: versions()[0], peer_us: median(peers), floor_us: times.floor};
  const rows = [row('eddsa-rdfc-2022, issued one by one', {...common, cairn_us: times.cairn, bound: 2.2})];
  rows.push(row('eddsa-rdfc-2022, one achievement in bulk',
    {...common, floor_us: times.bulk_floor, cairn_us: times.bulk, bound: 1.6}));
  print('vc-issue', rows, asJson);
  process.exitCode = rows.every(each => each.met !== false) ? 0 : 1;
} finally {
  rmSync(folder, {recursive: true});
}
