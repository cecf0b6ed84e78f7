// The peer for tokens: npm's jose and node's own keys, with nothing of Cairn in it.
import { ECDH, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as jose from 'jose';
import { decode as base58, encode as toBase58 } from 'base58-universal';

// By algorithm: issued and verified here; Cairn issues all but RS256.
export const ALGORITHMS = ['ES256', 'ES384', 'EdDSA', 'RS256'];

export function version() {
  const file = new URL('node_modules/jose/package.json', import.meta.url);
  return `jose@${JSON.parse(readFileSync(file, 'utf8')).version}`;
}

const base64url = bytes => Buffer.from(bytes).toString('base64url');
const seconds = date => Math.floor(Date.parse(date) / 1000);

// A new pair, which speaks for its did:jwk.
export async function newKey(algorithm) {
  const { privateKey, publicKey } = await jose.generateKeyPair(algorithm, { extractable: true });
  const jwk = await jose.exportJWK(publicKey);
  const did = `did:jwk:${base64url(JSON.stringify(jwk))}`;
  return { algorithm, privateKey, jwk, did, kid: `${did}#0` };
}

export const sign = (payload, header, key) =>
  new jose.CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: key.algorithm, ...header })
    .sign(key.privateKey);

// What Open Badges 3.0 section 8.2 repeats beside the credential.
function claims(document) {
  return {
    iss: document.issuer.id ?? document.issuer,
    jti: document.id,
    sub: document.credentialSubject.id,
    ...(document.validFrom ? { nbf: seconds(document.validFrom) } : {}),
    ...(document.validUntil ? { exp: seconds(document.validUntil) } : {}),
  };
}

// The three ways in which tokens carry credentials, and the two in which they name their key.
export const FORMS = {
  'vc+jwt by kid': (document, key) =>
    sign(document, { typ: 'vc+jwt', cty: 'vc', kid: key.kid }, key),
  'vc+jwt by jwk': (document, key) => sign(document, { typ: 'vc+jwt', jwk: key.jwk }, key),
  'Open Badges by jwk': (document, key) =>
    sign({ ...document, ...claims(document) }, { typ: 'JWT', jwk: key.jwk }, key),
  'vc claim by kid': (document, key) =>
    sign({ ...claims(document), vc: document }, { typ: 'JWT', kid: key.kid }, key),
};

function jwkOfDidKey(did) {
  const bytes = base58(did.slice('did:key:z'.length));
  const key = bytes.slice(2);
  if (bytes[0] === 0xed) return { kty: 'OKP', crv: 'Ed25519', x: base64url(key) };
  const [crv, name, size] =
    bytes[0] === 0x80 ? ['P-256', 'prime256v1', 32] : ['P-384', 'secp384r1', 48];
  const point = ECDH.convertKey(key, name, undefined, undefined, 'uncompressed');
  return {
    kty: 'EC',
    crv,
    x: base64url(point.subarray(1, 1 + size)),
    y: base64url(point.subarray(1 + size)),
  };
}

// The did:key of a public JWK: Ed25519, P-256 or P-384.
export function didKeyOf(jwk) {
  const bytes = name => Buffer.from(jwk[name], 'base64url');
  const point = size => [2 + (bytes('y')[size - 1] & 1), ...bytes('x')];
  const coded = {
    Ed25519: () => [0xed, 0x01, ...bytes('x')],
    'P-256': () => [0x80, 0x24, ...point(32)],
    'P-384': () => [0x81, 0x24, ...point(48)],
  }[jwk.crv]();
  return `did:key:z${toBase58(Uint8Array.from(coded))}`;
}

// The credential in a vc+jwt whose issuer is a did:key; throws when jose finds it wrong.
export async function verify(token, algorithm) {
  const { payload, protectedHeader } = await jose.compactVerify(
    token,
    async header => jose.importJWK(jwkOfDidKey(header.kid.split('#')[0]), header.alg),
    { algorithms: [algorithm] },
  );
  const credential = JSON.parse(new TextDecoder().decode(payload));
  if (protectedHeader.typ !== 'vc+jwt') throw new Error(`typ ${protectedHeader.typ}`);
  if ((credential.issuer.id ?? credential.issuer) !== protectedHeader.kid.split('#')[0])
    throw new Error("the key is not the issuer's");
  return credential;
}

// Tokens that an attacker makes of a genuine one, by name; none may be found valid.
export async function attacks(token, document, key) {
  const [header, payload, signature] = token.split('.');
  const head = JSON.parse(Buffer.from(header, 'base64url').toString());
  const with_header = changes => base64url(JSON.stringify({ ...head, ...changes }));
  const mac = text =>
    createHmac('sha256', JSON.stringify(key.jwk)).update(text).digest('base64url');
  const other = await newKey('ES256');
  const changed = structuredClone(document);
  changed.name = 'Bought';
  const shared = `${with_header({ alg: 'HS256' })}.${payload}`;
  return {
    'no algorithm': `${with_header({ alg: 'none' })}.${payload}.`,
    'no signature': `${header}.${payload}.`,
    'a shared secret': `${shared}.${mac(shared)}`,
    'a header that names another algorithm': `${with_header({ alg: key.algorithm === 'ES256' ? 'EdDSA' : 'ES256' })}.${payload}.${signature}`,
    'another payload': `${header}.${base64url(JSON.stringify(changed))}.${signature}`,
    'white space in the payload': `${header}.${base64url(JSON.stringify(document, null, 1))}.${signature}`,
    'another key in the header': await FORMS['vc+jwt by jwk'](document, other),
    'another key by its own name': await FORMS['vc+jwt by kid'](document, other),
    'an extension': await sign(
      document,
      { typ: 'vc+jwt', kid: key.kid, b64: true, crit: ['b64'] },
      key,
    ),
    'another type of token': await sign(document, { typ: 'vp+jwt', kid: key.kid }, key),
    'another issuer in the claims': await sign(
      { ...document, iss: other.did },
      { typ: 'vc+jwt', kid: key.kid },
      key,
    ),
    'a vc claim': await sign({ ...document, vc: document }, { typ: 'vc+jwt', kid: key.kid }, key),
    padding: `${header}.${payload}.${signature}${'='.repeat(4 - (signature.length % 4))}`,
    'four parts': `${token}.${signature}`,
  };
}
