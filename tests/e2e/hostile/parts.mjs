// What hostile files (proofs.mjs, values.mjs) are put together from.
import { deflateSync } from 'node:zlib';
import { crc32 } from './crc32.mjs';

export const MEGABYTE = 1_000_000;
export const V2 = 'https://www.w3.org/ns/credentials/v2';
export const EXAMPLES = 'https://www.w3.org/ns/credentials/examples/v2';
export const BADGES = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';
export const EXTENSIONS = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json';
export const CLR = 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json';
export const KNOWN = [
  'https://www.w3.org/2018/credentials/v1',
  'https://w3id.org/security/data-integrity/v2',
  'https://w3id.org/dcc/v1',
  'https://purl.imsglobal.org/spec/ob/v3p0/context.json',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json',
  'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
];
// The key of RFC 8032 section 7.1, test 1, and the signature of something else.
export const KEY = 'did:key:z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw';
const SIGNATURE = `z${'4'.repeat(87)}`;

export const proof = (more) => ({
  type: 'DataIntegrityProof',
  cryptosuite: 'eddsa-rdfc-2022',
  created: '2026-01-01T00:00:00Z',
  verificationMethod: `${KEY}#${KEY.slice(8)}`,
  proofPurpose: 'assertionMethod',
  proofValue: SIGNATURE,
  ...more,
});

export const credential = (more) => ({
  '@context': [V2, EXAMPLES],
  type: ['VerifiableCredential'],
  issuer: KEY,
  credentialSubject: { id: 'urn:x:learner' },
  proof: proof(),
  ...more,
});

export const badge = (subject, more) => ({
  '@context': [V2, BADGES, EXTENSIONS],
  id: 'urn:x:badge',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  issuer: { id: KEY, type: ['Profile'] },
  validFrom: '2026-01-01T00:00:00Z',
  credentialSubject: { type: ['AchievementSubject'], id: 'urn:x:learner', ...subject },
  credentialSchema: [
    {
      id: 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json',
      type: '1EdTechJsonSchemaValidator2019',
    },
  ],
  proof: proof(),
  ...more,
});

export const achievement = (more) => ({
  id: 'urn:x:achievement',
  type: ['Achievement'],
  name: 'x',
  description: 'x',
  criteria: { narrative: 'x' },
  ...more,
});

export const values = (value) =>
  value === null || typeof value !== 'object'
    ? 1
    : Object.values(value).reduce((sum, inner) => sum + values(inner), 1);

// As many items as fit into a megabyte and into the values that a credential may have.
export function filled(item, bytes = MEGABYTE, most = 49_000) {
  const items = [];
  for (let size = 0, held = 0; size < bytes && held < most;) {
    const made = item(items.length);
    items.push(made);
    size += JSON.stringify(made).length + 1;
    held += values(made);
  }
  return items;
}
export const times = (count, item) => Array.from({ length: count }, (_, i) => item(i));

// item inside item, as text: JSON.stringify would recurse.
export const nested = (depth, open, close) => open.repeat(depth) + close.repeat(depth);

export const text = (value) => Buffer.from(JSON.stringify(value));
export const long = (bytes = MEGABYTE) => 'x'.repeat(bytes);
export const base64url = (bytes) => Buffer.from(bytes).toString('base64url');

const PNG_BEGIN = Buffer.from('89504e470d0a1a0a', 'hex');
export function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
export const png = (chunks) =>
  Buffer.concat([PNG_BEGIN, chunk('IHDR', Buffer.alloc(13, 1)), ...chunks, chunk('IEND', Buffer.alloc(0))]);
export const compressedText = (body) =>
  chunk('iTXt', Buffer.concat([Buffer.from('openbadgecredential\0\x01\0\0\0', 'latin1'), deflateSync(body)]));

export const svg = (inside) => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${inside}</svg>`);

export const token = (header, payload, signature = Buffer.alloc(64, 1)) =>
  Buffer.from(
    `${base64url(JSON.stringify(header))}.${base64url(typeof payload === 'string' ? payload : JSON.stringify(payload))}.${base64url(signature)}`,
  );
export const KID = { alg: 'EdDSA', typ: 'vc+jwt', kid: `${KEY}#${KEY.slice(8)}` };

// Blank nodes that only their neighbours tell apart.
export const knows = (count, others) =>
  times(count, (i) => ({
    id: `_:n${i}`,
    'https://a.example/knows': others(i).map((j) => ({ id: `_:n${j}` })),
  }));
export const CLIQUE = 18;
// A credential over such nodes.
export const linked = (nodes) =>
  credential({
    '@context': [
      V2,
      {
        knows: { '@id': 'https://a.example/knows', '@type': '@id' },
        has: { '@id': 'https://a.example/has' },
      },
    ],
    credentialSubject: {
      id: 'urn:x:learner',
      has: nodes.map((node) => ({ id: node.id, knows: node['https://a.example/knows'].map((n) => n.id) })),
    },
  });

// A credential in a credential, and so on, each with a chain of proofs.
export const proofs = (count) =>
  times(count, (i) => proof({ id: `urn:x:p${i}`, ...(i > 0 ? { previousProof: `urn:x:p${i - 1}` } : {}) }));
export const evidences = (bytes, most, name = '') =>
  filled((i) => ({ id: `urn:x:e${name}${i}`, type: ['Evidence'], name: `e${i}` }), bytes, most);
export function matryoshka(depth, count, more) {
  let inner = badge({ achievement: achievement() }, { id: 'urn:x:0', proof: proofs(count), ...more });
  for (let i = 1; i <= depth; ++i)
    inner = {
      '@context': [V2, CLR, BADGES, EXTENSIONS],
      id: `urn:x:${i}`,
      type: ['VerifiableCredential', 'ClrCredential'],
      issuer: { id: KEY, type: ['Profile'] },
      validFrom: '2026-01-01T00:00:00Z',
      name: 'x',
      credentialSubject: { type: ['ClrSubject'], id: 'urn:x:learner', verifiableCredential: [inner] },
      proof: proofs(count),
    };
  return inner;
}

export const chain = (count, more) =>
  credential({
    proof: times(count, (i) =>
      proof({ id: `urn:x:p${i}`, ...(i > 0 ? { previousProof: `urn:x:p${i - 1}` } : {}) }),
    ),
    ...more,
  });
