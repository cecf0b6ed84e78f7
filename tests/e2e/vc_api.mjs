// The VC API of the real program: each suite issues what it verifies, malformed input and tampering
// get their answers, and what was issued is in the transparency log. CAIRN names the program.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

const cairn = process.env.CAIRN;
assert.ok(cairn, 'CAIRN must name the cairn program');
const folder = mkdtempSync(join(tmpdir(), 'cairn-vc-api-'));
after(() => rmSync(folder, { recursive: true }));

const INSTANCES = [
  { name: 'rdfc', suite: 'eddsa-rdfc-2022', kind: 'ed25519' },
  { name: 'jcs', suite: 'eddsa-jcs-2022', kind: 'ed25519' },
  { name: 'p256', suite: 'ecdsa-rdfc-2019', kind: 'p256' },
  { name: 'p384', suite: 'ecdsa-rdfc-2019', kind: 'p384' },
  { name: 'strict', suite: 'eddsa-rdfc-2022', kind: 'ed25519', more: 'failed_verification = 400' },
  { name: 'closed', suite: 'eddsa-rdfc-2022', kind: 'ed25519', more: 'token = "0123456789abcdef"' },
];

const credential = () => ({
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/ns/credentials/examples/v2'],
  id: 'urn:uuid:6f1d0b5a-6a3e-4a55-9d9c-0c6f6d1f3b11',
  type: ['VerifiableCredential'],
  validFrom: '2026-01-01T00:00:00Z',
  name: { '@value': 'مهارات', '@language': 'ar', '@direction': 'rtl' },
  credentialSubject: { id: 'did:example:learner', skill: 'Größe 🎓' },
});

let base;
let server;
before(async () => {
  const file = join(folder, 'cairn.toml');
  const section = ({ name, suite, kind, more = '' }) =>
    `[[instance]]\nname = "${name}"\nsuite = "${suite}"\nkey = "generate"\nkind = "${kind}"\n${more}\n`;
  writeFileSync(file, INSTANCES.map(section).join('\n'));
  server = spawn(cairn, ['serve', '--offline', '--port', '0', '--data', join(folder, 'data'), '--config', file]);
  base = await new Promise((resolve, reject) => {
    let said = '';
    const listen = (bytes) => {
      said += bytes;
      const ready = said.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (ready) resolve(ready[0]);
    };
    server.stdout.on('data', listen);
    server.stderr.on('data', listen);
    server.once('exit', (code) => reject(new Error(`exited with ${code}: ${said}`)));
  });
});
after(() => server.kill());

async function post(path, body, headers = {}) {
  const response = await fetch(`${base}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const json = /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : undefined;
  return { status: response.status, json, text };
}

async function issued(name) {
  const answer = await post(`/vc-api/${name}/credentials/issue`, { credential: credential(), options: {} });
  assert.equal(answer.status, 201, answer.text);
  return answer.json.verifiableCredential;
}

describe('each suite', () => {
  for (const { name, suite } of INSTANCES.slice(0, 4)) {
    it(`${name} issues, and verifies what it issued`, async () => {
      const about = await (await fetch(`${base}/vc-api/${name}`)).json();
      const verifiableCredential = await issued(name);
      assert.equal(verifiableCredential.issuer, about.issuer);
      assert.equal(verifiableCredential.proof.cryptosuite, suite);
      const { status, json } = await post(`/vc-api/${name}/credentials/verify`, { verifiableCredential });
      assert.equal(status, 200);
      assert.equal(json.verified, true);
      verifiableCredential.credentialSubject.skill = 'another';
      const tampered = await post(`/vc-api/${name}/credentials/verify`, { verifiableCredential });
      assert.equal(tampered.status, 200);
      assert.equal(tampered.json.verified, false);
    });
  }
});

describe('settings of an instance', () => {
  it('a verification that says no can be a 400', async () => {
    const verifiableCredential = await issued('strict');
    const good = await post('/vc-api/strict/credentials/verify', { verifiableCredential });
    assert.equal(good.status, 200);
    verifiableCredential.validUntil = '2026-02-01T00:00:00Z';
    const bad = await post('/vc-api/strict/credentials/verify', { verifiableCredential });
    assert.equal(bad.status, 400);
    assert.equal(bad.json.verified, false);
  });

  it('a token is asked for where there is one', async () => {
    const path = '/vc-api/closed/credentials/issue';
    const body = { credential: credential() };
    assert.equal((await post(path, body)).status, 401);
    assert.equal((await post(path, body, { authorization: 'Bearer 0123456789abcdeX' })).status, 401);
    assert.equal((await post(path, body, { authorization: 'Bearer 0123456789abcdef' })).status, 201);
  });
});

describe('malformed input is refused with 400', () => {
  const broken = {
    'no context': (c) => delete c['@context'],
    'another first context': (c) => c['@context'].reverse(),
    'no type': (c) => delete c.type,
    'a type that no context knows': (c) => c.type.push('relative path'),
    'no subject': (c) => delete c.credentialSubject,
    'an empty subject': (c) => (c.credentialSubject = {}),
    'two ids': (c) => (c.id = ['urn:a:1', 'urn:a:2']),
    'an id that is no URL': (c) => (c.id = 'not a url'),
    'a date without zone': (c) => (c.validFrom = '2026-01-01T00:00:00'),
    'an end before the beginning': (c) => (c.validUntil = '2025-01-01T00:00:00Z'),
    'a status without type': (c) => (c.credentialStatus = { id: 'https://a.example/1' }),
    'a schema without id': (c) => (c.credentialSchema = { type: 'JsonSchema' }),
    'evidence without type': (c) => (c.evidence = { id: 'https://a.example/1' }),
    'a name that is no text': (c) => (c.name = 7),
    'a name with an unknown member': (c) => (c.name = { '@value': 'a', '@type': 'b' }),
    'a related resource without digest': (c) => (c.relatedResource = { id: 'https://a.example/1' }),
  };
  for (const [what, breaks] of Object.entries(broken)) {
    it(what, async () => {
      const bad = credential();
      breaks(bad);
      const { status, json } = await post('/vc-api/rdfc/credentials/issue', { credential: bad });
      assert.equal(status, 400);
      assert.ok(json.type && json.detail, JSON.stringify(json));
    });
  }
  it('no body, no JSON, no such instance', async () => {
    assert.equal((await post('/vc-api/rdfc/credentials/issue', {})).status, 400);
    const text = await fetch(`${base}/vc-api/rdfc/credentials/issue`, { method: 'POST', body: '{' });
    assert.equal(text.status, 400);
    assert.equal((await post('/vc-api/none/credentials/issue', { credential: credential() })).status, 404);
  });
});

describe('the transparency log', () => {
  it('holds what was issued: its proof file makes the check "log" pass, and another\'s does not', async () => {
    const credentials = [await issued('rdfc'), await issued('jcs')];
    const files = [];
    for (const [i, one] of credentials.entries()) {
      let proof;
      for (let tries = 0; tries < 50 && proof?.status !== 200; ++tries) {
        await pause(100);
        proof = await post('/api/v1/log/proofs', one);
      }
      assert.equal(proof.status, 200, proof.text);
      files.push(join(folder, `${i}.json`), join(folder, `${i}.proof`));
      writeFileSync(files.at(-2), JSON.stringify(one));
      writeFileSync(files.at(-1), proof.text);
    }
    const key = (await (await fetch(`${base}/log/key`)).text()).trim();
    const verify = (file, proof) => {
      const options = ['--offline', '--log-proof', proof, '--log-key', key, '--require', 'log'];
      const run = spawnSync(cairn, ['verify', file, ...options, '--json'], { encoding: 'utf8' });
      return JSON.parse(run.stdout).checks.find(({ check }) => check === 'log').outcome;
    };
    const [first, firstProof, second, secondProof] = files;
    assert.equal(verify(first, firstProof), 'pass');
    assert.equal(verify(second, secondProof), 'pass');
    assert.equal(verify(first, secondProof), 'fail');
  });
});
