// Hostile files (hostile/), by the command line and over the VC API: each is answered, with
// the reason that it is known for, and the server stays. CAIRN names the program. HOSTILE_SECONDS
// bounds each answer as well; without it only reasons are asked for, not times.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { PROOFS } from './hostile/proofs.mjs';
import { VALUES } from './hostile/values.mjs';

const cairn = process.env.CAIRN;
assert.ok(cairn, 'CAIRN must name the cairn program');
const HOSTILE = { ...PROOFS, ...VALUES };
const limit = Number(process.env.HOSTILE_SECONDS ?? Infinity);
const folder = mkdtempSync(join(tmpdir(), 'cairn-hostile-'));
after(() => rmSync(folder, { recursive: true }));

const times = [];
async function timed(name, work) {
  const begin = performance.now();
  const made = await work();
  const seconds = (performance.now() - begin) / 1000;
  times.push({ name, seconds });
  assert.ok(seconds <= limit, `answered after ${seconds.toFixed(2)} s`);
  return made;
}
after(() => {
  times.sort((a, b) => b.seconds - a.seconds);
  const slowest = times.slice(0, 3).map(({ name, seconds }) => `${name} ${seconds.toFixed(2)} s`);
  console.log(`hostile: ${times.length} answers, the slowest: ${slowest.join('; ')}`);
});

const files = new Map();
before(() => {
  for (const [name, [, make]] of Object.entries(HOSTILE)) files.set(name, make());
});

describe('cairn verify answers', () => {
  for (const [name, [reason]] of Object.entries(HOSTILE)) {
    it(name, async () => {
      const path = join(folder, 'file');
      writeFileSync(path, files.get(name));
      const run = () => spawnSync(cairn, ['verify', '--offline', '--json', path], { maxBuffer: 1 << 28 });
      const { status, stdout, stderr } = await timed(`verify ${name}`, run);
      assert.ok([1, 2, 65].includes(status), `exit code ${status}: ${stderr}`);
      assert.ok(`${stdout}${stderr}`.includes(reason), `${stdout}${stderr}`.slice(0, 500));
    });
  }
});

describe('the VC API answers', () => {
  let base;
  let server;
  before(async () => {
    const config = join(folder, 'cairn.toml');
    const section = (suite) =>
      `[[instance]]\nname = "${suite}"\nsuite = "${suite}"\nkey = "generate"\nkind = "ed25519"\n`;
    writeFileSync(config, ['eddsa-rdfc-2022', 'eddsa-jcs-2022'].map(section).join('\n'));
    const data = join(folder, 'data');
    server = spawn(cairn, ['serve', '--offline', '--port', '0', '--data', data, '--config', config]);
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
  after(async () => {
    server.kill();
    await once(server, 'exit');
  });

  // The text of `file` as a value of JSON: as it stands when it looks like an object, else a string.
  const value_of = (file) => {
    const text = file.toString('utf8');
    return text.startsWith('{') ? text : JSON.stringify(text);
  };
  // What an instance would sign: without another's proof and name.
  const unsigned_of = (value) => {
    try {
      const { proof, issuer, ...rest } = JSON.parse(value);
      return JSON.stringify(rest);
    } catch {
      return value;
    }
  };
  const ask = async (name, path, body) => {
    const post = async () => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${base}/vc-api/${path}`, { method: 'POST', headers, body });
      return { status: answer.status, text: await answer.text() };
    };
    return timed(`${path} ${name}`, post);
  };

  for (const name of Object.keys(HOSTILE)) {
    it(name, async () => {
      const value = value_of(files.get(name));
      const verify = `{"verifiableCredential": ${value}, "options": {}}`;
      const verified = await ask(name, 'eddsa-rdfc-2022/credentials/verify', verify);
      assert.ok([200, 400, 413].includes(verified.status), verified.text.slice(0, 500));
      if (verified.status === 200) assert.equal(JSON.parse(verified.text).verified, false);

      if (name.includes('presentation') || limit < Infinity) {
        const present = `{"verifiablePresentation": ${value}, "options": {}}`;
        const presented = await ask(name, 'eddsa-rdfc-2022/presentations/verify', present);
        assert.ok([200, 400, 413].includes(presented.status), presented.text.slice(0, 500));
        if (presented.status === 200) assert.equal(JSON.parse(presented.text).verified, false);
      }

      const unsigned = unsigned_of(value);
      for (const suite of ['eddsa-rdfc-2022', 'eddsa-jcs-2022']) {
        const issued = await ask(name, `${suite}/credentials/issue`, `{"credential": ${unsigned}}`);
        assert.ok([201, 400, 413].includes(issued.status), issued.text.slice(0, 500));
      }
      assert.equal((await fetch(`${base}/healthz`)).status, 200);
    });
  }
});
