// Files of about a megabyte that are made to cost as much as they can, each with a part of the answer
// that they must get: a code, or what the command line says of a file that it cannot read.
// Here: proofs, nesting, blank nodes and contexts.
import {
  BADGES,
  CLR,
  EXAMPLES,
  EXTENSIONS,
  KEY,
  KID,
  KNOWN,
  MEGABYTE,
  V2,
  achievement,
  badge,
  chain,
  credential,
  evidences,
  filled,
  knows,
  linked,
  long,
  matryoshka,
  nested,
  proof,
  proofs,
  text,
  times,
  token,
} from './parts.mjs';

export const PROOFS = {
  '5,000 proofs': ['proofs_too_many', () => text(credential({ proof: times(5_000, () => proof()) }))],
  'a chain of 3,000 proofs': ['proofs_too_many', () => text(chain(3_000))],
  'a chain of eight over a megabyte': [
    'proof_mismatch',
    () => text(chain(8, { evidence: filled((i) => ({ type: 'Evidence', name: `e${i}` })) })),
  ],
  'a chain where each names all, over a megabyte': [
    'proof_mismatch',
    () =>
      text(
        credential({
          proof: times(8, (i) => proof({ id: `urn:x:p${i}`, previousProof: times(8, (j) => `urn:x:p${j}`) })),
          evidence: filled((i) => ({ type: 'Evidence', name: `e${i}` })),
        }),
      ),
  ],
  'a set of eight suites over a megabyte': [
    'proof_mismatch',
    () =>
      text(
        credential({
          proof: times(8, (i) => proof({ cryptosuite: i % 2 ? 'eddsa-rdfc-2022' : 'eddsa-jcs-2022' })),
          evidence: filled((i) => ({ type: 'Evidence', name: `e${i}` })),
        }),
      ),
  ],
  'a proof of a megabyte': ['proof_mismatch', () => text(credential({ proof: proof({ nonce: long() }) }))],
  'a signature of a megabyte': [
    'proof_malformed',
    () => text(credential({ proof: proof({ proofValue: `z${'4'.repeat(MEGABYTE)}` }) })),
  ],
  'a key of a megabyte': [
    'proof_malformed',
    () => text(credential({ proof: proof({ verificationMethod: `did:key:z6Mk${'4'.repeat(MEGABYTE)}` }) })),
  ],
  'an issuer of a megabyte': [
    'proof_mismatch',
    () => text(credential({ issuer: `did:key:z6Mk${'4'.repeat(MEGABYTE)}` })),
  ],
  'a did:jwk of a megabyte': [
    'proof_malformed',
    () => text(credential({ proof: proof({ verificationMethod: `did:jwk:${'e'.repeat(MEGABYTE)}#0` }) })),
  ],
  'nested arrays': ['nested deeper than 64 levels', () => Buffer.from(nested(MEGABYTE / 2, '[', ']'))],
  'nested objects': [
    'nested deeper than 64 levels',
    () => Buffer.from(`${'{"a":'.repeat(150_000)}0${'}'.repeat(150_000)}`),
  ],
  'credentials 19 deep of 8 proofs': [
    'too_complex',
    () => text(matryoshka(19, 8, { evidence: evidences(900_000, 43_000) })),
  ],
  'credentials 19 deep of 1 proof': [
    'too_complex',
    () => text(matryoshka(19, 1, { evidence: evidences(900_000, 45_000) })),
  ],
  '64 nested credentials beside': [
    'proof_mismatch',
    () =>
      text({
        ...matryoshka(1, 1),
        credentialSubject: {
          type: ['ClrSubject'],
          id: 'urn:x:l',
          verifiableCredential: times(62, (k) =>
            matryoshka(0, 8, { id: `urn:x:b${k}`, evidence: evidences(12_000, 600, `${k}-`) }),
          ),
        },
      }),
  ],
  '600 nested credentials': [
    'proofs_too_many',
    () =>
      text({
        ...matryoshka(1, 1),
        credentialSubject: {
          type: ['ClrSubject'],
          id: 'urn:x:l',
          verifiableCredential: times(600, (k) => matryoshka(0, 1, { id: `urn:x:b${k}` })),
        },
      }),
  ],
  '64 endorsements as tokens': [
    'document_ambiguous',
    () =>
      text(
        badge(
          { achievement: achievement() },
          { endorsementJwt: times(64, () => token(KID, { ...credential(), pad: long(8_000) }).toString()) },
        ),
      ),
  ],
  'a presentation of 1,000': [
    'credentials_too_many',
    () =>
      text({
        '@context': [V2],
        type: ['VerifiablePresentation'],
        verifiableCredential: times(1_000, () => credential()),
        proof: proof({ proofPurpose: 'authentication' }),
      }),
  ],
  'a presentation of 64, 8 proofs each': [
    'too_complex',
    () =>
      text({
        '@context': [V2],
        type: ['VerifiablePresentation'],
        holder: KEY,
        verifiableCredential: times(64, (k) =>
          chain(8, { evidence: filled((i) => ({ type: 'Evidence', name: `e${k}.${i}` }), 12_000, 600) }),
        ),
        proof: times(8, (i) =>
          proof({
            id: `urn:x:p${i}`,
            proofPurpose: 'authentication',
            ...(i > 0 ? { previousProof: `urn:x:p${i - 1}` } : {}),
          }),
        ),
      }),
  ],
  'blank nodes without a name': [
    'too_complex',
    () => text(credential({ evidence: filled(() => ({ type: 'Evidence' })) })),
  ],
  'blank nodes alike in pairs': [
    'too_complex',
    () => text(credential({ evidence: filled((i) => ({ type: 'Evidence', name: `e${i >> 1}` })) })),
  ],
  'a clique of blank nodes': [
    'too_complex',
    () => text(linked(knows(40, (i) => times(40, (j) => j).filter((j) => j !== i)))),
  ],
  'a large clique of blank nodes': [
    'too_complex',
    () => text(linked(knows(300, (i) => times(300, (j) => j).filter((j) => j !== i)).slice(0, 150))),
  ],
  'a ring of blank nodes': ['too_complex', () => text(linked(knows(12_000, (i) => [(i + 1) % 12_000])))],
  'rings of blank nodes': [
    'too_complex',
    () => text(linked(knows(12_000, (i) => [i % 3 === 2 ? i - 2 : i + 1]))),
  ],
  'a star of blank nodes': ['too_complex', () => text(linked(knows(12_000, () => [0])))],
  'two stars of blank nodes': ['too_complex', () => text(linked(knows(9_000, (i) => [i % 2, (i + 1) % 2])))],
  'a grid of blank nodes': [
    'too_complex',
    () => text(linked(knows(9_000, (i) => [(i + 1) % 9_000, (i + 100) % 9_000]))),
  ],
  'hubs of blank nodes': [
    'too_complex',
    () =>
      text(linked(knows(4_000, (i) => (i < 60 ? times(60, (j) => 60 + ((i * 60 + j) % 3_900)) : [i % 60])))),
  ],
  'alike nodes with a long text': [
    'proof_mismatch',
    () => text(credential({ evidence: times(2, () => ({ type: 'Evidence', narrative: long(490_000) })) })),
  ],
  '300 alike nodes with long texts': [
    'proof_mismatch',
    () => text(credential({ evidence: times(300, () => ({ type: 'Evidence', name: long(3_000) })) })),
  ],
  'the same context over and over': [
    'too_complex',
    () => text(credential({ '@context': [V2, ...times(18_000, () => BADGES)] })),
  ],
  'known contexts and own terms': [
    'terms_redefined',
    () =>
      text(
        credential({
          '@context': [
            V2,
            ...times(9_000, () => BADGES),
            ...times(9_000, () => EXAMPLES),
            ...times(200, (i) => ({ [`t${i}`]: `urn:x:${i}` })),
          ],
        }),
      ),
  ],
  'empty contexts and ids': [
    'document_ambiguous',
    () =>
      text(
        credential({
          '@context': [V2, ...times(200, () => ({}))],
          evidence: times(15_000, (i) => ({ id: `a:${i}`, type: 'Evidence' })),
        }),
      ),
  ],
  'a context of 20,000 terms': [
    'terms_redefined',
    () =>
      text(
        credential({
          '@context': [V2, Object.fromEntries(times(20_000, (i) => [`t${i}`, `https://a.example/${i}`]))],
        }),
      ),
  ],
  'terms that lead to terms': [
    'terms_redefined',
    () =>
      text(
        credential({ '@context': [V2, Object.fromEntries(times(20_000, (i) => [`t${i}`, `t${i + 1}:x`]))] }),
      ),
  ],
  'a context in each node': [
    'too_complex',
    () => text(credential({ evidence: filled(() => ({ '@context': BADGES, type: 'Evidence' })) })),
  ],
  'scoped contexts in each node': [
    'document_ambiguous',
    () =>
      text(
        credential({
          '@context': [V2, BADGES, CLR],
          evidence: filled(() => ({ type: ['Achievement', 'Profile', 'Evidence', 'Result', 'Address'] })),
        }),
      ),
  ],
  'a long name behind a short one': [
    'too_complex',
    () =>
      text(
        chain(8, {
          '@context': [V2, { p: `https://a.example/${long(400_000)}/`, t: 'https://a.example/t' }],
          credentialSubject: { id: 'urn:x:1', t: times(150, (i) => ({ id: `urn:x:${i}`, type: `p:${i}` })) },
        }),
      ),
  ],
  'long names behind many terms': [
    'too_complex',
    () =>
      text(
        chain(8, {
          '@context': [
            V2,
            Object.fromEntries(times(200, (i) => [`t${i}`, `https://a.example/${long(2_000)}/${i}`])),
          ],
          credentialSubject: times(60, (k) => ({
            id: `urn:x:${k}`,
            ...Object.fromEntries(times(200, (i) => [`t${i}`, 'x'])),
          })),
        }),
      ),
  ],
  'as many contexts as are looked at, eight times': [
    'proof_mismatch',
    () => text(chain(8, { '@context': [V2, ...times(2_000, () => BADGES)] })),
  ],
  'other contexts in each node, eight times': [
    'document_ambiguous',
    () =>
      text(
        chain(8, {
          evidence: times(5_000, (i) => ({
            id: `urn:x:${i}`,
            '@context': [BADGES, EXTENSIONS, CLR, ...KNOWN][i % 10],
            type: 'Evidence',
          })),
        }),
      ),
  ],
  'a long id in each statement': [
    'too_complex',
    () =>
      text(
        chain(8, {
          credentialSubject: {
            id: `urn:x:${long(400_000)}`,
            achievement: times(200, (i) => ({ id: `urn:x:${i}` })),
            type: 'AchievementSubject',
          },
          '@context': [V2, BADGES],
        }),
      ),
  ],
};
