// The keys of an organization from the command line to the published document, over the real
// program: active, retired, compromised. CAIRN names the program.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';

const cairn = process.env.CAIRN;
assert.ok(cairn, 'CAIRN must name the cairn program');
const folder = mkdtempSync(join(tmpdir(), 'cairn-keys-'));
const data = join(folder, 'data');
let server;
after(() => (server?.kill('SIGKILL'), rmSync(folder, { recursive: true })));

/** The keys that `cairn serve` publishes, by what they are. */
async function published() {
  const args = ['serve', '--offline', '--port', '0', '--data', data, '--demo', 'examples/consortium'];
  server = spawn(cairn, [...args, '--origin', 'https://cairn.example'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise((resolve) => server.once('exit', resolve));
  const base = await new Promise((resolve, reject) => {
    let said = '';
    server.stdout.on('data', (bytes) => {
      const ready = (said += bytes).match(/^Cairn is ready at (http:\S+)\/$/m);
      if (ready) resolve(ready[1]);
    });
    exited.then(() => reject(new Error(`ended: ${said}`)));
  });
  const document = await (await fetch(`${base}/organizations/riverside/did.json`)).json();
  server.kill();
  await exited;
  const keys = document.verificationMethod;
  assert.deepEqual(document.assertionMethod, keys.map(({ id }) => id));
  const texts = (some) => some.map(({ publicKeyMultibase }) => `did:key:${publicKeyMultibase}`);
  return {
    active: texts(keys.filter(({ expires, revoked }) => !expires && !revoked)),
    retired: texts(keys.filter(({ expires }) => expires)),
    compromised: Object.fromEntries(keys.filter(({ revoked }) => revoked).map(({ publicKeyMultibase, revoked }) => [`did:key:${publicKeyMultibase}`, revoked])),
  };
}

const key = (...args) => {
  const { status, stdout, stderr } = spawnSync(cairn, ['key', ...args, '--data', data], { encoding: 'utf8' });
  return { status, did: stdout.trim(), stderr };
};

it('rotates, and marks keys as compromised with their date', async () => {
  const [first] = (await published()).active;
  const second = key('rotate', 'riverside');
  assert.equal(second.status, 0);
  assert.deepEqual(await published(), { active: [second.did], retired: [first], compromised: {} });

  const since = '2026-01-02T03:04:05Z';
  assert.deepEqual(key('compromise', 'riverside', first, '--since', since), { status: 0, did: '', stderr: '' });
  const third = key('compromise', 'riverside', second.did);
  assert.equal(third.status, 0);
  const now = await published();
  assert.deepEqual([now.active, now.retired], [[third.did], []]);
  assert.equal(now.compromised[first], since);
  assert.ok(now.compromised[second.did] > since);

  assert.equal(key('compromise', 'riverside', first, '--since', '2026-02-01T00:00:00Z').status, 65);
  assert.equal(key('compromise', 'riverside', first, '--since', 'yesterday').status, 65);
  assert.equal(key('compromise', 'riverside', 'did:key:z6Mk').status, 66);
  assert.equal(key('rotate', 'nobody').status, 66);
});
