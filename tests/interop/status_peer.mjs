// The peers for status lists: @digitalbazaar's verifiers and issuers of both kinds of list, and
// @4sure-tech's bits for entries of several bits. Nothing of Cairn in it, and no network.
import { readFileSync } from 'node:fs';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as bitstring from '@digitalbazaar/vc-bitstring-status-list';
import * as list2021 from '@digitalbazaar/vc-status-list';
import { BitstreamStatusList } from '@4sure-tech/vc-bitstring-status-lists';
import * as peer from './peer.mjs';

const NAMES = [
  '@digitalbazaar/vc-bitstring-status-list',
  '@digitalbazaar/vc-status-list',
  '@4sure-tech/vc-bitstring-status-lists',
];

export const versions = () =>
  NAMES.map(name => {
    const file = new URL(`node_modules/${name}/package.json`, import.meta.url);
    return `${name}@${JSON.parse(readFileSync(file, 'utf8')).version}`;
  });

// Whether the bit of each entry of `credential` is set in `lists`, which it verifies.
export async function statuses(credential, lists) {
  const documentLoader = async url => {
    const document = lists.find(list => list.id === url);
    return document
      ? { contextUrl: null, documentUrl: url, document: structuredClone(document) }
      : peer.documentLoader(url);
  };
  const suite = new DataIntegrityProof({ cryptosuite });
  const result = await bitstring.checkStatus({
    credential: structuredClone(credential),
    documentLoader,
    suite,
  });
  if (result.error) throw result.error;
  return result.results.map(({ status }) => status);
}

async function signedList(make, { key, did, url, purpose, length, set, created }) {
  const list = await make.createList({ length });
  for (const index of set) list.setStatus(index, true);
  const credential = await make.createCredential({ id: url, list, statusPurpose: purpose });
  credential.issuer = did;
  if (make === list2021) credential.issuanceDate = created;
  return peer.issue(credential, key, { created });
}

export const bitstringList = options => signedList(bitstring, options);
export const listOf2021 = options => signedList(list2021, options);

// A list of entries of `size` bits, by index; `length` entries long.
export async function encodeSized({ size, length, values }) {
  const list = new BitstreamStatusList({ statusSize: size, initialSize: (length * size) / 8 });
  for (const [index, value] of values) list.setStatus(index, value);
  return list.encode();
}

export async function decodeSized(encodedList, size) {
  return BitstreamStatusList.decode({ encodedList, statusSize: size });
}
