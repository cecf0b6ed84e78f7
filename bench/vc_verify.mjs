// `./dev bench vc-verify`: verifying Open Badges 3.0 credentials (did:key) by npm's @digitalbazaar/vc,
// by the floor (the signature's check + the hash of the canonical bytes, with jcs their copy) and by
// Cairn, suite by suite, interleaved over the same 1,000 distinct credentials of as many issuers. CPU
// time, medians of the rounds.
//   node bench/vc_verify.mjs PROGRAM [--json]
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {demonstrationKey, issue, verify, versions} from '../tests/interop/peer.mjs';
import {credential, median, startWorker} from './parts.mjs';

const COUNT = 1000;
const ROUNDS = 3;
// The bounds of the design; held from the second issue on.
const SUITES = [
  {suite: 'eddsa-rdfc-2022', bound: 1.5},
  {suite: 'eddsa-jcs-2022', bound: 1.35},
];
const NOW = '2026-11-21T12:00:00Z';
const [program, ...options] = process.argv.slice(2);
const asJson = options.includes('--json');
const say = text => asJson || console.log(text);

async function peerRound(credentials, suite) {
  const before = process.cpuUsage();
  for (const credential of credentials) {
    const {verified, error} = await verify(credential, {now: NOW, suite});
    if (!verified) throw error;
  }
  const {user, system} = process.cpuUsage(before);
  return (user + system) / credentials.length;
}

// The rows of one suite.
async function measured({suite, bound}, folder) {
  const credentials = [];
  for (let i = 0; i < COUNT; i++) {
    const {did, key} = await demonstrationKey(`Bench ${i}`);
    credentials.push(await issue(credential(did, i), key, {created: '2026-03-01T09:00:00Z', suite}));
  }
  const texts = credentials.map(credential => JSON.stringify(credential));
  const file = join(folder, `${suite}.jsonl`);
  writeFileSync(file, texts.join('\n'));
  say(`${suite}: ${COUNT} distinct credentials of ${texts[0].length} bytes, ${ROUNDS} rounds`);

  const worker = startWorker(program, file);
  const times = {peer: [], floor: [], verdict: [], report: []};
  for (let round = 0; round < ROUNDS; round++) {
    times.peer.push(await peerRound(credentials, suite));
    for (const what of ['floor', 'verdict', 'report']) times[what].push(await worker.run(what));
  }
  worker.stop();

  const row = (name, what, bound) => {
    const [peer, floor, cairn] = [times.peer, times.floor, times[what]].map(median);
    return {
      case: `${suite}, ${name}`, peer: versions()[0], peer_us: +peer.toFixed(1), floor_us: +floor.toFixed(2),
      cairn_us: +cairn.toFixed(2), times_floor: +(cairn / floor).toFixed(2),
      times_faster_than_peer: +(peer / cairn).toFixed(1), bound,
    };
  };
  return [row('bytes to verdict', 'verdict', bound), row('bytes to report in words', 'report', null)];
}

const folder = mkdtempSync(join(tmpdir(), 'cairn-bench-'));
try {
  say(`peer: ${versions().join(' ')}`);
  const rows = [];
  for (const suite of SUITES) rows.push(...(await measured(suite, folder)));
  if (asJson) {
    console.log(JSON.stringify({item: 'vc-verify', rows}, null, 2));
  } else {
    for (const r of rows)
      console.log(`${r.case}: peer ${r.peer_us} us, floor ${r.floor_us} us, cairn ${r.cairn_us} us = `
        + `${r.times_floor} times the floor${r.bound ? ` (bound ${r.bound})` : ''}, `
        + `${r.times_faster_than_peer} times faster than the peer`);
  }
} finally {
  rmSync(folder, {recursive: true});
}
