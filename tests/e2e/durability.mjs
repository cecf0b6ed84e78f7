// What the program acknowledges is durable: it is killed while it issues, and its system calls show
// that each leaf is synced before its issue is answered. CAIRN names the program.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

const cairn = process.env.CAIRN;
assert.ok(cairn, 'CAIRN must name the cairn program');
const folder = mkdtempSync(join(tmpdir(), 'cairn-durability-'));
const config = join(folder, 'cairn.toml');
const key = join(folder, 'issuer.json');
assert.equal(spawnSync(cairn, ['key', 'new', key]).status, 0);
writeFileSync(config, `[[instance]]\nname = "school"\nsuite = "eddsa-jcs-2022"\nkey = "${key}"\nstatus = ["revocation", "suspension"]\n`);

// A server that a failed test left behind would keep this process from ending.
const running = new Set();
after(() => {
  running.forEach((child) => child.kill('SIGKILL'));
  rmSync(folder, { recursive: true });
});

/** `cairn serve`, under the command `around` if there is one. */
async function serve(data, around = []) {
  const command = [...around, cairn, 'serve', '--offline', '--port', '0', '--data', data, '--config', config];
  const child = spawn(command[0], command.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(child);
  const exited = new Promise((resolve) => child.once('exit', () => (running.delete(child), resolve())));
  const base = await new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (bytes) => {
      const ready = (said += bytes).match(/^Cairn is ready at (http:\S+)\/$/m);
      if (ready) resolve(ready[1]);
    });
    child.once('error', reject);
    exited.then(() => reject(new Error(`ended: ${said}`)));
  });
  // strace passes no signal on.
  const program = around.length > 0 ? Number(readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8')) : child.pid;
  return { base, end: (signal) => (process.kill(program, signal), exited) };
}

let made = 0;
/** What was acknowledged, or an error when the server did not answer. */
async function issue(base) {
  const credential = {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    id: `urn:uuid:00000000-0000-4000-8000-${String(made++).padStart(12, '0')}`,
    type: ['VerifiableCredential'],
    credentialSubject: { id: 'did:example:learner' },
  };
  const answer = await fetch(`${base}/vc-api/school/credentials/issue`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ credential }),
  });
  const { verifiableCredential } = await answer.json();
  assert.equal(answer.status, 201);
  const [, entry, opening] = answer.headers.get('log-leaf').match(/^entry=:(.+):, opening=:(.+):$/);
  return { verifiableCredential, entry: Buffer.from(entry, 'base64'), opening: Buffer.from(opening, 'base64') };
}

/** RFC 8785 for what these credentials hold: no numbers. */
const canonical = (value) =>
  Array.isArray(value)
    ? `[${value.map(canonical).join(',')}]`
    : value && typeof value === 'object'
      ? `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`
      : JSON.stringify(value);
const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();

async function proof(base, { verifiableCredential }) {
  for (let tries = 0; tries < 100; ++tries) {
    const answer = await fetch(`${base}/api/v1/log/proofs`, { method: 'POST', body: JSON.stringify(verifiableCredential) });
    if (answer.status !== 503) return { status: answer.status, text: await answer.text() };
    await pause(50);
  }
  return { status: 503 };
}

const check = (log, keyText, ...more) => spawnSync(cairn, ['log', 'check', log, '--key', keyText, ...more], { encoding: 'utf8' });

describe('kill -9 while credentials are issued', () => {
  it('loses nothing acknowledged, and the log extends every checkpoint that was seen', async () => {
    const data = join(folder, 'killed');
    const acknowledged = [];
    const checkpoints = new Set();
    for (let round = 0; round < 8; ++round) {
      const server = await serve(data);
      let alive = true;
      const clients = Array.from({ length: 8 }, async () => {
        while (alive) await issue(server.base).then((one) => acknowledged.push(one), (error) => assert.ok(!alive, error));
      });
      const watcher = (async () => {
        while (alive) {
          const note = await fetch(`${server.base}/log/checkpoint`).then((answer) => answer.text(), () => undefined);
          if (note) checkpoints.add(note);
          await pause(20);
        }
      })();
      // Not at the same moment of the sequencer's work each time.
      const before = acknowledged.length;
      while (acknowledged.length < before + 8) await pause(5);
      await pause(37 * round);
      alive = false;
      await server.end('SIGKILL');
      await Promise.all([...clients, watcher]);
    }
    assert.ok(acknowledged.length >= 64, `${acknowledged.length} acknowledged`);

    const places = acknowledged.flatMap(({ verifiableCredential }) => verifiableCredential.credentialStatus.map(({ id }) => id));
    assert.equal(places.length, 2 * acknowledged.length);
    // Each start has an address, and so the lists a URL, of its own.
    const indexes = places.map((id) => new URL(id).pathname + new URL(id).hash);
    assert.equal(new Set(indexes).size, places.length, 'no index is given twice');

    const server = await serve(data);
    const keyText = (await (await fetch(`${server.base}/log/key`)).text()).trim();
    for (const one of acknowledged) {
      const digest = sha256(Buffer.from(canonical(one.verifiableCredential)));
      assert.deepEqual(one.entry, sha256(one.opening, digest), 'the leaf stands for what was issued');
      assert.equal((await proof(server.base, one)).status, 200, one.verifiableCredential.id);
    }
    const last = join(folder, 'last.tlog-proof');
    writeFileSync(last, (await proof(server.base, acknowledged.at(-1))).text);
    const digest = sha256(Buffer.from(canonical(acknowledged.at(-1).verifiableCredential))).toString('base64');
    assert.equal(spawnSync(cairn, ['log', 'verify', last, '--key', keyText, '--digest', digest]).status, 0);
    await server.end('SIGTERM');

    const log = join(data, 'log/1');
    const older = join(folder, 'older');
    for (const note of checkpoints) {
      writeFileSync(older, note);
      const { status, stdout } = check(log, keyText, '--since', older);
      assert.equal(status, 0, `${stdout}\n${note}`);
    }
    console.log(`counted kill_9: ${acknowledged.length} passed, ${checkpoints.size} checkpoints consistent`);
  });
});

/** The system calls of a trace, each with its thread and the places where it began and ended. */
function calls(trace) {
  const begun = new Map();
  const all = [];
  trace.split('\n').forEach((line, place) => {
    const [, thread, rest] = line.match(/^(\d+) +(.*)$/) ?? [];
    if (!thread) return;
    if (rest.startsWith('<...')) {
      const call = begun.get(thread);
      if (call) call.end = place;
      return;
    }
    const call = { thread, text: rest, begin: place, end: rest.endsWith('<unfinished ...>') ? Infinity : place };
    if (call.end === Infinity) begun.set(thread, call);
    all.push(call);
  });
  return all;
}

const hex = (bytes) => [...bytes].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');

describe('the system calls of the program', () => {
  it('sync each leaf before its issue is answered, and share syncs between those who wait', async () => {
    const file = join(folder, 'trace');
    const names = 'fsync,fdatasync,write,writev,pwrite64,sendto,sendmsg';
    // -xx: whole pages as they are; a page of the write-ahead log has 4096 bytes.
    const strace = ['strace', '-f', '-y', '-xx', '-s', '4200', '-e', `trace=${names}`, '-o', file];
    const server = await serve(join(folder, 'traced'), strace);
    const acknowledged = [];
    for (let i = 0; i < 5; ++i) acknowledged.push(await issue(server.base));
    for (let i = 0; i < 5; ++i)
      acknowledged.push(...(await Promise.all(Array.from({ length: 16 }, () => issue(server.base)))));
    await server.end('SIGTERM');

    const trace = calls(readFileSync(file, 'latin1'));
    const isWal = (text) => /\.sqlite-wal>|\\x2d\\x77\\x61\\x6c>/.test(text);
    const writes = trace.filter(({ text }) => /^pwrite64\(/.test(text) && isWal(text));
    const syncs = trace.filter(({ text }) => /^f(data)?sync\(/.test(text) && isWal(text));
    const answers = trace.filter(({ text }) => /^(sendmsg|sendto|writev|write)\(/.test(text));
    const used = new Set();
    for (const { entry, verifiableCredential } of acknowledged) {
      const write = writes.find(({ text }) => text.includes(hex(entry)));
      assert.ok(write, 'the leaf is written to the write-ahead log');
      const sync = syncs.find(({ thread, begin }) => thread === write.thread && begin > write.end);
      const base64 = hex(Buffer.from(entry.toString('base64')));
      const answer = answers.find(({ text }) => text.includes(base64));
      assert.ok(sync && answer, verifiableCredential.id);
      assert.ok(sync.end < answer.begin, 'the sync ends before the answer begins');
      used.add(sync);
    }
    assert.ok(used.size < acknowledged.length, `${used.size} syncs for ${acknowledged.length} issues`);
    console.log(`counted sync_before_answer: ${acknowledged.length} passed, ${used.size} syncs`);
  });
});
