// `./dev bench vc-full`: the whole verification of 1,000 distinct credentials of as many issuers, with
// status, trust and schema, whose facts are at hand, beside the verification of structure, proof and
// binding alone, interleaved; one credential is tampered with. Fetching anything again is an error.
// CPU time, medians.
//   node bench/vc_full.mjs PROGRAM [--json]
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {demonstrationKey, OB_EXTENSIONS, V2} from '../tests/interop/peer.mjs';
import {credential, print, row, startWorker} from './parts.mjs';

const COUNT = 1000;
const ROUNDS = 7;
const LIST = 'https://status.example/1';
const SCHEMA = 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json';
const [program, ...options] = process.argv.slice(2);

const statusList = issuer => ({
  '@context': [V2], id: LIST, type: ['VerifiableCredential', 'BitstringStatusListCredential'], issuer,
  validFrom: '2026-01-01T00:00:00Z',
  credentialSubject: {
    id: `${LIST}#list`, type: 'BitstringStatusList', statusPurpose: 'revocation',
    encodedList: `u${gzipSync(Buffer.alloc(16384)).toString('base64url')}`,
  },
});

function withFacts(did, i) {
  const made = credential(did, i);
  made['@context'].push(OB_EXTENSIONS);
  made.credentialStatus = {
    id: `${LIST}#${i}`, type: 'BitstringStatusListEntry', statusPurpose: 'revocation',
    statusListIndex: String(i), statusListCredential: LIST,
  };
  made.credentialSchema = [{id: SCHEMA, type: '1EdTechJsonSchemaValidator2019'}];
  return made;
}

const folder = mkdtempSync(join(tmpdir(), 'cairn-bench-'));
try {
  const dids = [];
  for (let i = 0; i < COUNT; i++) dids.push((await demonstrationKey(`Bench ${i}`)).did);
  const registry = Object.fromEntries(dids.map((did, i) => [did, {name: `School ${i}`, location: 'Here', url: 'https://school.example'}]));
  const lines = [statusList(dids[0]), {meta: {created: '2026-01-01T00:00:00Z', updated: '2026-01-01T00:00:00Z'}, registry}, ...dids.map(withFacts)];
  const file = join(folder, 'credentials.jsonl');
  writeFileSync(file, lines.map(line => JSON.stringify(line)).join('\n'));
  const worker = startWorker(program, file);
  let times;
  for (let round = 0; round < ROUNDS; round++) times = await worker.round();
  worker.stop();
  const rows = [row('status, trust and schema besides (the floor: the proof check), no fetch',
    {floor_us: times.floor, cairn_us: times.cairn, bound: 1.15})];
  print('vc-full', rows, options.includes('--json'));
  process.exitCode = rows.every(each => each.met) ? 0 : 1;
} finally {
  rmSync(folder, {recursive: true});
}
