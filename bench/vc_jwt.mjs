// `./dev bench vc-jwt`: verifying Open Badges 3.0 credentials as vc+jwt (did:key) by npm's jose, by the
// floor (base64url, SHA-256 and the signature's check) and by Cairn, interleaved over the same 1,000
// distinct credentials of as many issuers, one of them tampered with. CPU time, medians of the rounds.
//   node bench/vc_jwt.mjs PROGRAM [--json]
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {FORMS, didKeyOf, newKey, verify, version} from '../tests/interop/jose_peer.mjs';
import {credential, median, peerRound, print, row, startWorker} from './parts.mjs';

const COUNT = 1000;
const ROUNDS = 3;
const NATIVE_ROUNDS = 5;  // in each round: they are short
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

async function measure(algorithm, folder) {
  const tokens = [];
  for (let i = 0; i < COUNT; i++) tokens.push(await token(algorithm, i));
  const file = join(folder, `${algorithm}.txt`);
  writeFileSync(file, tokens.join('\n'));
  say(`${algorithm}: ${COUNT} distinct tokens of ${tokens[0].length} bytes, ${ROUNDS} rounds; peer: ${version()}`);
  const right = async (text, i) => (await verify(text, algorithm).then(() => true, () => false)) === (i !== COUNT - 1);
  const worker = startWorker(program, file);
  const peers = [];
  let times;
  for (let round = 0; round < ROUNDS; round++) {
    peers.push(await peerRound(tokens, right));
    for (let i = 0; i < NATIVE_ROUNDS; i++) times = await worker.round();
  }
  worker.stop();
  return row(`${algorithm}, bytes to verdict`,
    {peer: version(), peer_us: median(peers), floor_us: times.floor, cairn_us: times.cairn, bound: BOUND});
}

const folder = mkdtempSync(join(tmpdir(), 'cairn-bench-'));
try {
  const rows = [];
  for (const algorithm of ['EdDSA', 'ES256']) rows.push(await measure(algorithm, folder));
  print('vc-jwt', rows, asJson);
  process.exitCode = rows.every(each => each.met) ? 0 : 1;
} finally {
  rmSync(folder, {recursive: true});
}
