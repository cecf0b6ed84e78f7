// Files of about a megabyte that are made to cost as much as they can, each with a part of the answer
// that they must get: a code, or what the command line says of a file that it cannot read.
// Here: values, texts and lists of all kinds, tokens and pictures.
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import {
  BADGES,
  CLIQUE,
  CLR,
  EXTENSIONS,
  KID,
  KNOWN,
  MEGABYTE,
  V2,
  achievement,
  badge,
  base64url,
  chunk,
  compressedText,
  credential,
  evidences,
  filled,
  knows,
  linked,
  long,
  matryoshka,
  nested,
  png,
  proof,
  proofs,
  svg,
  text,
  times,
  token,
  values,
} from './parts.mjs';

export const VALUES = {
  '30,000 types': [
    'proof_mismatch',
    () => text(credential({ type: ['VerifiableCredential', ...times(30_000, (i) => `urn:x:type${i}`)] })),
  ],
  'types of every kind': [
    'proof_mismatch',
    () =>
      text(
        credential({
          '@context': [V2, BADGES, CLR],
          type: [
            'VerifiableCredential',
            ...times(
              8_000,
              (i) =>
                ['AchievementCredential', 'ClrCredential', 'EndorsementCredential', 'Achievement', 'Profile'][
                  i % 5
                ],
            ),
          ],
        }),
      ),
  ],
  'a text of a megabyte': ['proof_mismatch', () => text(credential({ name: long() }))],
  'a key of an object of a megabyte': ['proof_mismatch', () => text(credential({ [long()]: 1 }))],
  escapes: [
    'proof_mismatch',
    () =>
      Buffer.from(JSON.stringify(credential({ name: 'NAME' })).replace('NAME', '\\u0041'.repeat(160_000))),
  ],
  '40,000 members': [
    'proof_mismatch',
    () => text(credential({ credentialSubject: Object.fromEntries(times(40_000, (i) => [`m${i}`, i])) })),
  ],
  '200,000 numbers': [
    'more than 50000 values',
    () => text(credential({ credentialSubject: { id: 'urn:x:1', n: times(200_000, (i) => i) } })),
  ],
  'a number of a million digits': [
    'document_ambiguous',
    () =>
      Buffer.from(
        JSON.stringify(credential({ credentialSubject: { n: 0 } })).replace(
          '"n":0',
          `"n":${'9'.repeat(MEGABYTE)}`,
        ),
      ),
  ],
  'a fraction of a million digits': [
    'proof_mismatch',
    () =>
      Buffer.from(
        JSON.stringify(credential({ credentialSubject: { n: 0 } })).replace(
          '"n":0',
          `"n":0.${'3'.repeat(MEGABYTE)}`,
        ),
      ),
  ],
  'numbers of 1,000 digits': [
    'proof_mismatch',
    () =>
      Buffer.from(
        JSON.stringify(credential({ credentialSubject: { n: 0 } })).replace(
          '"n":0',
          `"n":[${times(1_000, (i) => `${i + 1}${'7'.repeat(1_000)}e-1000`)}]`,
        ),
      ),
  ],
  'a token of a megabyte': [
    'proof_mismatch',
    () => token(KID, { ...credential(), proof: undefined, pad: long(700_000) }),
  ],
  'a token header of a megabyte': [
    'encoded value longer than 16384 bytes',
    () => token({ ...KID, pad: long(700_000) }, credential()),
  ],
  'a token signature of a megabyte': [
    'encoded value longer than 1024 bytes',
    () => token(KID, credential(), Buffer.alloc(700_000, 1)),
  ],
  'a token with deep JSON': ['nested deeper than 64 levels', () => token(KID, nested(300_000, '[', ']'))],
  dots: ['expected a JSON value', () => Buffer.from(`eyJ${'.'.repeat(MEGABYTE)}`)],
  'cliques in 64 nested credentials of 8 proofs': [
    'terms_redefined',
    () =>
      text({
        ...matryoshka(1, 1),
        credentialSubject: {
          type: ['ClrSubject'],
          id: 'urn:x:l',
          verifiableCredential: times(62, (k) => ({
            ...linked(knows(CLIQUE, (i) => times(CLIQUE, (j) => j).filter((j) => j !== i))),
            id: `urn:x:b${k}`,
            proof: proofs(8),
          })),
        },
      }),
  ],
  'inline terms in each of 60 nested credentials': [
    'terms_redefined',
    () =>
      text({
        ...matryoshka(1, 1),
        credentialSubject: {
          type: ['ClrSubject'],
          id: 'urn:x:l',
          verifiableCredential: times(60, (k) => ({
            ...matryoshka(0, 1),
            id: `urn:x:b${k}`,
            '@context': [
              V2,
              BADGES,
              CLR,
              EXTENSIONS,
              ...KNOWN,
              ...times(100, (i) => ({ [`t${i}`]: `urn:x:${i}` })),
            ],
          })),
        },
      }),
  ],
  'many status entries': [
    'proof_mismatch',
    () =>
      text(
        credential({
          credentialStatus: filled((i) => ({
            type: 'BitstringStatusListEntry',
            statusPurpose: 'revocation',
            statusListIndex: `${i}`,
            statusListCredential: `https://a.example/${i}`,
          })),
        }),
      ),
  ],
  'a status of 65,536 messages': [
    'proof_mismatch',
    () =>
      text(
        credential({
          credentialStatus: {
            type: 'BitstringStatusListEntry',
            statusPurpose: 'message',
            statusSize: 14,
            statusListIndex: '1',
            statusListCredential: 'https://a.example/1',
            statusMessage: times(16_384, (i) => ({ status: `0x${i.toString(16)}`, message: 'm' })),
          },
        }),
      ),
  ],
  'a status index of a million digits': [
    'proof_mismatch',
    () =>
      text(
        credential({
          credentialStatus: {
            type: 'BitstringStatusListEntry',
            statusPurpose: 'revocation',
            statusListIndex: '9'.repeat(MEGABYTE),
            statusListCredential: 'https://a.example/1',
          },
        }),
      ),
  ],
  'a status list as a bomb': [
    'proof_mismatch',
    () =>
      text(
        credential({
          type: ['VerifiableCredential', 'BitstringStatusListCredential'],
          credentialSubject: {
            type: 'BitstringStatusList',
            statusPurpose: 'revocation',
            encodedList: `u${base64url(gzipSync(Buffer.alloc(500_000_000)))}`,
          },
        }),
      ),
  ],
  'digests of one context': [
    'digest_malformed',
    () =>
      text(
        credential({
          relatedResource: [
            {
              id: BADGES,
              digestSRI: times(18_000, () => `sha256-${createHash('sha256').update('x').digest('base64')}`),
            },
          ],
        }),
      ),
  ],
  'true digests of one context': [
    'digest_malformed',
    () =>
      text(
        credential({
          relatedResource: [
            { id: V2, digestSRI: times(16_000, () => 'sha256-WZVc7WaX1h4D8rJVb+vlMIqxaEKEb1tYbX8fet7JJzQ=') },
          ],
        }),
      ),
  ],
  '10,000 related resources': [
    'proof_mismatch',
    () =>
      text(
        credential({
          relatedResource: times(8_000, (i) => ({
            id: `urn:x:${i}`,
            digestSRI: 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
          })),
        }),
      ),
  ],
  'many evidences': [
    'proof_mismatch',
    () =>
      text(
        badge(
          { achievement: achievement() },
          { evidence: filled((i) => ({ type: ['Evidence'], id: `urn:x:${i}` })) },
        ),
      ),
  ],
  'many alignments': [
    'proof_mismatch',
    () =>
      text(
        badge({
          achievement: achievement({
            alignment: filled((i) => ({
              type: ['Alignment'],
              targetName: 'x',
              targetUrl: `http://data.europa.eu/snb/eqf/${i}`,
            })),
          }),
        }),
      ),
  ],
  'results by descriptions': [
    'proof_mismatch',
    () =>
      text(
        badge({
          achievement: achievement({
            resultDescription: times(4_500, (i) => ({
              id: `urn:x:${i}`,
              type: ['ResultDescription'],
              name: 'x',
              resultType: 'Percent',
            })),
          }),
          result: times(4_500, () => ({ type: ['Result'], resultDescription: 'urn:x:4499', value: '1' })),
        }),
      ),
  ],
  'results by allowed values': [
    'proof_mismatch',
    () =>
      text(
        badge({
          achievement: achievement({
            resultDescription: [
              {
                id: 'urn:x:1',
                type: ['ResultDescription'],
                name: 'x',
                resultType: 'Result',
                allowedValue: times(20_000, (i) => `v${i}`),
              },
            ],
          }),
          result: times(5_000, () => ({ type: ['Result'], resultDescription: 'urn:x:1', value: 'v19999' })),
        }),
      ),
  ],
  'many identifiers': [
    'proof_mismatch',
    () =>
      text(
        badge({
          achievement: achievement(),
          identifier: filled((i) => ({
            type: 'IdentityObject',
            hashed: true,
            identityHash: `sha256$${i}`,
            identityType: 'emailAddress',
            salt: 's',
          })),
        }),
      ),
  ],
  associations: [
    'terms_redefined',
    () =>
      text({
        ...matryoshka(1, 1),
        credentialSubject: {
          type: ['ClrSubject'],
          id: 'urn:x:l',
          verifiableCredential: [matryoshka(0, 1)],
          achievement: times(3_000, (i) => achievement({ id: `urn:x:${i}` })),
          association: times(3_000, () => ({
            type: 'Association',
            associationType: 'isChildOf',
            sourceId: 'urn:x:1',
            targetId: 'urn:x:2999',
          })),
        },
      }),
  ],
  'PNG of 80,000 chunks': [
    'the picture holds no credential',
    () => png(times(80_000, () => chunk('tEXt', Buffer.alloc(0)))),
  ],
  'PNG of 200,000 chunks': [
    'more than 100000 chunks',
    () => png(times(200_000, () => chunk('teSt', Buffer.alloc(0)))),
  ],
  'PNG with a bomb': [
    'the credential is larger than 4194304 bytes',
    () => png([compressedText(Buffer.alloc(900_000_000, 32))]),
  ],
  'PNG with 16 bombs': [
    'the picture holds several credentials',
    () => png(times(16, () => compressedText(Buffer.alloc(4_000_000, 32)))),
  ],
  'PNG with a credential of four megabytes': [
    'at most 2097152 are accepted',
    () => png([compressedText(text(credential({ name: long(3_900_000) })))]),
  ],
  'SVG nested deeply': ['elements nest deeper than 256', () => svg(nested(120_000, '<g>', '</g>'))],
  'SVG of many nodes': ['more than 100000 nodes', () => svg('<g/>'.repeat(250_000))],
  'SVG of many credentials': [
    'more than 256 elements called credential',
    () => svg('<credential/>'.repeat(75_000)),
  ],
  'SVG of many names in one element': [
    'more than 256 elements called credential',
    () =>
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" ${times(50_000, (i) => `a${i}=""`).join(' ')}>${'<x:credential/>'.repeat(30_000)}</svg>`,
      ),
  ],
  'SVG with entities': [
    'a DOCTYPE with declarations of its own is not accepted',
    () =>
      Buffer.from(
        `<!DOCTYPE svg [<!ENTITY a "${'x'.repeat(1_000)}"><!ENTITY b "${'&a;'.repeat(1_000)}">]><svg>${'&b;'.repeat(200_000)}</svg>`,
      ),
  ],
  'SVG with a long attribute': [
    'expected a JSON value',
    () => svg(`<openbadges:credential verify="${long()}"/>`),
  ],
  'brackets that never close': ['nested deeper than 64 levels', () => Buffer.from('['.repeat(MEGABYTE))],
  quotes: ['nothing may follow the JSON value', () => Buffer.from('"'.repeat(MEGABYTE))],
  backslashes: ['a credential is a JSON object', () => Buffer.from(`"${'\\\\'.repeat(MEGABYTE / 2)}"`)],
  'a megabyte of nothing': ['the JSON text ends too early', () => Buffer.alloc(MEGABYTE, ' ')],
  'a megabyte of zeros': ['expected a JSON value', () => Buffer.alloc(MEGABYTE)],
  'a JSON-LD list of lists': [
    'too_complex',
    () =>
      Buffer.from(
        JSON.stringify(
          credential({
            '@context': [V2, { l: { '@id': 'https://a.example/l', '@container': '@list' } }],
            credentialSubject: { id: 'urn:x:1', l: 0 },
          }),
        ).replace('"l":0', `"l":[${times(15_000, (i) => `[${i}]`)}]`),
      ),
  ],
  'a list of 45,000': [
    'proof_mismatch',
    () =>
      text(
        credential({
          '@context': [V2, { l: { '@id': 'https://a.example/l', '@container': '@list' } }],
          credentialSubject: { id: 'urn:x:1', l: times(45_000, (i) => i) },
        }),
      ),
  ],
  'language maps': [
    'proof_mismatch',
    () =>
      text(
        credential({
          '@context': [V2, { l: { '@id': 'https://a.example/l', '@container': '@language' } }],
          credentialSubject: {
            id: 'urn:x:1',
            l: Object.fromEntries(times(40_000, (i) => [`a-${i.toString(36)}`, 'x'])),
          },
        }),
      ),
  ],
  'JSON literals': [
    'proof_mismatch',
    () =>
      text(
        credential({
          '@context': [V2, { j: { '@id': 'https://a.example/j', '@type': '@json' } }],
          credentialSubject: {
            id: 'urn:x:1',
            j: times(900, () => Object.fromEntries(times(40, (i) => [`k${39 - i}`, 1e21 + i]))),
          },
        }),
      ),
  ],
};
