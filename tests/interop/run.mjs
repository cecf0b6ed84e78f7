// Both ways with the npm stack, tampering, and the proof that the checks can fail.
//   CAIRN=build/dev/cairn node tests/interop/run.mjs [--mutants N] [--seed N] [--only mutants]
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as anchorChecks from './anchor_checks.mjs';
import * as attestationChecks from './attestation_checks.mjs';
import * as peer from './peer.mjs';
import * as checks from './checks.mjs';
import { badgeDocuments } from './badge_documents.mjs';
import { issuedBy } from './documents.mjs';
import * as joseChecks from './jose_checks.mjs';
import * as josePeer from './jose_peer.mjs';
import * as wallet from './wallet_peer.mjs';
import * as statusChecks from './status_checks.mjs';
import * as statusPeer from './status_peer.mjs';
import * as answerSchemaChecks from './answer_schema_checks.mjs';
import * as requirementSchemaChecks from './requirement_schema_checks.mjs';
import * as schemaChecks from './schema_checks.mjs';
import * as stubs from './stubs.mjs';
import * as vcApiChecks from './vc_api_checks.mjs';
import * as webChecks from './web_checks.mjs';
import { Cairn } from './cairn.mjs';

const { values: options } = parseArgs({
  options: {
    mutants: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' }, // "mutants": nothing else
  },
});
if (!process.env.CAIRN) throw new Error('CAIRN must name the cairn program');

const cairn = new Cairn(process.env.CAIRN);
let failed = 0;

function count(name, results) {
  const bad = results.filter(result => result.failure !== null);
  for (const { name: which, failure } of bad) console.log(`FAILED ${which}: ${failure}`);
  console.log(
    `counted interop-${name}: ${results.length - bad.length} passed, ${bad.length} failed, 0 skipped`,
  );
  failed += bad.length;
}

// With each stub, at least one check of its own must fail.
async function selfTest() {
  const red = async (name, run, parties) => {
    const results = await run(parties);
    const all = results.results ?? results;
    const failures = all.filter(result => result.failure !== null).length;
    console.log(`${name}: ${failures} of ${all.length} checks red`);
    return { name, failure: failures > 0 ? null : 'the checks stayed green' };
  };
  const { peers, cairns, replaced } = stubs;
  const few = parties => checks.tampering(parties, { count: 40, seed: 7, ...peer.SUITES[0] });
  const with_peer = name => ({ cairn, peer: peers[name] });
  const with_cairn = name => ({ cairn: replaced(cairn, cairns[name]), peer });
  const blind = {
    ...statusPeer,
    statuses: async ({ credentialStatus }) => credentialStatus.map(() => false),
  };
  return [
    await red(
      'stub: a peer that finds no status set',
      ({ cairn }) => statusChecks.ourLists(cairn, blind, 4),
      { cairn },
    ),
    await red(
      'stub: status lists for a cairn that finds everything valid',
      ({ cairn }) => statusChecks.theirLists(cairn, statusPeer),
      with_cairn('a cairn that finds everything valid'),
    ),
    await red(
      'stub: a peer that finds everything verified',
      checks.oursToTheirs,
      with_peer('a peer that finds everything verified'),
    ),
    await red(
      'stub: a peer that finds nothing verified',
      checks.oursToTheirs,
      with_peer('a peer that finds nothing verified'),
    ),
    await red(
      'stub: a peer that signs garbage',
      checks.theirsToOurs,
      with_peer('a peer that signs garbage'),
    ),
    await red(
      'stub: a peer that canonizes nothing',
      checks.canonicalForms,
      with_peer('a peer that canonizes nothing'),
    ),
    await red(
      'stub: a cairn that finds everything valid',
      checks.theirsToOurs,
      with_cairn('a cairn that finds everything valid'),
    ),
    await red(
      'stub: a cairn that finds everything invalid',
      checks.theirsToOurs,
      with_cairn('a cairn that finds everything invalid'),
    ),
    await red(
      'stub: a cairn that issues garbage',
      checks.oursToTheirs,
      with_cairn('a cairn that issues garbage'),
    ),
    await red(
      'stub: attestations for a peer that finds everything verified',
      attestationChecks.bothWays,
      with_peer('a peer that finds everything verified'),
    ),
    await red(
      'stub: attestations by the server for a peer that finds everything verified',
      attestationChecks.byServer,
      with_peer('a peer that finds everything verified'),
    ),
    await red(
      'stub: mutants for a cairn that finds everything valid',
      few,
      with_cairn('a cairn that finds everything valid'),
    ),
    await red(
      'stub: mutants for a cairn that finds everything invalid',
      few,
      with_cairn('a cairn that finds everything invalid'),
    ),
    await red(
      'stub: schemas that accept everything',
      ({ cairn }) => {
        const lax = Object.fromEntries(Object.keys(validators).map(name => [name, () => true]));
        return schemaChecks.changed(cairn, lax, shaped, { count: 60, seed: 1 });
      },
      { cairn },
    ),
    await red('stub: tokens for a cairn that finds everything invalid', () =>
      joseChecks.theirTokens(with_cairn('a cairn that finds everything invalid').cairn, 'ES256'),
    ),
    await red('stub: attacks on a cairn that finds everything valid', () =>
      joseChecks.attacked(with_cairn('a cairn that finds everything valid').cairn, 'ES256'),
    ),
  ];
}

// The script makes the bytes that are checked in.
function sameBadges() {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-badges-'));
  const badges = fileURLToPath(new URL('../../examples/badges/', import.meta.url));
  execFileSync(process.execPath, [join(badges, 'make.mjs'), folder]);
  const made = readdirSync(folder);
  const results = made.map(file => ({
    name: `made again: ${file}`,
    failure: readFileSync(join(folder, file)).equals(readFileSync(join(badges, file)))
      ? null
      : 'other bytes',
  }));
  rmSync(folder, { recursive: true });
  return results;
}

// The mutants of all suites, in equal shares.
async function mutate() {
  const rows = [...peer.SUITES, peer.LEGACY];
  for (const [index, row] of rows.entries()) {
    const all = Number(options.mutants);
    const share = Math.floor(all / rows.length) + (index < all % rows.length ? 1 : 0);
    const { results, changed, unchanged } = await checks.tampering(parties, {
      count: share,
      seed: Number(options.seed) + index,
      ...row,
    });
    console.log(
      `mutants of ${row.suite} ${row.kind}, seed ${options.seed}: ` +
        `${changed} that say something else, ${unchanged} that say the same`,
    );
    count(`tampering-${row.suite}-${row.kind}`, results);
  }
}

console.log(`cairn: ${await cairn.version()} (${cairn.program})`);
console.log(
  `peer: ${[...peer.versions(), josePeer.version(), ...statusPeer.versions(), schemaChecks.version()].join(', ')}, node ${process.version}`,
);
const parties = { cairn, peer };
const badges = await badgeDocuments();
if (options.only === 'mutants') {
  await mutate();
  cairn.close();
  process.exit(failed > 0 ? 1 : 0);
}
count('badges-made-again', sameBadges());
count('example-badges', await checks.exampleBadges(parties));
count('canonical-forms', await checks.canonicalForms(parties));
for (const row of peer.SUITES) {
  const name = `${row.suite}-${row.kind}`;
  count(`peer-to-cairn-${name}`, await checks.theirsToOurs(parties, row));
  count(`cairn-to-peer-${name}`, await checks.oursToTheirs(parties, row));
  count(`badges-peer-to-cairn-${name}`, await checks.theirsToOurs(parties, row, badges));
  count(`badges-cairn-to-peer-${name}`, await checks.oursToTheirs(parties, row, badges));
}
count(`peer-to-cairn-${peer.LEGACY.suite}`, await checks.theirsToOurs(parties, peer.LEGACY));
count('cairn-to-many', await checks.oursToMany(parties));
count('badges-cairn-to-many', await checks.oursToMany(parties, badges));
count('cairn-to-wallet', await checks.oursToWallets({ cairn, wallet }));
count('badges-cairn-to-wallet', await checks.oursToWallets({ cairn, wallet }, badges));
count('proof-sets', await checks.theirSets(parties));
for (const algorithm of josePeer.ALGORITHMS) {
  count(`jose-to-cairn-${algorithm}`, await joseChecks.theirTokens(cairn, algorithm));
  count(
    `badges-jose-to-cairn-${algorithm}`,
    await joseChecks.theirTokens(cairn, algorithm, badges),
  );
  count(`jose-attacks-${algorithm}`, await joseChecks.attacked(cairn, algorithm));
}
for (const [algorithm, kind] of Object.entries({
  ES256: 'p256',
  ES384: 'p384',
  EdDSA: 'ed25519',
})) {
  count(`cairn-to-jose-${algorithm}`, await joseChecks.ourTokens(cairn, algorithm, kind));
  count(
    `badges-cairn-to-jose-${algorithm}`,
    await joseChecks.ourTokens(cairn, algorithm, kind, badges),
  );
}
for (const [name, check] of Object.entries({
  'status-cairn-to-peer': statusChecks.ourLists,
  'status-sizes-cairn-to-peer': statusChecks.ourSizes,
  'status-peer-to-cairn': statusChecks.theirLists,
  'status-2021-peer-to-cairn': statusChecks.theirListsOf2021,
  'status-sizes-peer-to-cairn': statusChecks.theirSizes,
}))
  count(name, await check(cairn, statusPeer));
const validators = schemaChecks.schemas();
const shaped = badges.map(one => ({
  ...one,
  document: issuedBy(one.document, 'did:example:school'),
}));
count('schemas-requirement', await requirementSchemaChecks.examples());
count('schemas-answers-audit', await requirementSchemaChecks.answers(cairn));
count('schemas-answers-simulation', await answerSchemaChecks.answers(cairn));
count('schemas-genuine', await schemaChecks.genuine(cairn, validators, shaped));
count(
  'schemas-changed',
  await schemaChecks.changed(cairn, validators, shaped, { count: 600, seed: Number(options.seed) }),
);
count('attestations', await attestationChecks.bothWays(parties));
count('attestations-by-server', await attestationChecks.byServer(parties));
count('pictures', await checks.pictures(parties));
count('log-on-a-chain', await anchorChecks.onChain(cairn));
count('keys-over-https', await webChecks.overHttps(parties));
count('vc-api', await vcApiChecks.overHttp(process.env.CAIRN));
await mutate();
count('self-test', await selfTest());
cairn.close();
process.exit(failed > 0 ? 1 : 0);
