// What a proof protects, by npm's jsonld and rdf-canonize alone: the canonical forms of document and
// proof options, and the signature.
import { canonize } from './peer.mjs';

// A text that differs when what is protected differs; null when there is no canonical form in safe
// mode, which no signature can protect.
export async function protectedForm(text) {
  try {
    const { proof, ...document } = JSON.parse(text);
    const { proofValue, ...options } = proof;
    if (!isText(proofValue)) return null;
    options['@context'] = document['@context'];
    return JSON.stringify([await canonize(document), await canonize(options), proofValue]);
  } catch {
    return null;
  }
}

const isText = value => typeof value === 'string';
