// Offline bundles with the real program: facts are gathered over TLS from a school that this file
// serves, and then every check is answered in a process that has no network at all. CAIRN names the
// program.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

const cairn = process.env.CAIRN;
assert.ok(cairn, 'CAIRN must name the cairn program');
const folder = mkdtempSync(join(tmpdir(), 'cairn-bundle-'));
after(() => rmSync(folder, { recursive: true }));
const file = name => join(folder, name);

function run(program, ...args) {
  return new Promise(resolve => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '', err = '';
    child.stdout.on('data', bytes => (out += bytes));
    child.stderr.on('data', bytes => (err += bytes));
    child.once('close', code => resolve({ code, out, err }));
  });
}
const must = async (...args) => {
  const done = await run(cairn, ...args);
  assert.equal(done.code, 0, done.err + done.out);
  return done.out;
};
const outcomes = report =>
  Object.fromEntries(report.checks.map(({ check, outcome, code }) => [check, `${outcome} ${code}`]));

// A namespace without any network, where the system lets us make one.
const isolated = await run('unshare', '-rn', 'true').then(({ code }) => code === 0, () => false);
const verifyAlone = async (...args) => {
  const done = isolated
    ? await run('unshare', '-rn', cairn, 'verify', ...args)
    : await run(cairn, 'verify', ...args);
  return { ...done, report: done.out.startsWith('{') ? JSON.parse(done.out) : undefined };
};

const pages = new Map();
const asked = [];
let server, base, reach;

function certificate() {
  const make = (name, ...args) =>
    execFileSync('openssl', [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
      ...['-days', '1', '-keyout', file(`${name}.key`), '-out', file(`${name}.pem`)],
      ...args,
    ], { stdio: 'ignore' });
  make('authority', '-subj', '/CN=Test authority');
  make('host', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost',
    '-addext', 'basicConstraints=critical,CA:FALSE',
    '-CA', file('authority.pem'), '-CAkey', file('authority.key'));
  return { key: readFileSync(file('host.key')), cert: readFileSync(file('host.pem')) };
}

before(async () => {
  server = createServer(certificate(), ({ url }, answer) => {
    asked.push(url);
    answer.writeHead(pages.has(url) ? 200 : 404);
    answer.end(pages.get(url) ?? '');
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  base = `https://localhost:${server.address().port}`;
  reach = ['--allow-private-network', '--trust-anchors', file('authority.pem')];

  const did = `did:web:localhost%3A${server.address().port}`;
  await must('key', 'new', file('key.json'), '--controller', did);
  pages.set('/.well-known/did.json', await must('key', 'document', file('key.json')));
  await must('status', 'new', file('state.json'), '--url', `${base}/status/1`);
  writeFileSync(file('plain.json'), JSON.stringify({
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    id: 'urn:uuid:6f1d0b5a-6a3e-4a55-9d9c-0c6f6d1f3b12',
    type: ['VerifiableCredential'],
    issuer: did,
    credentialSubject: { id: 'did:example:learner' },
  }));
  await must('status', 'add', file('state.json'), file('plain.json'), '-o', file('unsigned.json'));
  await must('issue', file('unsigned.json'), '--key', file('key.json'), '-o', file('badge.json'));
  pages.set('/status/1', await must('status', 'sign', file('state.json'), '--key', file('key.json')));

  // The ministry signs under an address, so its key has to be looked up as well.
  const ministry = `${did}:ministry`;
  await must('key', 'new', file('ministry.json'), '--controller', ministry);
  pages.set('/ministry/did.json', await must('key', 'document', file('ministry.json')));
  writeFileSync(file('list-unsigned.json'), JSON.stringify({
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/ns/credentials/undefined-terms/v2'],
    type: ['VerifiableCredential', 'TrustListCredential'],
    issuer: ministry,
    validFrom: '2020-01-01T00:00:00Z',
    validUntil: '2199-12-31T23:59:59Z',
    credentialSubject: {
      id: `${base}/trust`, name: 'The register', sequence: 1,
      recognisedIssuer: [{ id: did, name: 'School of the register' }],
    },
  }));
  await must('issue', file('list-unsigned.json'), '--key', file('ministry.json'), '-o', file('list.json'));
  pages.set('/badge/1', JSON.stringify({
    '@context': 'https://w3id.org/openbadges/v2', type: 'Assertion', id: `${base}/badge/1`,
    issuedOn: '2017-03-01T09:00:00Z', badge: `${base}/badge`, verification: { type: 'HostedBadge' },
    recipient: { type: 'email', identity: 'a@example.com', hashed: false },
  }));
  pages.set('/badge', JSON.stringify({
    '@context': 'https://w3id.org/openbadges/v2', type: 'BadgeClass', id: `${base}/badge`, name: 'Robotics',
    issuer: `${base}/issuer`,
  }));
  pages.set('/issuer', JSON.stringify({
    '@context': 'https://w3id.org/openbadges/v2', type: 'Issuer', id: `${base}/issuer`, name: 'School',
  }));
  writeFileSync(file('hosted.json'), pages.get('/badge/1'));
  await must('bundle', 'make', file('badge.json'), file('hosted.json'), '-o', file('facts.json'), ...reach,
    '--trust-list', file('list.json'), '--trust-signer', ministry);
});
after(() => server.close());

describe('an offline bundle', () => {
  it('was gathered over TLS, each address once', () => {
    const want = ['/.well-known/did.json', '/status/1', '/ministry/did.json', '/badge/1', '/badge', '/issuer'];
    assert.deepEqual([...asked].sort(), want.sort());
  });

  it('answers each check without a network, with the age of each fact', async () => {
    const before = asked.length;
    const { code, report, err } = await verifyAlone('--json', '--offline', '--bundle', file('facts.json'), file('badge.json'));
    assert.equal(code, 0, err);
    const said = outcomes(report);
    assert.equal(said.proof, 'pass ok');
    assert.equal(said.issuer_binding, 'pass ok');
    assert.equal(said.status, 'pass ok');
    assert.equal(said.trust, 'pass issuer_listed');
    assert.equal(report.issuer.name, 'School of the register');
    const dated = report.facts.filter(({ fetched }) => fetched);
    assert.deepEqual([...new Set(dated.map(({ kind }) => kind))], ['controller', 'status_list', 'trust_list']);
    for (const fact of dated) {
      assert.ok(fact.ageSeconds >= 0 && fact.ageSeconds < 600, JSON.stringify(fact));
      assert.notEqual(fact.outdated, true);
    }
    assert.equal(asked.length, before);
  });

  it('holds what a hosted badge of Open Badges 2 rests on', async () => {
    const { code, report, err } = await verifyAlone('--json', '--bundle', file('facts.json'), file('hosted.json'));
    assert.equal(code, 0, err);
    assert.equal(report.badge.issuer.name, 'School');
  });

  it('leaves open what is too old, and says since when', async () => {
    const { code, report } = await verifyAlone('--json', '--bundle', file('facts.json'), '--max-age', '0m', file('badge.json'));
    assert.equal(code, 2);
    assert.equal(outcomes(report).status, 'unknown status_outdated');
    assert.equal(outcomes(report).issuer_binding, 'unknown issuer_outdated');
  });

  it('is refused when a part of it was changed', async () => {
    const text = readFileSync(file('facts.json'), 'utf8');
    writeFileSync(file('changed.json'), text.replace('School', 'Schoool'));
    const { code, err } = await verifyAlone('--bundle', file('changed.json'), file('badge.json'));
    assert.equal(code, 65);
    assert.match(err, /sha256/);
  });

  it('does what the network does not, which is asked for the same and without it is not there', async () => {
    assert.equal((await run(cairn, 'verify', ...reach, file('badge.json'))).code, 0);
    assert.equal((await verifyAlone('--offline', file('badge.json'))).code, 2);
  });
});
