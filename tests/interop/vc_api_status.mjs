// Status lists and DIDs of a server that issues over the VC API.
import assert from 'node:assert/strict';
import { gunzipSync } from 'node:zlib';
import * as apiPeer from './vc_api_peer.mjs';
import { MODEL, credential } from './vc_api_client.mjs';

const bitsOf = ({ credentialSubject }) =>
  gunzipSync(Buffer.from(credentialSubject.encodedList.slice(1), 'base64url'));
const bitAt = (bits, index) => (bits[index >> 3] >> (7 - (index & 7))) & 1;

export const status = api => {
  const entriesOf = one => [one.credentialStatus].flat();
  const listOf = async ({ statusListCredential }) => {
    const { status: code, json, text: body } = await api.server.get(new URL(statusListCredential).pathname);
    assert.equal(code, 200, body);
    return json;
  };
  const change = (name, body) => api.server.post(`/vc-api/${name}/credentials/status`, body);
  const changes = async (name, body) => {
    const { status: code, text: said } = await change(name, body);
    assert.equal(code, 200, said);
  };
  const CHECKS = { checks: ['proof', 'credentialStatus'] };
  return [
    [
      'an issued credential has an entry for each purpose, and lists that are credentials',
      async () => {
        const entries = entriesOf(await api.issued('status', credential()));
        assert.deepEqual(entries.map(({ statusPurpose }) => statusPurpose), ['revocation', 'suspension']);
        for (const entry of entries) {
          assert.equal(entry.type, 'BitstringStatusListEntry');
          assert.equal(String(Number.parseInt(entry.statusListIndex, 10)), entry.statusListIndex);
          assert.notEqual(entry.id, entry.statusListCredential);
          const list = await listOf(entry);
          assert.equal(list.id, entry.statusListCredential);
          assert.ok(list.type.includes('BitstringStatusListCredential'));
          assert.equal(list.credentialSubject.type, 'BitstringStatusList');
          assert.equal(list.credentialSubject.statusPurpose, entry.statusPurpose);
          assert.equal(list.credentialSubject.encodedList[0], 'u');
          assert.ok(bitsOf(list).length >= 16 * 1024);
          await api.accepts('status', list);
        }
      },
    ],
    [
      'one purpose is one entry, not a list',
      async () => {
        const one = await api.issued('revocation', credential({ id: 'urn:uuid:single' }));
        assert.equal(one.credentialStatus.statusPurpose, 'revocation');
      },
    ],
    [
      'indexes are not given twice, and not in order',
      async () => {
        const seen = [];
        for (let i = 0; i < 24; ++i) {
          const one = await api.issued('revocation', credential({ id: `urn:uuid:index-${i % 12}` }));
          seen.push(Number(one.credentialStatus.statusListIndex));
        }
        assert.equal(new Set(seen).size, seen.length);
        assert.notDeepEqual(seen, [...seen].sort((a, b) => a - b));
      },
    ],
    [
      'a revocation is seen at once, by everybody, and stays',
      async () => {
        const one = await api.issued('status', credential({ id: 'urn:uuid:to-be-revoked' }));
        const other = await api.issued('status', credential({ id: 'urn:uuid:not-revoked' }));
        await api.accepts('status', one, CHECKS);
        const [entry] = entriesOf(one);
        assert.equal(bitAt(bitsOf(await listOf(entry)), Number(entry.statusListIndex)), 0);
        const body = {
          credentialId: one.id,
          credentialStatus: { type: 'BitstringStatusListEntry', statusPurpose: 'revocation' },
        };
        await changes('status', body);
        assert.equal(bitAt(bitsOf(await listOf(entry)), Number(entry.statusListIndex)), 1);
        const { checks } = await api.refuses('status', one, CHECKS);
        assert.equal(checks.find(({ check }) => check === 'status').code, 'revoked');
        await api.refuses(MODEL, one, CHECKS);
        await api.accepts('status', one, { checks: ['proof'] });
        await api.accepts('status', other, CHECKS);
        assert.equal((await change('status', { ...body, status: false })).status, 409);
      },
    ],
    [
      'a suspension is seen and can be taken back, by its place alone',
      async () => {
        const one = await api.issued('status', credential());
        const entry = entriesOf(one)[1];
        await changes('status', { credentialStatus: entry });
        const { checks } = await api.refuses('status', one, CHECKS);
        assert.equal(checks.find(({ check }) => check === 'status').code, 'suspended');
        await changes('status', { credentialStatus: entry, status: false });
        await api.accepts('status', one, CHECKS);
      },
    ],
    [
      'a token has a status too',
      async () => {
        const one = await api.issued('jwt-ed25519', credential({ id: 'urn:uuid:token' }));
        await api.accepts('jwt-ed25519', one, CHECKS);
        await changes('jwt-ed25519', {
          credentialId: 'urn:uuid:token',
          credentialStatus: { type: 'BitstringStatusListEntry', statusPurpose: 'revocation' },
        });
        await api.refuses('jwt-ed25519', one, CHECKS);
      },
    ],
    [
      'what cannot be changed is said',
      async () => {
        const entry = { type: 'BitstringStatusListEntry', statusPurpose: 'revocation' };
        const one = entriesOf(await api.issued('status', credential({ id: 'urn:uuid:mine' })))[0];
        const codes = {
          400: [
            {},
            { credentialStatus: entry },
            { credentialId: 'urn:uuid:mine', credentialStatus: { ...entry, type: 'Other' } },
            { credentialId: 'urn:uuid:mine', credentialStatus: entry, status: 'maybe' },
            { credentialStatus: { ...one, statusListIndex: '-1' } },
            { credentialStatus: { ...one, statusListCredential: 'https://other.example/1' } },
          ],
          404: [
            { credentialId: 'urn:uuid:nobody', credentialStatus: entry },
            { credentialId: 'urn:uuid:mine', credentialStatus: { ...entry, statusPurpose: 'message' } },
            { credentialStatus: { ...one, statusListIndex: String((Number(one.statusListIndex) + 1) % 131072) } },
          ],
        };
        for (const [code, bodies] of Object.entries(codes))
          for (const body of bodies) {
            const answer = await change('status', body);
            assert.equal(answer.status, Number(code), `${JSON.stringify(body)}: ${answer.text}`);
          }
        // Another instance's entries are not this one's.
        assert.equal((await change('revocation', { credentialStatus: one })).status, 404);
      },
    ],
    [
      'a list that is no list, or not there, leaves the question open and refuses',
      async () => {
        const with_list = async list => {
          const { did, key } = await apiPeer.holderKey('issuer');
          const [entry] = entriesOf(await api.issued('status', credential()));
          return apiPeer.signedWith(
            credential({ issuer: did, credentialStatus: { ...entry, statusListCredential: list(entry) } }),
            key,
            {},
          );
        };
        for (const list of [
          () => 'https://list.example/none',
          entry => `${entry.statusListCredential}0`,
          entry => new URL('/api/v1/organizations', entry.statusListCredential).href,
        ]) {
          const one = await with_list(list);
          await api.refuses('status', one, CHECKS);
          await api.accepts('status', one, { checks: ['proof'] });
        }
      },
    ],
  ];
};

export const dids = api => {
  const KEY = 'did:key:z6MktKwz7Ge1Yxzr4JHavN33wiwa8y81QdcMRLXQsrH9T53b';
  const RESULT = 'application/did-resolution';
  const resolve = (did, accept = RESULT) => api.server.get(`/api/v1/dids/${did}`, accept ? { accept } : {});
  const withOption = (name, value, did = KEY) => resolve(`${did}?${new URLSearchParams({ [name]: value })}`);
  const refusesOption = async (name, value, code = 400, type = 'INVALID_OPTIONS', did = KEY) => {
    const { status: said, json, text: body } = await withOption(name, value, did);
    assert.equal(said, code, `${name}=${value}: ${body}`);
    assert.equal(json.didResolutionMetadata.error.type, `https://www.w3.org/ns/did#${type}`);
  };
  const fails = async (did, code, type) => {
    const { status: said, json, text: body } = await resolve(did);
    assert.equal(said, code, body);
    assert.equal(json.didDocument, null);
    assert.equal(json.didResolutionMetadata.error.type, `https://www.w3.org/ns/did#${type}`);
    assert.deepEqual(json.didDocumentMetadata, {});
  };
  const jwk = `did:jwk:${Buffer.from(
    JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }),
  ).toString('base64url')}`;
  return [
    ...[KEY, encodeURIComponent(KEY), jwk].map(did => [
      `${did.slice(0, 18)}… resolves with metadata`,
      async () => {
        const { status: code, type, json } = await resolve(did);
        assert.equal(code, 200);
        assert.ok(type.startsWith(RESULT));
        assert.equal(json.didDocument.id, decodeURIComponent(did));
        assert.ok(type.includes(json.didResolutionMetadata.contentType));
        assert.deepEqual(json.didDocumentMetadata, {});
        const [method] = json.didDocument.verificationMethod;
        assert.equal(method.controller, decodeURIComponent(did));
        assert.deepEqual(json.didDocument.assertionMethod, [method.id]);
      },
    ]),
    [
      'a document alone when its media type is asked for',
      async () => {
        for (const accept of ['application/did', 'application/did+json', 'application/did+ld+json']) {
          const { status: code, type, json } = await resolve(KEY, accept);
          assert.equal(code, 200);
          assert.ok(type.startsWith(accept));
          assert.equal(json.id, KEY);
        }
      },
    ],
    ['without Accept the whole result', async () => assert.ok((await resolve(KEY, '')).json.didDocument)],
    [
      'a representation that is not known is 406',
      async () => assert.equal((await resolve(KEY, 'application/x-other')).status, 406),
    ],
    ...['accept', 'service', 'serviceType', 'relativeRef', 'versionId', 'versionTime', 'hl'].map(name => [
      `the option ${name} is ASCII`,
      async () => {
        for (const value of ['🔥💥🚫', 'Привет', 'مرحبا', 'foo\u200Bbar']) await refusesOption(name, value);
      },
    ]),
    [
      'relativeRef is percent-encoded',
      async () => {
        for (const value of ['my path/file', 'file#section', 'dir/with?query=value', 'half%2'])
          await refusesOption('relativeRef', value);
        assert.equal((await withOption('relativeRef', 'my%20path/file')).status, 200);
        assert.equal((await withOption('service', 'linkedDomain')).status, 200);
      },
    ],
    [
      'versionTime is a moment in UTC without fractions, and asks for a past that only some DIDs have',
      async () => {
        for (const value of [
          ...['2025-10-07 12:30:45', '2025-13-07T12:30:45Z', '2025-10-07T25:00:00Z', '2025-10-07T12:30:60Z'],
          ...['2025-10-07', '2025-10-07T00:00:00', '2025-10-07T00:00:00+02:00', '2025-10-07T00:00:00.123Z'],
        ])
          await refusesOption('versionTime', value);
        const { status: code, json } = await withOption('versionTime', '2025-10-07T14:30:00Z');
        assert.equal(code, 200);
        assert.equal(json.didDocument.id, KEY);
        await refusesOption('versionTime', '2025-10-07T14:30:00Z', 501, 'FEATURE_NOT_SUPPORTED', 'did:web:school.example');
        await refusesOption('versionId', '4', 501, 'FEATURE_NOT_SUPPORTED');
      },
    ],
    [
      'the representation may be named in the query',
      async () => assert.equal((await withOption('accept', 'application/did')).json.id, KEY),
    ],
    ['no DID is INVALID_DID', () => fails('', 400, 'INVALID_DID')],
    ['what is none is INVALID_DID', () => fails('not-a-did', 400, 'INVALID_DID')],
    ['half of one is INVALID_DID', () => fails('did:example', 400, 'INVALID_DID')],
    ['a key that is none is INVALID_DID', () => fails('did:key:z6Mkinvalid', 400, 'INVALID_DID')],
    ['other text is INVALID_DID', () => fails(encodeURIComponent('Привет'), 400, 'INVALID_DID')],
    ['an unknown method is METHOD_NOT_SUPPORTED', () => fails('did:unsupported:123456789abcdefghi', 501, 'METHOD_NOT_SUPPORTED')],
    ['a host that is not there is NOT_FOUND', () => fails('did:web:school.example', 404, 'NOT_FOUND')],
  ];
};
