// Tokens and presentations over the VC API: credentials in envelopes, presentations as JSON and in
// tokens, whose word they carry and what they answer.
import assert from 'node:assert/strict';
import * as josePeer from './jose_peer.mjs';
import * as apiPeer from './vc_api_peer.mjs';
import { EXAMPLES, MODEL, V2, credential } from './vc_api_client.mjs';

const tokenOf = envelope => envelope.id.slice(envelope.id.indexOf(',') + 1);

const enveloped = token => ({
  '@context': V2,
  id: `data:application/vc+jwt,${token}`,
  type: 'EnvelopedVerifiableCredential',
});

export const tokens = api => [
  ...['jwt-p256', 'jwt-ed25519'].flatMap(name => [
    [
      `${name} issues an envelope that jose verifies`,
      async () => {
        const one = await api.issued(name, credential({ id: `urn:uuid:${name}` }));
        assert.equal(one.type, 'EnvelopedVerifiableCredential');
        assert.ok([one['@context']].flat().includes(V2));
        assert.ok(one.id.startsWith('data:application/vc+jwt,'));
        const payload = await josePeer.verify(tokenOf(one), name === 'jwt-p256' ? 'ES256' : 'EdDSA');
        assert.equal(payload.iss, payload.issuer);
        assert.ok(!('vc' in payload) && !('vp' in payload));
        await api.accepts(name, one);
        await api.accepts(MODEL, one);
      },
    ],
    [`${name} refuses to issue what breaks the model`, () => api.refusesToIssue(name, credential({ type: undefined }))],
    [
      `${name} refuses options of embedded proofs`,
      () => api.refusesToIssue(name, credential(), { domain: 'a.example' }),
    ],
  ]),
  ...Object.entries({
    'without contexts': one => (one['@context'] = []),
    'with another context': one => (one['@context'] = EXAMPLES),
    'with an id that is no data URL': one => (one.id = tokenOf(one)),
    'without type': one => delete one.type,
    'with another type': one => (one.type = 'VerifiableCredential'),
    'with another payload': one => (one.id = one.id.replace(/\.[^.]+\./, '.e30.')),
    'with another signature': one => (one.id = `${one.id.slice(0, -6)}AAAAAA`),
  }).map(([what, change]) => [
    `an envelope ${what} is refused`,
    async () => {
      const one = await api.issued('jwt-p256', credential());
      change(one);
      await api.refuses('jwt-p256', one);
    },
  ]),
  ...[
    ['domain', { domain: 'here.example' }, { aud: 'here.example' }, 'INVALID_DOMAIN_ERROR'],
    ['challenge', { challenge: 'abc' }, { nonce: 'abc' }, 'INVALID_CHALLENGE_ERROR'],
    ['purpose', { expectedProofPurpose: 'authentication' }, null, 'PROOF_VERIFICATION_ERROR'],
  ].map(([what, options, claims, error]) => [
    `a token is held to the ${what} that was asked for, bare and in an envelope`,
    async () => {
      const key = await josePeer.newKey('ES256');
      const made = more =>
        josePeer.FORMS['vc+jwt by kid']({ ...credential({ issuer: key.did }), ...more }, key);
      const token = await made({});
      await api.accepts(MODEL, token);
      for (const one of [token, enveloped(token)]) {
        const { errors } = await api.refuses(MODEL, one, options);
        assert.ok(errors.some(({ type }) => type.endsWith(error)));
      }
      if (claims) await api.accepts(MODEL, enveloped(await made(claims)), options);
    },
  ]),
  [
    'a token of a type that no context has is refused, one with a member that none has is read',
    async () => {
      const key = await josePeer.newKey('ES256');
      const made = more => josePeer.FORMS['vc+jwt by kid'](credential({ issuer: key.did, ...more }), key);
      await api.refuses(MODEL, await made({ type: ['VerifiableCredential', 'UndefinedType'] }));
      await api.accepts(MODEL, await made({ undefinedTerm: 'x' }));
    },
  ],
  [
    "20 of jose's tokens are verified, bare and in envelopes",
    async () => {
      for (let i = 0; i < 20; ++i) {
        const key = await josePeer.newKey(i % 2 ? 'ES256' : 'EdDSA');
        const token = await josePeer.FORMS['vc+jwt by kid'](credential({ issuer: key.did, name: `Nr. ${i}` }), key);
        await api.accepts(MODEL, token);
        await api.accepts(MODEL, enveloped(token));
      }
    },
  ],
];

export const presentations = api => {
  const NAME = MODEL;
  const vp = more => ({ '@context': [V2], type: ['VerifiablePresentation'], ...more });
  const made = async (more, how) => {
    const holder = await apiPeer.holderKey('holder');
    return apiPeer.present(vp(typeof more === 'function' ? more(holder) : more), holder.key, how);
  };
  const inside = () => api.issued(MODEL, credential({ id: 'urn:uuid:inside' }));
  const own = did => credential({ issuer: did });
  const good = {
    empty: {},
    'with an id': { id: 'urn:uuid:vp' },
    'with another type': { type: ['VerifiablePresentation', 'https://example.org/#Other'] },
    'with another context': { '@context': [V2, EXAMPLES] },
    'with its holder': ({ did }) => ({ holder: did }),
    'with its holder as an object': ({ did }) => ({ holder: { id: did } }),
    'with terms of use': { termsOfUse: { type: 'https://example.org/#T' } },
    "with the holder's own word": ({ did }) => ({ holder: did, verifiableCredential: [own(did)] }),
  };
  const bad = {
    'own word without a holder': ({ did }) => ({ verifiableCredential: [own(did)] }),
    'own word of another holder': ({ did }) => ({ holder: 'did:example:acme', verifiableCredential: [own(did)] }),
    "another's word": ({ did }) => ({ holder: did, verifiableCredential: [own('did:example:acme')] }),
  };
  return [
    ...Object.entries(good).map(([what, more]) => [
      `a presentation ${what} is verified`,
      async () => api.acceptsPresented(NAME, await made(more)),
    ]),
    ...Object.entries(bad).map(([what, more]) => [
      `a presentation of ${what} is refused`,
      async () => api.refusesPresented(NAME, await made(more)),
    ]),
    [
      'a presentation of credentials is verified, and not with one spoilt',
      async () => {
        const two = [await inside(), await api.issued('ecdsa-rdfc-2019-p384', credential())];
        await api.acceptsPresented(NAME, await made({ verifiableCredential: two }));
        two[1].credentialSubject.id = 'did:example:other';
        await api.refusesPresented(NAME, await made({ verifiableCredential: two }));
      },
    ],
    [
      'a presentation of enveloped credentials is verified, and not with one spoilt',
      async () => {
        const one = await api.issued('jwt-p256', credential());
        await api.acceptsPresented(NAME, await made({ verifiableCredential: [one] }));
        one.id = `${one.id.slice(0, -6)}AAAAAA`;
        await api.refusesPresented(NAME, await made({ verifiableCredential: [one] }));
      },
    ],
    ...Object.entries({
      'without contexts': one => delete one['@context'],
      'with contexts in another order': one => (one['@context'] = [EXAMPLES, V2]),
      'with an unknown context': one => one['@context'].push('https://example.com'),
      'with a number as context': one => one['@context'].push(12),
      'without type': one => delete one.type,
      'without its type': one => (one.type = ['https://example.org/#Other']),
      'with an id that is no URL': one => (one.id = 'vp'),
      'with two ids': one => (one.id = ['urn:a:1', 'urn:a:2']),
      'with a holder without id': one => (one.holder = { name: 'x' }),
      'with a holder that is no URL': one => (one.holder = 'x'),
      'with another holder': one => (one.holder = 'did:example:acme'),
      'with a text as credential': one => (one.verifiableCredential = ['urn:uuid:1']),
      'with a number as credential': one => (one.verifiableCredential = [7]),
      'with a credential without type': one => (one.verifiableCredential = [{ '@context': [V2] }]),
      'without proof': one => delete one.proof,
    }).map(([what, change]) => [
      `a presentation ${what} is refused`,
      async () => {
        const one = await made({});
        change(one);
        await api.refusesPresented(NAME, one);
      },
    ]),
    [
      'a presentation beside another is neither',
      async () => {
        const one = await made({});
        const both = { verifiablePresentation: one, presentation: vp({}) };
        assert.equal((await api.server.post(`/vc-api/${NAME}/presentations/verify`, both)).status, 400);
      },
    ],
    [
      'a presentation answers one challenge for one domain',
      async () => {
        const one = await made({}, { challenge: 'abc', domain: 'verifier.example' });
        const asked = { challenge: 'abc', domain: 'verifier.example' };
        await api.acceptsPresented(NAME, one, asked);
        await api.refusesPresented(NAME, one, { ...asked, challenge: 'abd' });
        await api.refusesPresented(NAME, one, { ...asked, domain: 'other.example' });
      },
    ],
  ];
};

// Presentations in tokens, by jose.
export const presentedTokens = api => {
  const vp = more => ({ '@context': [V2], type: ['VerifiablePresentation'], ...more });
  const enveloped = token => ({
    '@context': V2,
    id: `data:application/vp+jwt,${token}`,
    type: 'EnvelopedVerifiablePresentation',
  });
  const made = async (more, { claims = {}, typ = 'vp+jwt', algorithm = 'ES256' } = {}) => {
    const key = await josePeer.newKey(algorithm);
    const payload = { ...vp({ holder: key.did, ...(typeof more === 'function' ? more(key) : more) }), ...claims };
    return josePeer.sign(payload, { typ, kid: key.kid }, key);
  };
  const NAME = MODEL;
  return [
    ...['ES256', 'ES384', 'EdDSA'].flatMap(algorithm => [
      [
        `a ${algorithm} token of a presentation is verified, bare and in an envelope`,
        async () => {
          const token = await made({ verifiableCredential: [await api.issued('jwt-p256', credential())] }, { algorithm });
          await api.acceptsPresented(NAME, token);
          await api.acceptsPresented(NAME, enveloped(token));
          await api.acceptsPresented('jwt-p256', enveloped(token));
        },
      ],
    ]),
    [
      "the old form, with a claim vp, is verified",
      async () => {
        const key = await josePeer.newKey('EdDSA');
        const claims = { iss: key.did, aud: 'example.com', nonce: '123456789', vp: vp({ holder: key.did }) };
        const token = await josePeer.sign(claims, { typ: 'JWT', kid: key.kid }, key);
        await api.acceptsPresented(NAME, { ...enveloped(token), id: `data:application/jwt,${token}` });
      },
    ],
    [
      'a token answers one challenge for one audience',
      async () => {
        const token = enveloped(await made({}, { claims: { aud: 'here.example', nonce: 'abc' } }));
        await api.acceptsPresented(NAME, token, { domain: 'here.example', challenge: 'abc' });
        await api.refusesPresented(NAME, token, { domain: 'there.example', challenge: 'abc' });
        await api.refusesPresented(NAME, token, { domain: 'here.example', challenge: 'abd' });
      },
    ],
    ...Object.entries({
      'with an unsecured credential of another': { verifiableCredential: [credential({ issuer: 'did:example:a' })] },
      'with a credential that is none': { verifiableCredential: [{ '@context': [V2], type: 'Other' }] },
      'with a text as credential': { verifiableCredential: ['urn:uuid:1'] },
      'without its type': { type: ['https://example.org/#Other'] },
      'with another context': { '@context': [EXAMPLES] },
      'with a redefined context': { '@context': [V2, { holder: 'https://example.org/#holder' }] },
    }).map(([what, more]) => [
      `a token of a presentation ${what} is refused`,
      async () => api.refusesPresented(NAME, enveloped(await made(more))),
    ]),
    ...Object.entries({
      'a token of a credential is no presentation': { typ: 'vc+jwt' },
      'a token with a claim vp beside its members is refused': { claims: { vp: {} } },
      'a token that has expired is refused': { claims: { exp: 1_600_000_000 } },
      'a token of another issuer is refused': { claims: { iss: 'did:example:other' } },
    }).map(([what, how]) => [what, async () => api.refusesPresented(NAME, enveloped(await made({}, how)))]),
    ...Object.entries({
      'without contexts': one => (one['@context'] = []),
      'with another context': one => (one['@context'] = [EXAMPLES]),
      'with an id that is no data URL': one => (one.id = tokenOf(one)),
      'with another type': one => (one.type = ['VerifiablePresentation']),
      'with another signature': one => (one.id = `${one.id.slice(0, -6)}AAAAAA`),
    }).map(([what, change]) => [
      `an envelope of a presentation ${what} is refused`,
      async () => {
        const one = enveloped(await made({}));
        await api.acceptsPresented(NAME, one);
        change(one);
        await api.refusesPresented(NAME, one);
      },
    ]),
    [
      'a token of a presentation is no credential',
      async () => api.refuses(NAME, await made({})),
    ],
  ];
};
