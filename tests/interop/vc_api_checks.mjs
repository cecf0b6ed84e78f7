// What the W3C's suites ask of an issuer and verifier over the VC API, asked over TLS: the Data Model
// 2.0, Data Integrity by each suite and curve, tokens, presentations, status lists and DIDs.
import assert from 'node:assert/strict';
import * as apiPeer from './vc_api_peer.mjs';
import { Api, credential, runAll } from './vc_api_client.mjs';
import { SUITES, chains, integrity, proofs } from './vc_api_integrity.mjs';
import { model } from './vc_api_model.mjs';
import { presentations, presentedTokens, tokens } from './vc_api_presentations.mjs';
import { Server } from './vc_api_server.mjs';
import { dids, status } from './vc_api_status.mjs';

const STRICT = 'failed_verification = 400\nissuer_binding = "reported"';
const STATUS = 'status = ["revocation", "suspension"]';

const CONFIG = [
  ...SUITES.map(({ name, suite, kind }) => ({ name, kind, more: `suite = "${suite}"\n${STRICT}` })),
  { name: 'jwt-p256', kind: 'p256', more: `form = "jwt"\n${STRICT}` },
  { name: 'jwt-ed25519', kind: 'ed25519', more: `form = "jwt"\n${STRICT}\n${STATUS}` },
  { name: 'status', kind: 'ed25519', more: `${STRICT}\n${STATUS}` },
  { name: 'revocation', kind: 'p256', more: `${STRICT}\nstatus = ["revocation"]` },
  { name: 'bound', kind: 'ed25519', more: '' },
]
  .map(({ name, kind, more }) => `[[instance]]\nname = "${name}"\nkey = "generate"\nkind = "${kind}"\n${more}\n`)
  .join('\n');

const instances = api => [
  [
    'an instance that is bound issues in its own name alone',
    async () => {
      await api.refusesToIssue('bound', credential({ issuer: 'did:example:other' }));
      const one = await api.issued('bound', credential());
      const about = await api.server.get('/vc-api/bound');
      assert.equal(about.json.issuer, one.issuer);
      const { did, key } = await apiPeer.holderKey('issuer');
      const foreign = await apiPeer.signedWith(credential({ issuer: 'did:example:other' }), key, {});
      const { json } = await api.verify('bound', foreign);
      assert.equal(json.verified, false);
      const genuine = await apiPeer.signedWith(credential({ issuer: did }), key, {});
      assert.equal((await api.verify('bound', genuine)).json.verified, true);
    },
  ],
  [
    'an instance that names no such instance is 404',
    async () => assert.equal((await api.issue('nobody', credential())).status, 404),
  ],
];

// The keys that were generated are there after a restart, and with them what they signed.
const restart = (api, server) => [
  [
    'generated keys and statuses outlive a restart',
    async () => {
      const issuers = async () =>
        Promise.all(SUITES.map(async ({ name }) => (await server.get(`/vc-api/${name}`)).json.issuer));
      const before = await issuers();
      const one = await api.issued('revocation', credential({ id: 'urn:uuid:before' }));
      await server.stop();
      await server.start();
      assert.deepEqual(await issuers(), before);
      const body = {
        credentialId: 'urn:uuid:before',
        credentialStatus: { type: 'BitstringStatusListEntry', statusPurpose: 'revocation' },
      };
      const { status: code, text: said } = await server.post('/vc-api/revocation/credentials/status', body);
      assert.equal(code, 200, said);
      await api.refuses('revocation', one, { checks: ['credentialStatus'] });
    },
  ],
];

// did:web: what the server publishes under its public name is what it verifies by.
async function web(program) {
  const server = new Server(
    program,
    `issuer = "did:web"\n[[instance]]\nname = "web"\nkey = "generate"\nissuer = "did:web"\n${STATUS}\n${STRICT}\n`,
  );
  await server.start('--origin', 'https://school.example');
  const api = new Api(server);
  const results = await runAll([
    [
      'an instance issues under the did:web of the server, and verifies it without a network',
      async () => {
        const one = await api.issued('web', credential({ id: 'urn:uuid:web' }));
        assert.equal(one.issuer, 'did:web:school.example:vc-api:web');
        await api.accepts('web', one, { checks: ['proof', 'credentialStatus'] });
        const { json } = await server.get('/vc-api/web/did.json');
        assert.equal(json.id, one.issuer);
        assert.ok(json.assertionMethod.includes(one.proof.verificationMethod));
        const resolved = await server.get('/api/v1/dids/did:web:school.example:vc-api:web');
        assert.equal(resolved.status, 200, resolved.text);
        assert.deepEqual(resolved.json.didDocument, json);
      },
    ],
    [
      'a DID below the server that is not there is NOT_FOUND',
      async () => {
        const { status: code } = await server.get('/api/v1/dids/did:web:school.example:vc-api:other');
        assert.equal(code, 404);
      },
    ],
  ]);
  await server.stop();
  server.close();
  return results;
}

export async function overHttp(program) {
  const server = new Server(program, CONFIG);
  try {
    const api = new Api(await server.start());
    const results = await runAll([
      ...model(api),
      ...SUITES.flatMap(row => integrity(api, row)),
      ...proofs(api, 'rdfc'),
      ...proofs(api, 'jcs'),
      ...chains(api),
      ...tokens(api),
      ...presentations(api),
      ...presentedTokens(api),
      ...status(api),
      ...dids(api),
      ...instances(api),
      ...restart(api, server),
    ]);
    await server.stop();
    return [...results, ...(await web(program))];
  } finally {
    server.process?.kill();
    server.close();
  }
}
