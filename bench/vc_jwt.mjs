// `./dev bench vc-jwt`: verifying Open Badges 3.0 credentials as vc+jwt (did:key) by npm's jose, by the
// floor (base64url, SHA-256 and the signature's check) and by Cairn, interleaved over the same 1,000
// distinct credentials of as many issuers, one of them tampered with. CPU time, medians of the rounds.
//   node bench/vc_jwt.mjs PROGRAM [--json]
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {FORMS, didKeyOf, newKey, verify, version} from '../tests/interop/jose_peer.mjs';
import {credential, median, startWorker} from './parts.mjs';

const COUNT = 1000;
const ROUNDS = 5;
const BOUND = 1.25;
const [program, ...options] = process.argv.slice(2);
const asJson = options.includes('--json');
const say = text => asJson || console.log(text);

async function token(algorithm, i) {
  const key = await newKey(algorithm);
  const did = didKeyOf(key.jwk);
  const kid = `${did}#${did.slice('did:key:'.length)}`;
  const genuine = await FORMS['vc+jwt by kid'](credential(did, i), {...key, kid});
  if (i !== COUNT - 1) return genuine;
  const [header, payload, signature] = genuine.split('.');
  const text = Buffer.from(payload, 'base64url').toString().replace('Applied', 'applied');
  return [header, Buffer.from(text).toString('base64url'), signature].join('.');
}

async function peerRound(tokens, algorithm) {
  const before = process.cpuUsage();
  for (const [i, text] of tokens.entries()) {
    const verified = await verify(text, algorithm).then(() => true, () => false);
    if (verified !== (i !== COUNT - 1)) throw new Error(`token ${i}: verified is ${verified}`);
  }
  const {user, system} = process.cpuUsage(before);
  return (user + system) / tokens.length;
}

async function measure(algorithm, folder) {
  const tokens = [];
  for (let i = 0; i < COUNT; i++) tokens.push(await token(algorithm, i));
  const file = join(folder, `${algorithm}.txt`);
  writeFileSync(file, tokens.join('\n'));
  say(`${algorithm}: ${COUNT} distinct tokens of ${tokens[0].length} bytes, ${ROUNDS} rounds; peer: ${version()}`);
  const worker = startWorker(program, file);
  const times = {peer: [], floor: [], verdict: []};
  for (let round = 0; round < ROUNDS; round++) {
    times.peer.push(await peerRound(tokens, algorithm));
    for (const what of ['floor', 'verdict']) times[what].push(await worker.run(what));
  }
  worker.stop();
  const [peer, floor, cairn] = [times.peer, times.floor, times.verdict].map(median);
  return {
    case: `${algorithm}, bytes to verdict`, peer: version(), peer_us: +peer.toFixed(1), floor_us: +floor.toFixed(2),
    cairn_us: +cairn.toFixed(2), times_floor: +(cairn / floor).toFixed(2),
    times_faster_than_peer: +(peer / cairn).toFixed(1), bound: BOUND,
  };
}

const folder = mkdtempSync(join(tmpdir(), 'cairn-bench-'));
try {
  const rows = [];
  for (const algorithm of ['EdDSA', 'ES256']) rows.push(await measure(algorithm, folder));
  if (asJson) {
    console.log(JSON.stringify({item: 'vc-jwt', rows}, null, 2));
  } else {
    for (const r of rows)
      console.log(`${r.case}: peer ${r.peer_us} us, floor ${r.floor_us} us, cairn ${r.cairn_us} us = `
        + `${r.times_floor} times the floor (bound ${r.bound}), ${r.times_faster_than_peer} times faster than the peer`);
  }
} finally {
  rmSync(folder, {recursive: true});
}
