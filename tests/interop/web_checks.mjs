// Whole paths over https: credentials that npm issues under did:web and https issuers, whose
// documents lie on a TLS server on loopback, through rotation, retirement and revocation of keys.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inParallel } from './cairn.mjs';
import { outcome, short } from './checks.mjs';
import { documents, issuedBy } from './documents.mjs';

const CREATED = '2026-02-01T00:00:00Z';
const ROTATED = '2026-03-01T00:00:00Z';
const LATER = '2026-04-01T00:00:00Z';
const ASKED = '2026-06-01T00:00:00Z';

// A certificate authority, a certificate for localhost, and documents by path.
class Site {
  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'cairn-web-'));
    this.documents = new Map();
    const make = (name, ...args) =>
      execFileSync('openssl', [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
        ...['-days', '1', '-keyout', this.file(`${name}.key`), '-out', this.file(`${name}.pem`)],
        ...args,
      ], { stdio: 'ignore' });
    make('authority', '-subj', '/CN=Test authority');
    const by = ['-CA', this.file('authority.pem'), '-CAkey', this.file('authority.key')];
    const leaf = ['-addext', 'basicConstraints=critical,CA:FALSE'];
    make('host', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', ...leaf, ...by);
  }

  file(name) {
    return join(this.folder, name);
  }

  async open() {
    const tls = { key: readFileSync(this.file('host.key')), cert: readFileSync(this.file('host.pem')) };
    this.server = createServer(tls, ({ url }, answer) => {
      const document = this.documents.get(url);
      answer.writeHead(document ? 200 : 404, { 'content-type': 'application/did+json' });
      answer.end(document ? JSON.stringify(document) : '');
    });
    await new Promise(resolve => this.server.listen(0, '127.0.0.1', resolve));
    this.port = this.server.address().port;
    this.did = `did:web:localhost%3A${this.port}`;
    return this;
  }

  publish(path, id, methods) {
    const all = methods.map(({ key, ...more }) => ({
      ...{ id: key.id, type: 'Multikey', controller: id, publicKeyMultibase: key.publicKeyMultibase },
      ...more,
    }));
    this.documents.set(path, {
      '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
      id,
      verificationMethod: all,
      assertionMethod: all.map(method => method.id),
    });
  }

  async close() {
    if (this.server) await new Promise(resolve => this.server.close(resolve));
    rmSync(this.folder, { recursive: true });
  }
}

const verdict = (cairn, site, credential, ...options) =>
  cairn.verifyOnline(
    JSON.stringify(credential),
    ...['--at', ASKED, '--allow-private-network', '--trust-anchors', site.file('authority.pem')],
    ...options,
  );

// Null where the verdict, and the code of the check `proof` or `issuer_binding`, are as expected.
async function expect(asked, wanted, check, code) {
  const { code: exit, report, err } = await asked;
  const found = report?.checks.find(each => each.check === check)?.code;
  const right = report?.verdict === wanted && (check === undefined || found === code);
  return right ? null : `exit ${exit}, ${short(report)} ${err}`;
}

const named = (key, id, controller) => Object.assign(key, { id, controller });

export async function overHttps({ cairn, peer }) {
  const site = await new Site().open();
  try {
    return await paths({ cairn, peer, site });
  } finally {
    await site.close();
  }
}

async function paths({ cairn, peer, site }) {
  const { did } = site;
  const path = '/.well-known/did.json';
  const first = named((await peer.demonstrationKey('web 1')).key, `${did}#key-1`, did);
  const second = named((await peer.demonstrationKey('web 2')).key, `${did}#key-2`, did);
  const curve = named((await peer.keyOf('p256')).key, `${did}#key-3`, did);
  const [{ document }] = documents();
  const issue = (key, created, suite) =>
    peer.issue(issuedBy(document, did), key, { created, suite });
  const old = await issue(first, CREATED);
  const results = [];
  const check = async (name, work) => results.push(await outcome(`did:web: ${name}`, work));

  site.publish(path, did, [{ key: first }, { key: curve }]);
  results.push(
    ...(await inParallel(documents(), ({ name, document: each }) =>
      outcome(`did:web: ${name}`, async () => {
        const signed = await peer.issue(issuedBy(each, did), first, { created: CREATED });
        return expect(verdict(cairn, site, signed), 'valid');
      }),
    )),
  );
  const p256 = await issue(curve, CREATED, 'ecdsa-rdfc-2019');
  await check('a P-256 key', () => expect(verdict(cairn, site, p256), 'valid'));
  await check('offline', () =>
    expect(verdict(cairn, site, old, '--offline'), 'unknown', 'proof', 'key_unresolved'));
  await check('a private network is not asked unless allowed', () =>
    expect(
      cairn.verifyOnline(JSON.stringify(old), '--trust-anchors', site.file('authority.pem')),
      'unknown', 'proof', 'key_unresolved',
    ));
  await check('an authority that is not trusted', () =>
    expect(
      cairn.verifyOnline(JSON.stringify(old), '--allow-private-network'),
      'unknown', 'proof', 'key_unresolved',
    ));

  site.publish(path, did, [{ key: first, expires: ROTATED }, { key: second }]);
  const fresh = await issue(second, LATER);
  const late = await issue(first, LATER);
  await check('the new key after rotation', () => expect(verdict(cairn, site, fresh), 'valid'));
  await check('what the retired key signed before', () => expect(verdict(cairn, site, old), 'valid'));
  await check('what the retired key signed after', () =>
    expect(verdict(cairn, site, late), 'invalid', 'proof', 'key_expired'));

  site.publish(path, did, [{ key: first, revoked: ROTATED }, { key: second }]);
  await check('what a revoked key signed before', () =>
    expect(verdict(cairn, site, old), 'invalid', 'proof', 'key_revoked'));
  await check('the other key beside a revoked one', () =>
    expect(verdict(cairn, site, fresh), 'valid'));
  site.publish(path, did, [{ key: second }]);
  await check('a key that is no longer listed', () =>
    expect(verdict(cairn, site, old), 'invalid', 'proof', 'key_refused'));
  site.publish(path, 'did:web:other.example', [{ key: second }]);
  await check('a document of somebody else', () =>
    expect(verdict(cairn, site, fresh), 'invalid', 'proof', 'key_malformed'));

  // Open Badges issuers: "https://issuer#<multikey>" and a did:key that the issuer lists.
  const issuer = `https://localhost:${site.port}/issuers/1`;
  const { key: own } = await peer.demonstrationKey('web 3');
  named(own, `${issuer}#${own.publicKeyMultibase}`, issuer);
  const badge = await peer.issue(issuedBy(document, issuer), own, { created: CREATED });
  await check('an https issuer without a document', () =>
    expect(verdict(cairn, site, badge), 'unknown', 'issuer_binding', 'issuer_unresolved'));
  site.publish('/issuers/1', issuer, [{ key: own }]);
  await check('an https issuer', () => expect(verdict(cairn, site, badge), 'valid'));
  site.publish('/issuers/1', issuer, [{ key: second }]);
  await check('an https issuer that lists another key', () =>
    expect(verdict(cairn, site, badge), 'invalid', 'issuer_binding', 'issuer_mismatch'));
  const { did: key, key: foreign } = await peer.keyOf('ed25519');
  const lent = await peer.issue(issuedBy(document, issuer), foreign, { created: CREATED });
  await check('a did:key that its https issuer does not list', () =>
    expect(verdict(cairn, site, lent), 'invalid', 'issuer_binding', 'issuer_mismatch'));
  site.documents.set('/issuers/1', { id: issuer, assertionMethod: [foreign.id] });
  await check('a did:key that its https issuer lists', () =>
    expect(verdict(cairn, site, lent), 'valid'));
  await check('a did:key by itself', async () => {
    const signed = await peer.issue(issuedBy(document, key), foreign, { created: CREATED });
    return expect(verdict(cairn, site, signed), 'valid');
  });
  return results;
}
