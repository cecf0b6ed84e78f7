// What a proof protects, by npm's jsonld, rdf-canonize and canonicalize alone: the canonical forms of
// document and proof options, and the signature.
import canonicalize from 'canonicalize';
import { canonize } from './peer.mjs';

const isText = value => typeof value === 'string';
const asList = value => (Array.isArray(value) ? value : [value]);

// With jcs the contexts that were signed are the first of the document's, and stand for all.
function jcsForms(document, options) {
  if ('@context' in options) {
    const [own, all] = [asList(options['@context']), asList(document['@context'])];
    if (canonicalize(own) !== canonicalize(all.slice(0, own.length))) return null;
    document['@context'] = options['@context'];
  }
  return [canonicalize(document), canonicalize(options)];
}

async function rdfcForms(document, options) {
  options['@context'] = document['@context'];
  return [await canonize(document), await canonize(options)];
}

// A text that differs when what is protected differs; null when there is no canonical form (with
// rdfc: in safe mode), which no signature can protect.
export async function protectedForm(text, form = 'rdfc') {
  try {
    const { proof, ...document } = JSON.parse(text);
    const { proofValue, ...options } = proof;
    if (!isText(proofValue)) return null;
    const forms =
      form === 'jcs' ? jcsForms(document, options) : await rdfcForms(document, options);
    return forms === null ? null : JSON.stringify([...forms, proofValue]);
  } catch {
    return null;
  }
}
