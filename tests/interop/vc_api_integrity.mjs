// Data Integrity over the VC API: each suite and curve both ways with npm, spoilt proofs, dates,
// sets and chains.
import assert from 'node:assert/strict';
import * as base58 from 'base58-universal';
import * as peer from './peer.mjs';
import * as apiPeer from './vc_api_peer.mjs';
import { EXAMPLES, MODEL, V2, credential } from './vc_api_client.mjs';

export const SUITES = peer.SUITES.map(one => ({ ...one, name: `${one.suite}-${one.kind}` }));

const PROOF_DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

// What a suite asks of what an instance signs.
async function goodProof(api, { name, suite, kind }) {
  const one = await api.issued(name, credential({ '@context': [V2, EXAMPLES], id: 'urn:uuid:1', ...{ name: 'Größe 🎓' } }));
  const { proof } = one;
  assert.equal(proof.type, 'DataIntegrityProof');
  assert.equal(proof.cryptosuite, suite);
  assert.equal(proof.proofPurpose, 'assertionMethod');
  assert.match(proof.created, PROOF_DATE);
  assert.match(proof.proofValue, /^z[1-9A-HJ-NP-Za-km-z]+$/);
  assert.equal(proof.verificationMethod.split('#')[0], one.issuer);
  const start = { ed25519: '#z6Mk', p256: '#zDna', p384: '#z82L' }[kind];
  assert.ok(proof.verificationMethod.includes(start));
  const plain = await api.issued(name, credential());
  if (suite.includes('rdfc')) {
    const { verified, error } = await peer.verify(plain, { suite, now: new Date() });
    assert.ok(verified, error?.errors?.[0]?.message ?? error?.message);
  } else {
    assert.ok(await peer.verifyJcs(plain, { kind }));
  }
}

const changed = (one, change) => {
  const copy = structuredClone(one);
  change(copy.proof, copy);
  return copy;
};

// Changes after which nothing may be verified.
const SPOILT = {
  'no proof': (proof, one) => delete one.proof,
  'a proof that is null': (proof, one) => (one.proof = null),
  'no type': proof => delete proof.type,
  'an unknown type': proof => (proof.type = 'UnknownProofType'),
  'an empty type': proof => (proof.type = ''),
  'no cryptosuite': proof => delete proof.cryptosuite,
  'an unknown cryptosuite': proof => (proof.cryptosuite = 'UnknownCryptosuite'),
  'no verification method': proof => delete proof.verificationMethod,
  'a verification method that is none': proof => (proof.verificationMethod = 'did:key:invalidVm'),
  'no purpose': proof => delete proof.proofPurpose,
  'an unknown purpose': proof => (proof.proofPurpose = 'invalidPurpose'),
  'another purpose': proof => (proof.proofPurpose = 'authentication'),
  'no value': proof => delete proof.proofValue,
  'a value that is null': proof => (proof.proofValue = null),
  'a value without multibase header': proof => (proof.proofValue = proof.proofValue.slice(1)),
  'a value under another header': proof => (proof.proofValue = `u${proof.proofValue.slice(1)}`),
  'a shorter value': proof => (proof.proofValue = proof.proofValue.slice(0, -1)),
  'a date that is none': proof => (proof.created = 'invalidDate'),
  'a date without zone': proof => (proof.created = proof.created.replace('Z', '')),
  'an end that is no date': proof => (proof.expires = 'invalidDate'),
  'another date': proof => (proof.created = '2024-01-01T00:00:00Z'),
  'a previous proof that is not there': proof => (proof.previousProof = 'urn:uuid:missing'),
  'a domain added': proof => (proof.domain = 'other.example'),
  'another subject': (proof, one) => (one.credentialSubject.id = 'did:example:other'),
  'a term that no context has': (proof, one) => (one.credentialSubject.undefinedTerm = 'x'),
  'a type that no context has': (proof, one) => one.type.push('UndefinedType'),
};

// A signature of r and s as ASN.1 writes it.
function inDer(proofValue) {
  const raw = Buffer.from(base58.decode(proofValue.slice(1)));
  const integer = bytes => {
    let from = 0;
    while (from < bytes.length - 1 && bytes[from] === 0) ++from;
    const shown = [...(bytes[from] & 0x80 ? [0] : []), ...bytes.subarray(from)];
    return [2, shown.length, ...shown];
  };
  const both = [raw.subarray(0, raw.length / 2), raw.subarray(raw.length / 2)].flatMap(integer);
  return `z${base58.encode(Uint8Array.from([0x30, both.length, ...both]))}`;
}

// What the suites of ECDSA say of the signature and of the hash that goes with the curve.
const ecdsa = (api, { name, suite, kind }, theirs) => [
  [
    `${name}: the same signature in DER is refused`,
    async () => api.refuses(name, changed(await theirs(), proof => (proof.proofValue = inDer(proof.proofValue)))),
  ],
  [
    `${name}: a signature over SHA-256 is ${kind === 'p256' ? 'verified' : 'refused'}`,
    async () => {
      const { did, key } = await peer.keyOf(kind);
      const one = await apiPeer.signedWith(credential({ issuer: did }), key, { cryptosuite: suite }, suite.includes('jcs') ? 'jcs' : 'rdfc');
      await api[kind === 'p256' ? 'accepts' : 'refuses'](name, one);
    },
  ],
];

const otherSuite = { rdfc: 'jcs', jcs: 'rdfc' };
const renamed = suite =>
  suite.replace(/rdfc|jcs/, form => otherSuite[form]);

export const integrity = (api, row) => {
  const { name, suite, kind } = row;
  const theirs = async () => {
    const { did, key } = await peer.keyOf(kind);
    return peer.issue(credential({ issuer: did, id: 'urn:uuid:2' }), key, { suite });
  };
  return [
    [`${name}: what is issued is as the suite says, and npm verifies it`, () => goodProof(api, row)],
    [`${name}: npm's is verified`, async () => api.accepts(name, await theirs())],
    [
      `${name}: every instance verifies it`,
      async () => {
        const one = await theirs();
        for (const other of SUITES) await api.accepts(other.name, one);
      },
    ],
    ...Object.entries(SPOILT).map(([what, change]) => [
      `${name}: ${what} is refused`,
      async () => api.refuses(name, changed(await theirs(), change)),
    ]),
    ...(kind === 'ed25519' ? [] : ecdsa(api, row, theirs)),
    [
      `${name}: another cryptosuite than the one that signed is refused`,
      async () => api.refuses(name, changed(await theirs(), proof => (proof.cryptosuite = renamed(suite)))),
    ],
    [
      `${name}: a purpose that was expected and is not there is refused`,
      async () => api.refuses(name, await theirs(), { expectedProofPurpose: 'authentication' }),
    ],
    [
      `${name}: a domain that was expected and is not there is refused`,
      async () => {
        const { errors } = await api.refuses(name, await theirs(), { domain: 'domain.example' });
        assert.ok(errors.some(({ type }) => type.endsWith('INVALID_DOMAIN_ERROR')));
      },
    ],
    [
      `${name}: a challenge that was expected and is not there is refused`,
      async () => {
        const { errors } = await api.refuses(name, await theirs(), { challenge: '1235abcd6789' });
        assert.ok(errors.some(({ type }) => type.endsWith('INVALID_CHALLENGE_ERROR')));
      },
    ],
    [
      `${name}: 20 of npm's are verified, and none of them tampered with`,
      async () => {
        const { did, key } = await peer.keyOf(kind);
        for (let i = 0; i < 20; ++i) {
          const subject = { id: `did:example:${i}` };
          const one = await peer.issue(
            credential({ issuer: did, name: `Nr. ${i} — ﷽ ${String.fromCodePoint(0x1f300 + i)}`, credentialSubject: subject }),
            key,
            { suite },
          );
          await api.accepts(name, one);
          await api.refuses(name, changed(one, (proof, all) => (all.name += '!')));
        }
      },
    ],
    [
      `${name}: npm verifies 20 of ours`,
      async () => {
        for (let i = 0; i < 20; ++i) {
          const one = await api.issued(name, credential({ name: `Nr. ${i} — ﷽`, id: `urn:uuid:ours-${i}` }));
          if (suite.includes('rdfc')) {
            const { verified, error } = await peer.verify(one, { suite, now: new Date() });
            assert.ok(verified, error?.errors?.[0]?.message ?? error?.message);
          } else {
            assert.ok(await peer.verifyJcs(one, { kind }));
          }
        }
      },
    ],
  ];
};

// What npm's canonicalization of RDF does not sign: a relative id, a purpose that no context has.
const UNSIGNABLE = new Set(['an id that is none', 'a purpose that no key has']);

// Dates, sets and chains, with members that npm's signer would not write.
export const proofs = (api, form) => {
  const name = form === 'jcs' ? 'eddsa-jcs-2022-ed25519' : MODEL;
  const signed = async (members, more) => {
    const { did, key } = await apiPeer.holderKey('issuer');
    return apiPeer.signedWith(credential({ issuer: did, ...more }), key, members, form);
  };
  const year = days => new Date(Date.now() + days * 86_400_000).toISOString();
  const single = {
    'no date at all': [{}, true],
    'a date a year ago': [{ created: year(-365) }, true],
    'a date with an offset': [{ created: '2025-01-01T00:00:00+02:00' }, true],
    'a date without zone': [{ created: '2025-01-01T00:00:00' }, false],
    'a date that is none': [{ created: 'invalidDate' }, false],
    'a date in the future': [{ created: year(2) }, false],
    'an end that is to come': [{ expires: year(2) }, true],
    'an end that has passed': [{ expires: year(-2) }, false],
    'an end without zone': [{ expires: '2044-01-01T00:00:00' }, false],
    'an id that is a URL': [{ id: 'urn:uuid:proof' }, true],
    'an id that is none': [{ id: 'proof' }, false],
    'a nonce': [{ nonce: 'abc' }, true],
    'a purpose that no key has': [{ proofPurpose: 'invalidPurpose' }, false],
    'no purpose': [{ proofPurpose: undefined }, false],
    'no method': [{ verificationMethod: undefined }, false],
    'domains as a list': [{ domain: ['a.example', 'b.example'], challenge: 'c' }, true],
  };
  return [
    ...Object.entries(single).filter(([what]) => form === 'jcs' || !UNSIGNABLE.has(what)).map(([what, [members, good]]) => [
      `${form} proofs: ${what} is ${good ? 'verified' : 'refused'}`,
      async () => api[good ? 'accepts' : 'refuses'](name, await signed(members)),
    ]),
    [
      `${form} proofs: the domain and challenge that were asked for`,
      async () => {
        const one = await signed({ domain: ['a.example', 'b.example'], challenge: 'abc' });
        await api.accepts(name, one, { domain: ['b.example', 'a.example'], challenge: 'abc' });
        await api.refuses(name, one, { domain: 'a.example', challenge: 'abc' });
        await api.refuses(name, one, { domain: ['a.example', 'b.example'], challenge: 'abd' });
      },
    ],
  ];
};

export const chains = api => {
  const begin = async () => {
    const { did, key } = await apiPeer.holderKey('issuer');
    const first = await apiPeer.signedWith(credential({ issuer: did }), key, { id: 'urn:uuid:first' });
    return { key, first };
  };
  const chain = async members => {
    const { key, first } = await begin();
    return apiPeer.signedAgain(first, key, members);
  };
  const spoilt = async members => {
    const one = await chain(members);
    one.proof[0].proofValue = one.proof[1].proofValue;
    return one;
  };
  // As the static documents of the W3C's suites for proof chains have it.
  const wrapped = async (contexts, more) => {
    const { did, key } = await apiPeer.holderKey('issuer');
    const inner = { AlumniCredential: 'https://a.example/#AlumniCredential', alumniOf: 'https://a.example/#alumniOf', ...more };
    const one = {
      '@context': [...contexts, { '@context': inner }],
      type: ['VerifiableCredential', 'AlumniCredential'],
      ...{ name: 'Alumni', description: 'of a school', issuer: did },
      ...(contexts[0] === V2 ? {} : { issuanceDate: '2023-01-01T00:00:00Z' }),
      credentialSubject: { id: 'did:example:subject', alumniOf: 'School' },
    };
    const first = await apiPeer.signedWith(one, key, { id: 'urn:uuid:first' });
    return apiPeer.signedAgain(first, key, { previousProof: 'urn:uuid:first' });
  };
  const V1 = ['https://www.w3.org/2018/credentials/v1', 'https://w3id.org/security/data-integrity/v2'];
  const names = { name: 'https://schema.org/name', description: 'https://schema.org/description' };
  return [
    [
      'a chain below a context that is wrapped like a document is verified',
      async () => {
        const one = await wrapped([V2], {});
        await api.accepts(MODEL, one);
        one.credentialSubject.alumniOf = 'Another';
        await api.refuses(MODEL, one);
      },
    ],
    [
      'a chain in version 1.1 that defines names as what they are is verified, as something else not',
      async () => {
        await api.accepts(MODEL, await wrapped(V1, names));
        await api.refuses(MODEL, await wrapped(V1, { ...names, name: names.description }));
      },
    ],
    ['a set of two proofs is verified', async () => api.accepts(MODEL, await chain({}))],
    ['a set with one spoilt proof is refused', async () => api.refuses(MODEL, await spoilt({}))],
    ['a chain by a text is verified', async () => api.accepts(MODEL, await chain({ previousProof: 'urn:uuid:first' }))],
    ['a chain by a list is verified', async () => api.accepts(MODEL, await chain({ previousProof: ['urn:uuid:first'] }))],
    ['a chain whose first proof is spoilt is refused', async () => api.refuses(MODEL, await spoilt({ previousProof: 'urn:uuid:first' }))],
    ['a chain by a text to a proof that is not there is refused', async () => api.refuses(MODEL, await chain({ previousProof: 'urn:uuid:missing' }))],
    ['a chain by a list to a proof that is not there is refused', async () => api.refuses(MODEL, await chain({ previousProof: ['urn:uuid:first', 'urn:uuid:missing'] }))],
    ['a chain by what is no text is refused', async () => api.refuses(MODEL, await chain({ previousProof: { id: 'urn:uuid:first' } }))],
  ];
};
