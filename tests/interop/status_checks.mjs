// Status lists between Cairn and npm: each reads what the other publishes.
import { join } from 'node:path';
import { inParallel } from './cairn.mjs';
import { outcome, short } from './checks.mjs';
import * as peer from './peer.mjs';

const CREATED = '2026-02-01T00:00:00Z';
const ASKED = '2026-06-01T00:00:00Z';
const URL_1 = 'https://school.example/status/1';
const URL_2 = 'https://school.example/status/2';
const LENGTH = 131_072;

const document = (issuer, number, status) => ({
  '@context': [peer.V2],
  id: `urn:uuid:00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  type: ['VerifiableCredential'],
  ...(issuer ? { issuer } : {}),
  credentialSubject: { id: 'did:example:learner' },
  ...(status ? { credentialStatus: status } : {}),
});

const entry = (url, purpose, index, more = {}) => ({
  type: 'BitstringStatusListEntry',
  statusPurpose: purpose,
  statusListIndex: String(index),
  statusListCredential: url,
  ...more,
});

const messages = size =>
  Array.from({ length: 2 ** size }, (_, value) => ({
    status: `0x${value.toString(16)}`,
    message: `message ${value}`,
  }));

async function run(cairn, ...args) {
  const { code, out, err } = await cairn.run(...args);
  if (code !== 0) throw new Error(`cairn ${args.join(' ')}: exit ${code}: ${err}`);
  return out.toString('utf8');
}

let states = 0;

// The state file of a new list and what Cairn signs of it at the end.
async function newList(cairn, ...options) {
  const state = join(cairn.folder, `${states++}.state`);
  await run(cairn, 'status', 'new', state, ...options);
  return state;
}
const signList = async (cairn, state, key) =>
  JSON.parse(await run(cairn, 'status', 'sign', state, '--key', key));

const statusOf = report => report?.checks.find(({ check }) => check === 'status');

// Cairn verifies `credential` with `lists`: its status check must be as said.
async function expectStatus(cairn, credential, lists, wanted) {
  const options = lists.flatMap(list => ['--status-list', cairn.path(JSON.stringify(list))]);
  const { report, err } = await cairn.verify(JSON.stringify(credential), '--at', ASKED, ...options);
  const found = statusOf(report);
  if (!found) return `no verdict: ${err}`;
  const said = `${found.outcome} ${found.code}`;
  if (said !== wanted) return `${said} instead of ${wanted}; ${short(report)}`;
  const valid = wanted.startsWith('pass');
  return (report.verdict === 'valid') === valid ? null : `verdict ${report.verdict}`;
}

// Every third is revoked, every fourth suspended.
export async function ourLists(cairn, statusPeer, count = 24) {
  const { path } = await cairn.newKey('ed25519');
  const kept = [
    await newList(cairn, '--url', URL_1),
    await newList(cairn, '--url', URL_2, '--purpose', 'suspension'),
  ];
  const credentials = [];
  for (let i = 0; i < count; ++i) {
    const wanted = [i % 3 === 0, i % 4 === 0];
    let text = JSON.stringify(document(null, i));
    for (const state of kept) text = await run(cairn, 'status', 'add', state, cairn.path(text));
    const signed = await cairn.issue(JSON.parse(text), path, CREATED);
    for (const [at, state] of kept.entries())
      if (wanted[at])
        await run(cairn, 'status', 'set', state, signed.credentialStatus[at].statusListIndex);
    credentials.push({ signed, wanted });
  }
  const lists = [];
  for (const state of kept) lists.push(await signList(cairn, state, path));
  const said = ([revoked, suspended]) =>
    [revoked && 'revoked', suspended && 'suspended'].filter(Boolean).join(' and ') || 'in force';
  const results = await inParallel(credentials, ({ signed, wanted }, i) =>
    outcome(`our list, credential ${i}: ${said(wanted)}`, async () => {
      const found = await statusPeer.statuses(signed, lists);
      return String(found) === String(wanted) ? null : `${found} instead of ${wanted}`;
    }),
  );
  results.push(
    await outcome('our list, tampered', async () => {
      const copy = structuredClone(lists);
      copy[0].credentialSubject.statusPurpose = ['revocation'];
      const refused = await statusPeer.statuses(credentials[0].signed, copy).then(
        () => false,
        () => true,
      );
      return refused ? null : 'accepted';
    }),
  );
  return results;
}

// Entries of 2 to 8 bits: what Cairn encodes, npm reads.
export async function ourSizes(cairn, statusPeer) {
  const { path } = await cairn.newKey('p256');
  return inParallel([1, 2, 3, 4, 5, 6, 7, 8], size =>
    outcome(`our list, entries of ${size} bits`, async () => {
      const texts = messages(size).flatMap(({ message }) => ['--message', message]);
      const state = await newList(
        cairn,
        '--url',
        URL_1,
        '--purpose',
        'message',
        '--size',
        String(size),
        ...texts,
      );
      const wanted = new Map();
      for (let i = 0; i < 5; ++i) {
        const made = JSON.parse(await run(cairn, 'status', 'add', state));
        const value = (2 ** size * 8 - 1 - i) % 2 ** size;
        await run(cairn, 'status', 'set', state, made.statusListIndex, String(value));
        wanted.set(Number(made.statusListIndex), value);
      }
      const list = await signList(cairn, state, path);
      const read = await statusPeer.decodeSized(list.credentialSubject.encodedList, size);
      for (const [index, value] of wanted)
        if (read.getStatus(index) !== value)
          return `${read.getStatus(index)} at ${index} instead of ${value}`;
      return read.getLength() === LENGTH ? null : `${read.getLength()} entries`;
    }),
  );
}

// The list, the index that is asked for, and what Cairn must say.
const THEIRS = [
  ...[0, 1, 7, 8, 9, 63, 64, 4095, 65_535, 94_567, LENGTH - 2, LENGTH - 1].flatMap(index => [
    { set: [index], index, purpose: 'revocation', wanted: 'fail revoked' },
    { set: [index], index: (index + 1) % LENGTH, purpose: 'revocation', wanted: 'pass ok' },
  ]),
  ...[3, 777, 131_000].flatMap(index => [
    { set: [index], index, purpose: 'suspension', wanted: 'fail suspended' },
    { set: [], index, purpose: 'suspension', wanted: 'pass ok' },
  ]),
  {
    set: [200_000],
    index: 200_000,
    length: 2 * LENGTH,
    purpose: 'revocation',
    wanted: 'fail revoked',
  },
  { set: [], index: 262_143, length: 2 * LENGTH, purpose: 'revocation', wanted: 'pass ok' },
  { set: [], index: LENGTH, purpose: 'revocation', wanted: 'unknown status_out_of_range' },
  {
    set: [],
    index: 5,
    length: LENGTH - 8,
    purpose: 'revocation',
    wanted: 'unknown status_list_too_short',
  },
];

export async function theirLists(cairn, statusPeer) {
  const { did, key } = await peer.keyOf('ed25519');
  return inParallel(THEIRS, ({ set, index, purpose, length = LENGTH, wanted }) =>
    outcome(`their list, ${purpose} at ${index}: ${wanted}`, async () => {
      const list = await statusPeer.bitstringList({
        key,
        did,
        url: URL_1,
        purpose,
        length,
        set,
        created: CREATED,
      });
      const unsigned = document(did, index, entry(URL_1, purpose, index));
      const credential = await peer.issue(unsigned, key, { created: CREATED });
      return expectStatus(cairn, credential, [list], wanted);
    }),
  );
}

// Lists of 2021 under credentials of the Data Model 1.1.
export async function theirListsOf2021(cairn, statusPeer) {
  const { did, key } = await peer.keyOf('ed25519');
  const indexes = [0, 1, 7, 8, 1000, 65_535, 94_567, 100_000, LENGTH - 2, LENGTH - 1];
  const rows = indexes.flatMap(index => [
    { set: [index], index, wanted: 'fail revoked' },
    { set: [(index + 1) % LENGTH], index, wanted: 'pass ok' },
  ]);
  return inParallel(rows, ({ set, index, wanted }) =>
    outcome(`their list of 2021 at ${index}: ${wanted}`, async () => {
      const list = await statusPeer.listOf2021({
        key,
        did,
        url: URL_1,
        purpose: 'revocation',
        length: LENGTH,
        set,
        created: CREATED,
      });
      const { credentialStatus, ...rest } = document(did, index, {
        ...entry(URL_1, 'revocation', index),
        id: `${URL_1}#${index}`,
      });
      const credential = await peer.issue(
        {
          ...rest,
          '@context': [
            'https://www.w3.org/2018/credentials/v1',
            'https://w3id.org/vc/status-list/2021/v1',
          ],
          issuanceDate: CREATED,
          credentialStatus: { ...credentialStatus, type: 'StatusList2021Entry' },
        },
        key,
        { created: CREATED },
      );
      return expectStatus(cairn, credential, [list], wanted);
    }),
  );
}

// Entries of 2 to 8 bits that npm encoded: Cairn reports the message that belongs to the value.
export async function theirSizes(cairn, statusPeer) {
  const { did, key } = await peer.keyOf('ed25519');
  const rows = [2, 3, 4, 5, 6, 7, 8].flatMap(size =>
    [0, 4711, LENGTH - 1].map((index, i) => ({ size, index, value: 2 ** size - 1 - i })),
  );
  return inParallel(rows, ({ size, index, value }) =>
    outcome(`their list, entries of ${size} bits at ${index}`, async () => {
      // The last entry is set, since that package cuts zeros off the end.
      const values = new Map([
        [LENGTH - 1, 1],
        [index, value],
      ]);
      const encodedList = await statusPeer.encodeSized({ size, length: LENGTH, values });
      const list = await peer.issue(
        {
          ...document(did, 0),
          id: URL_1,
          type: ['VerifiableCredential', 'BitstringStatusListCredential'],
          credentialSubject: { type: 'BitstringStatusList', statusPurpose: 'message', encodedList },
        },
        key,
        { created: CREATED },
      );
      const more = { statusSize: size, statusMessage: messages(size) };
      const unsigned = document(did, 1, entry(URL_1, 'message', index, more));
      const credential = await peer.issue(unsigned, key, { created: CREATED });
      const wrong = await expectStatus(cairn, credential, [list], 'pass status_message');
      if (wrong) return wrong;
      const file = cairn.path(JSON.stringify(list));
      const { report } = await cairn.verify(
        JSON.stringify(credential),
        '--at',
        ASKED,
        '--status-list',
        file,
      );
      return statusOf(report).message.includes(`message ${value} `)
        ? null
        : statusOf(report).message;
    }),
  );
}
