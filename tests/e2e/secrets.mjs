// Secrets and personal data stay where they belong: nothing that the program prints, and no answer
// but to whoever sent it, repeats a key, a token, a name or an address. CAIRN names the program.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

const cairn = process.env.CAIRN;
assert.ok(cairn, 'CAIRN must name the cairn program');
const folder = mkdtempSync(join(tmpdir(), 'cairn-secrets-'));
after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

const TOKEN = 'Tq7vZr2mXw9sLk4pYb8n';
const PERSONAL = ['Sabine Example', 'sabine@example.org', '1990-04-01', 'a hard childhood'];
const path = (name) => join(folder, name);
const run = (...args) => spawnSync(cairn, args, { encoding: 'utf8' });
const said = ({ stdout, stderr }) => stdout + stderr;

function written(name, text) {
  writeFileSync(path(name), text);
  return path(name);
}

let secret;
let key;
before(() => {
  assert.equal(run('key', 'new', path('key.json')).status, 0);
  key = JSON.parse(readFileSync(path('key.json'), 'utf8'));
  secret = key.secretKeyMultibase;
});

const credential = () => ({
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/ns/credentials/examples/v2'],
  type: ['VerifiableCredential'],
  issuer: key.controller,
  credentialSubject: {
    id: 'mailto:sabine@example.org',
    legalName: 'Sabine Example',
    birth: '1990-04-01',
    note: 'a hard childhood',
  },
});

function assert_silent(text, words) {
  for (const word of words) assert.ok(!text.includes(word), `"${word}" is in:\n${text.slice(0, 2000)}`);
}

describe('a refused key file', () => {
  const spoilt = {
    'with another public key': () => ({
      ...key,
      publicKeyMultibase: 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2',
    }),
    'with a letter more': () => ({ ...key, secretKeyMultibase: `${secret}1` }),
    'with another kind in front': () => ({ ...key, secretKeyMultibase: `z6Mk${secret.slice(4)}` }),
    'with another controller': () => ({ ...key, controller: `did:example:${secret}` }),
    'that is cut off': () => null,
  };
  for (const [name, made] of Object.entries(spoilt)) {
    it(name, () => {
      const value = made();
      const text = value === null ? JSON.stringify(key).slice(0, -2) : JSON.stringify(value);
      const file = written('spoilt.json', text);
      const document = written('credential.json', JSON.stringify(credential()));
      const answer = run('issue', document, '--key', file);
      assert.notEqual(answer.status, 0);
      assert_silent(said(answer), [secret.slice(4, -1)]);
      const config = `[[instance]]\nname = "a"\nsuite = "eddsa-rdfc-2022"\nkey = "spoilt.json"\n`;
      const served = run(
        'serve',
        '--offline',
        '--port',
        '0',
        '--data',
        path('none'),
        '--config',
        written('k.toml', config),
      );
      assert.notEqual(served.status, 0);
      assert_silent(said(served), [secret.slice(4, -1)]);
    });
  }
});

describe('a refused configuration', () => {
  const section = '[[instance]]\nname = "a"\nsuite = "eddsa-rdfc-2022"\nkey = "generate"\n';
  const spoilt = {
    'a token that does not end': `${section}token = "${TOKEN}\n`,
    'a token without quotes': `${section}token = ${TOKEN}\n`,
    'a token in a list': `${section}token = ["${TOKEN}"]\n`,
    'a token twice': `${section}token = "${TOKEN}"\ntoken = "${TOKEN}"\n`,
    'a token under another name': `${section}tokn = "${TOKEN}"\n`,
    'a token as its own line': `${section}"${TOKEN}"\n`,
    'a short token': `${section}token = "${TOKEN.slice(0, 9)}"\n`,
  };
  for (const [name, text] of Object.entries(spoilt)) {
    it(name, () => {
      const answer = run(
        'serve',
        '--offline',
        '--port',
        '0',
        '--data',
        path('none'),
        '--config',
        written('c.toml', text),
      );
      assert.notEqual(answer.status, 0);
      assert_silent(said(answer), [TOKEN.slice(0, 9)]);
    });
  }
});

describe('a refused credential', () => {
  const spoilt = {
    'that is cut off': (text) => text.slice(0, -3),
    'with a term that nothing defines': (text) => text.replace('legalName', 'foaf:none legalName'),
    'with a name that is no text': (text) => text.replace('"type"', '"name": ["Sabine Example", 5], "type"'),
    'with a date that is none': (text) => text.replace('"type"', '"validFrom": "1990-04-01", "type"'),
    'by another issuer': (text) => text.replace(/did:key:[^"]*/, 'did:web:sabine.invalid'),
  };
  for (const [name, change] of Object.entries(spoilt)) {
    it(name, () => {
      const file = written('credential.json', change(JSON.stringify(credential())));
      assert_silent(said(run('issue', file, '--key', path('key.json'))), [secret, ...PERSONAL]);
    });
  }
});

describe('the server prints nothing of', () => {
  let base;
  let server;
  let printed = '';
  before(async () => {
    const config = written(
      'cairn.toml',
      `[[instance]]\nname = "a"\nsuite = "eddsa-rdfc-2022"\nkey = "key.json"\ntoken = "${TOKEN}"\n`,
    );
    server = spawn(cairn, ['serve', '--offline', '--port', '0', '--data', path('data'), '--config', config]);
    base = await new Promise((resolve, reject) => {
      const listen = (bytes) => {
        printed += bytes;
        const ready = printed.match(/http:\/\/127\.0\.0\.1:\d+/);
        if (ready) resolve(ready[0]);
      };
      server.stdout.on('data', listen);
      server.stderr.on('data', listen);
      server.once('exit', (code) => reject(new Error(`exited with ${code}: ${printed}`)));
    });
  });
  after(async () => {
    server.kill();
    await once(server, 'exit');
  });

  const ask = async (where, body, token) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const answer = await fetch(`${base}/vc-api/a/${where}`, { method: 'POST', headers, body });
    return { status: answer.status, text: await answer.text() };
  };

  it('tokens, keys and people, whether it agrees or refuses', async () => {
    const wrong = `${TOKEN.slice(0, -1)}X`;
    const whole = JSON.stringify({ credential: credential() });
    const refused = await ask('credentials/issue', whole, wrong);
    assert.equal(refused.status, 401);
    assert_silent(refused.text, [TOKEN, wrong, secret, ...PERSONAL]);
    const issued = await ask('credentials/issue', whole, TOKEN);
    assert.equal(issued.status, 201, issued.text);
    assert_silent(issued.text, [TOKEN, secret]);
    const { verifiableCredential } = JSON.parse(issued.text);
    verifiableCredential.credentialSubject.legalName = 'Sabine Example the second';
    const bad = [whole.slice(0, -4), JSON.stringify({ verifiableCredential }), '{"verifiableCredential": 5}'];
    for (const body of bad) {
      const answer = await ask('credentials/verify', body, TOKEN);
      assert_silent(answer.text, [TOKEN, secret, ...PERSONAL]);
    }
    await fetch(`${base}/no/such/path/sabine@example.org`);
    assert_silent(printed, [TOKEN, wrong, secret, ...PERSONAL]);
  });
});
