// The peer for the VC API: signs what the W3C's suites would send, good and bad, by npm alone.
import { createHash } from 'node:crypto';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite as eddsaRdfc2022 } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import jsigs from 'jsonld-signatures';
import canonicalize from 'canonicalize';
import * as base58 from 'base58-universal';
import * as peer from './peer.mjs';

const EXAMPLES = 'https://www.w3.org/ns/credentials/examples/v2';

// The context of the standard's examples is one default vocabulary.
export async function documentLoader(url) {
  if (url !== EXAMPLES) return peer.documentLoader(url);
  const document = { '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' } };
  return { contextUrl: null, documentUrl: url, document };
}

export async function holderKey(name) {
  const seed = new Uint8Array(createHash('sha256').update(`holder ${name}`).digest());
  const key = await Ed25519Multikey.generate({ seed });
  const did = `did:key:${key.publicKeyMultibase}`;
  key.id = `${did}#${key.publicKeyMultibase}`;
  key.controller = did;
  return { did, key };
}

const suiteOf = (key, date) =>
  new DataIntegrityProof({ signer: key.signer(), date, cryptosuite: eddsaRdfc2022 });

export const present = (presentation, key, { challenge = 'none', domain } = {}) =>
  vc.signPresentation({
    ...{ presentation: structuredClone(presentation), challenge, domain },
    ...{ suite: suiteOf(key), documentLoader },
  });

// Signs under a purpose of the caller's: one that makes a proof for somebody, in answer to something.
export const authenticate = (document, key, { challenge, domain }) =>
  jsigs.sign(structuredClone(document), {
    suite: suiteOf(key),
    purpose: new jsigs.purposes.AuthenticationProofPurpose({ challenge, domain }),
    documentLoader,
  });

const sha256 = text => createHash('sha256').update(text).digest();

const bare = document => {
  const { proof, ...rest } = document;
  return rest;
};

// An eddsa proof whose members are the caller's, good or bad: {id, previousProof, created, …}. With
// rdfc the bytes are those of npm's canonicalization; `over` is what is signed.
export async function proofOver(over, key, members, form = 'rdfc') {
  const config = {
    type: 'DataIntegrityProof',
    cryptosuite: form === 'jcs' ? 'eddsa-jcs-2022' : 'eddsa-rdfc-2022',
    verificationMethod: key.id,
    proofPurpose: 'assertionMethod',
    ...members,
  };
  for (const [name, value] of Object.entries(config)) if (value === undefined) delete config[name];
  const canonical = form === 'jcs' ? async value => canonicalize(value) : peer.canonize;
  const context = { '@context': over['@context'] };
  const parts = [await canonical({ ...config, ...context }), await canonical(over)];
  const { signature } = { signature: await key.signer().sign({ data: Buffer.concat(parts.map(sha256)) }) };
  return { ...config, ...(form === 'jcs' ? context : {}), proofValue: `z${base58.encode(signature)}` };
}

export const signedWith = async (document, key, members, form) => ({
  ...document,
  proof: await proofOver(bare(document), key, members, form),
});

// A second proof beside the first, or one that builds on those of `previous`.
export async function signedAgain(document, key, members) {
  const proofs = [document.proof].flat();
  const names = [members.previousProof ?? []].flat();
  const under = proofs.filter(({ id }) => names.includes(id));
  const over = under.length > 0 ? { ...bare(document), proof: under } : bare(document);
  return { ...document, proof: [...proofs, await proofOver(over, key, members)] };
}
