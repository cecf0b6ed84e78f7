// The checks between Cairn and a peer. Each takes {cairn, peer}, so that either can be replaced by a
// stub, and answers [{name, failure}]: failure is null where the two agree.
import { readFileSync, readdirSync } from 'node:fs';
import { inParallel } from './cairn.mjs';
import { documents, issuedBy } from './documents.mjs';
import { mutants } from './mutants.mjs';
import { protectedForm } from './canonical.mjs';
import { bakePng, bakeSvg, unbakePng } from './bake.mjs';
import { PNG } from 'pngjs';

// The moments of signing and of asking are fixed, so that no run depends on the clock.
const CREATED = '2026-02-01T00:00:00Z';
const ASKED = '2026-06-01T00:00:00Z';
const BADGES = new URL('../../examples/badges/', import.meta.url);

export const outcome = async (name, work) => {
  try {
    return { name, failure: (await work()) ?? null };
  } catch (error) {
    return { name, failure: error.message };
  }
};

export const short = report =>
  report === null
    ? 'no verdict'
    : `${report.verdict}: ${report.checks
        .filter(c => c.outcome !== 'pass' && c.outcome !== 'skipped')
        .map(c => `${c.check} ${c.outcome} ${c.code}`)
        .join('; ')}`;

// A signed credential that says something else.
function tampered(credential) {
  const copy = structuredClone(credential);
  if (copy.type.includes('ClrCredential')) copy.name = 'Another record';
  else if (copy.credentialSubject.achievement)
    copy.credentialSubject.achievement.criteria = { narrative: 'Bought.' };
  else copy.credentialSubject.id = 'urn:example:somebody-else';
  return copy;
}

const DEFAULT = { suite: 'eddsa-rdfc-2022', kind: 'ed25519', form: 'rdfc' };

// Of a document that says what is in it: that Cairn found each part genuine and the schema kept.
function missed(report, { parts }) {
  if (parts === undefined) return null;
  const schema = report.checks.find(({ check }) => check === 'schema');
  if (schema.outcome !== 'pass') return `schema ${schema.code}: ${schema.message}`;
  const found = report.parts ?? [];
  const bad = found.find(({ verdict }) => verdict !== 'valid');
  if (bad) return `${bad.place}: ${bad.code}, ${bad.message}`;
  return found.length === parts ? null : `${found.length} parts instead of ${parts}`;
}

// What the peer issues, Cairn verifies; once something in it is changed, it does not.
export async function theirsToOurs(
  { cairn, peer },
  { suite, kind } = DEFAULT,
  corpus = documents(),
) {
  const { did, key } = await peer.keyOf(kind);
  return inParallel(corpus, ({ name, document, parts }) =>
    outcome(`peer -> cairn, ${suite} ${kind}: ${name}`, async () => {
      const signed = await peer.issue(issuedBy(document, did), key, { created: CREATED, suite });
      const good = await cairn.verify(JSON.stringify(signed), '--at', ASKED);
      if (good.code !== 0 || good.report?.verdict !== 'valid')
        return `not valid (exit ${good.code}): ${short(good.report)} ${good.err}`;
      const wrong = missed(good.report, { parts });
      if (wrong) return wrong;
      const bad = await cairn.verify(JSON.stringify(tampered(signed)), '--at', ASKED);
      if (bad.code !== 1 || bad.report?.verdict !== 'invalid')
        return `tampered, but exit ${bad.code}: ${short(bad.report)}`;
      return null;
    }),
  );
}

// What Cairn issues, the peer verifies; once something in it is changed, it does not.
export async function oursToTheirs(
  { cairn, peer },
  { suite, kind, form } = DEFAULT,
  corpus = documents(),
) {
  const { did, path } = await cairn.newKey(kind);
  return inParallel(corpus, ({ name, document }) =>
    outcome(`cairn -> peer, ${suite} ${kind}: ${name}`, async () => {
      const signed = await cairn.issue(issuedBy(document, did), path, CREATED, suite);
      if (form === 'jcs' && signed['@context'].some(context => typeof context !== 'string')) {
        if (!(await peer.verifyJcs(signed, { kind }))) return 'not verified';
        return (await peer.verifyJcs(tampered(signed), { kind })) ? 'tampered, but verified' : null;
      }
      const good = await peer.verify(signed, { now: ASKED, suite });
      if (!good.verified)
        return `not verified: ${good.error?.errors?.[0]?.message ?? good.error?.message}`;
      const bad = await peer.verify(tampered(signed), { now: ASKED, suite });
      return bad.verified ? 'tampered, but verified' : null;
    }),
  );
}

// What Cairn issues to many at once, the peer verifies, and it is what Cairn issues one by one.
export async function oursToMany({ cairn, peer }, corpus = documents()) {
  const { did, path } = await cairn.newKey();
  const ofOne = corpus.filter(({ document }) => !Array.isArray(document.credentialSubject));
  return inParallel(ofOne, ({ name, document }) =>
    outcome(`cairn to many -> peer: ${name}`, async () => {
      const model = issuedBy(document, did);
      const learners = [1, 2, 3].map(number => ({
        id: `urn:uuid:3f2c8a10-6d4e-4b1f-8c77-10000000000${number}`,
        credentialSubject: { id: `did:example:learner-${number}` },
      }));
      const all = await cairn.issueEach(model, learners, path, CREATED);
      for (const [i, signed] of all.entries()) {
        const { id, credentialSubject } = learners[i];
        const whole = { ...model, id, credentialSubject: { ...model.credentialSubject, ...credentialSubject } };
        const alone = await cairn.issue(whole, path, CREATED);
        if (alone.proof.proofValue !== signed.proof.proofValue) return `number ${i + 1} differs`;
        const good = await peer.verify(signed, { now: ASKED, suite: DEFAULT.suite });
        if (!good.verified) return `number ${i + 1} not verified`;
      }
      return all.length === 3 ? null : `${all.length} credentials for 3 learners`;
    }),
  );
}

// What Cairn issues, the verifier of learner wallets finds genuine; what was changed, it does not.
// One after the other: that verifier is kept from the network while it works.
export async function oursToWallets({ cairn, wallet }, corpus = documents()) {
  const { did, path } = await cairn.newKey();
  const results = [];
  // It bundles neither the context of undefined terms nor that of learner records, and wants ids that
  // are http or urn:uuid.
  const beyond = ['a third context: undefined terms', 'no Open Badges at all'];
  const known = ({ name, document }) =>
    !beyond.includes(name) && !document.type.includes('ClrCredential');
  for (const { name, document } of corpus.filter(known))
    results.push(
      await outcome(`cairn -> wallet: ${name}`, async () => {
        const signed = await cairn.issue(issuedBy(document, did), path, CREATED);
        const good = await wallet.verify(signed);
        if (!good.valid) return `not verified: ${good.error}`;
        return (await wallet.verify(tampered(signed))).valid ? 'tampered, but verified' : null;
      }),
    );
  return results;
}

// A document that the peer signed by two suites; each of the two can break it.
export async function theirSets({ cairn, peer }) {
  const [first, second] = [await peer.keyOf('ed25519'), await peer.keyOf('p256')];
  const twice = [
    ['eddsa-rdfc-2022', 'ecdsa-rdfc-2019'],
    ['eddsa-jcs-2022', 'ecdsa-jcs-2019'],
    ['eddsa-rdfc-2022', 'ecdsa-jcs-2019'],
    ['eddsa-jcs-2022', 'ecdsa-rdfc-2019'],
  ];
  return inParallel(twice, suites =>
    outcome(`a set by the peer: ${suites.join(' and ')}`, async () => {
      const unsigned = issuedBy(documents()[0].document, first.did);
      const once = await peer.issue(unsigned, first.key, { created: CREATED, suite: suites[0] });
      const set = await peer.addProof(once, second.key, { created: CREATED, suite: suites[1] });
      const good = await cairn.verify(JSON.stringify(set), '--at', ASKED);
      const proofs = good.report?.checks.find(c => c.check === 'proof').proofs;
      if (good.code !== 0 || proofs?.some(p => p.outcome !== 'pass') || proofs?.length !== 2)
        return `exit ${good.code}: ${short(good.report)} ${JSON.stringify(proofs)}`;
      for (const which of [0, 1]) {
        const broken = structuredClone(set);
        broken.proof[which].created = '2026-02-02T00:00:00Z';
        const bad = await cairn.verify(JSON.stringify(broken), '--at', ASKED);
        if (bad.code !== 1) return `proof ${which} broken, but exit ${bad.code}`;
      }
      return null;
    }),
  );
}

// Both give the same canonical N-Quads.
export async function canonicalForms({ cairn, peer }) {
  return inParallel(documents(), ({ name, document }) =>
    outcome(`canonical form: ${name}`, async () => {
      const unsigned = issuedBy(document, 'did:example:issuer');
      const [ours, theirs] = [await cairn.canonize(unsigned), await peer.canonize(unsigned)];
      return ours === theirs ? null : `differs\n--- cairn\n${ours}\n--- peer\n${theirs}`;
    }),
  );
}

// A mutant whose protected form is the same is accepted, unless it says it in a way that readers
// would miss; any other is refused.
export async function tampering({ cairn, peer }, { count, seed, suite, kind, form }) {
  const { did, key } = await peer.keyOf(kind);
  const corpus = documents().filter((_, index) => index % 2 === 1);
  const signed = [];
  for (const { document } of corpus)
    signed.push(await peer.issue(issuedBy(document, did), key, { created: CREATED, suite }));
  const forms = await Promise.all(
    signed.map(credential => protectedForm(JSON.stringify(credential), form)),
  );
  if (forms.includes(null)) throw new Error('a credential of the corpus has no canonical form');
  let unchanged = 0;
  const results = await inParallel(
    mutants(signed, count, seed),
    ({ kind: change, base, text }, index) =>
      outcome(`${suite} mutant ${index} (${change}) of "${corpus[base].name}"`, async () => {
        const same = (await protectedForm(text, form)) === forms[base];
        unchanged += same ? 1 : 0;
        const { code, report, err } = await cairn.verify(text, '--at', ASKED);
        const disguised = report?.checks?.some(({ code }) => code === 'terms_redefined');
        if (same && code !== 0 && !disguised)
          return `says the same, but exit ${code}: ${short(report)} ${err}\n${text}`;
        if (!same && ![1, 2, 65].includes(code))
          return `says something else, but exit ${code}\n${text}`;
        return null;
      }),
  );
  return { results, unchanged, changed: count - unchanged };
}

// Pictures baked by one are read by the other.
export async function pictures({ cairn, peer }) {
  const png = readFileSync(new URL('picture.png', BADGES));
  const svg = readFileSync(new URL('picture.svg', BADGES), 'utf8');
  const text = JSON.stringify(JSON.parse(readFileSync(new URL('arabic.json', BADGES), 'utf8')));
  return Promise.all([
    outcome('npm bakes a PNG, cairn reads it', async () =>
      (await cairn.unbake(bakePng(png, text))).trim() === text ? null : 'another text',
    ),
    outcome('npm bakes an SVG, cairn reads it', async () =>
      (await cairn.unbake(bakeSvg(svg, text))).trim() === text ? null : 'another text',
    ),
    outcome('cairn bakes a PNG, npm reads it', async () => {
      const found = unbakePng(await cairn.bake(text, png));
      return found.length === 1 && found[0].trim() === text ? null : `${found.length} texts`;
    }),
    outcome('cairn bakes a PNG, pngjs finds the same pixels', async () => {
      const [before, after] = [PNG.sync.read(png), PNG.sync.read(await cairn.bake(text, png))];
      return before.width === after.width && before.data.equals(after.data) ? null : 'other pixels';
    }),
    outcome('cairn bakes an SVG, and the peer verifies what is in it', async () => {
      const baked = (await cairn.bake(text, Buffer.from(svg))).toString('utf8');
      const inside = /<!\[CDATA\[([\s\S]*?)\]\]>/.exec(baked)?.[1];
      if (inside?.trim() !== text) return 'another text';
      return (await peer.verify(JSON.parse(inside), { now: '2026-11-21T00:00:00Z' })).verified
        ? null
        : 'not verified';
    }),
  ]);
}

// What examples/badges/README.md says that Cairn answers: exit code, and the check that says so.
const ANSWERS = {
  'sql-for-analysts.json': [0],
  'sql-for-analysts.png': [0],
  'sql-for-analysts.svg': [0],
  'python-bootcamp.png': [0],
  'incident-simulation.svg': [0],
  'arabic.json': [0],
  'arabic.png': [0],
  'bad-tampered.json': [1, 'proof', 'fail'],
  'bad-tampered.png': [1, 'proof', 'fail'],
  'bad-expired.json': [1, 'validity', 'fail'],
  'bad-not-yet-valid.json': [1, 'validity', 'fail'],
  'bad-unknown-issuer.json': [0, 'trust', 'unknown'],
  'bad-unsupported-suite.json': [2, 'proof', 'unknown'],
  'bad-truncated.json': [65],
  'bad-duplicate-key.json': [65],
  'bad-not-utf8.json': [65],
  'bad-truncated.png': [65],
  'bad-crc.png': [65],
  'bad-two-credentials.png': [65],
  'picture.png': [65],
  'picture.svg': [65],
};
const MERIDIAN = 'did:key:z6Mkiepb6txxPJuLkCQft5pLFuudz9W5END95FpXfaLFCt94';

export async function exampleBadges({ cairn }) {
  const files = readdirSync(BADGES).filter(file => /\.(json|png|svg)$/.test(file));
  return inParallel(files, file =>
    outcome(`examples/badges/${file}`, async () => {
      const [code, check, expected] = ANSWERS[file] ?? [];
      if (code === undefined) return 'not in the table of answers';
      const answer = await cairn.verify(
        readFileSync(new URL(file, BADGES)),
        '--known-issuer',
        MERIDIAN,
        '--at',
        '2026-11-21',
      );
      if (answer.code !== code)
        return `exit ${answer.code}, not ${code}: ${short(answer.report)} ${answer.err}`;
      if (code === 65 && answer.err === '') return 'malformed, but no word about it';
      if (code === 0 && answer.report.trusted !== (check === undefined))
        return `trusted: ${answer.report.trusted}`;
      const found = answer.report?.checks.find(c => c.check === check);
      return check === undefined || found?.outcome === expected ? null : short(answer.report);
    }),
  );
}
