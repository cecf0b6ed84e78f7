// `cairn log` and the check `log` against a log that this file makes by itself, from the texts of
// RFC 6962 and the C2SP formats with nothing but Node's hashes and Ed25519. CAIRN names the program.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHash, createPrivateKey, createPublicKey, randomBytes, sign, verify } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';

const cairn = process.env.CAIRN;
assert.ok(cairn, 'CAIRN must name the cairn program');
const folder = mkdtempSync(join(tmpdir(), 'cairn-log-'));
after(() => rmSync(folder, { recursive: true }));

const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();
const leafHash = (entry) => sha256(Buffer.from([0]), entry);
const nodeHash = (left, right) => sha256(Buffer.from([1]), left, right);
const split = (n) => 2 ** Math.floor(Math.log2(n - 1));

function root(leaves) {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return leaves[0];
  const k = split(leaves.length);
  return nodeHash(root(leaves.slice(0, k)), root(leaves.slice(k)));
}
function path(m, leaves) {
  if (leaves.length === 1) return [];
  const k = split(leaves.length);
  return m < k
    ? [...path(m, leaves.slice(0, k)), root(leaves.slice(k))]
    : [...path(m - k, leaves.slice(k)), root(leaves.slice(0, k))];
}
function subproof(m, leaves, whole) {
  if (m === leaves.length) return whole ? [] : [root(leaves)];
  const k = split(leaves.length);
  return m <= k
    ? [...subproof(m, leaves.slice(0, k), whole), root(leaves.slice(k))]
    : [...subproof(m - k, leaves.slice(k), false), root(leaves.slice(0, k))];
}

/** An Ed25519 key of notes from a seed. */
function noteKey(name, seedByte) {
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex');
  const secret = createPrivateKey({
    key: Buffer.concat([prefix, Buffer.alloc(32, seedByte)]),
    format: 'der',
    type: 'pkcs8',
  });
  const raw = createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(-32);
  const typed = Buffer.concat([Buffer.from([1]), raw]);
  const id = sha256(Buffer.from(`${name}\n`), typed).subarray(0, 4);
  return {
    text: `${name}+${id.toString('hex')}+${typed.toString('base64')}`,
    sign: (text) =>
      `${text}\n— ${name} ${Buffer.concat([id, sign(null, Buffer.from(text), secret)]).toString('base64')}\n`,
  };
}

const NAME = 'js.example/log';
const key = noteKey(NAME, 5);
const checkpoint = (leaves) => key.sign(`${NAME}\n${leaves.length}\n${root(leaves).toString('base64')}\n`);

function indexPath(index) {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0');
  const parts = digits.match(/.{3}/g);
  return parts.map((part, i) => (i < parts.length - 1 ? `x${part}` : part)).join('/');
}

/** Writes the whole log of these entries, as the standard lists its files. */
function writeLog(where, entries) {
  const put = (path, bytes) => {
    mkdirSync(dirname(join(where, path)), { recursive: true });
    writeFileSync(join(where, path), bytes);
  };
  const groups = (items) =>
    Array.from({ length: Math.ceil(items.length / 256) }, (_, i) => items.slice(256 * i, 256 * i + 256));
  const name = (start, i, group) =>
    `tile/${start}/${indexPath(i)}${group.length < 256 ? `.p/${group.length}` : ''}`;
  groups(entries).forEach((group, i) =>
    put(
      name('entries', i, group),
      Buffer.concat(group.flatMap((entry) => [Buffer.from([entry.length >> 8, entry.length & 255]), entry])),
    ),
  );
  let row = entries.map(leafHash);
  for (let level = 0; row.length > 0; level++) {
    groups(row).forEach((group, i) => put(name(level, i, group), Buffer.concat(group)));
    row = groups(row).filter((group) => group.length === 256).map(root);
  }
  put('checkpoint', checkpoint(entries.map(leafHash)));
}

function run(...args) {
  const { status, stdout, stderr } = spawnSync(cairn, args, { encoding: 'utf8' });
  return { status, stdout, stderr };
}
const runJson = (...args) => {
  const answer = run(...args, '--json');
  return { ...answer, json: JSON.parse(answer.stdout) };
};

let made = 0;
function logOf(count) {
  const where = join(folder, `log-${made++}`);
  const entries = Array.from({ length: count }, (_, i) => sha256(Buffer.from(`entry ${i}`)));
  writeLog(where, entries);
  return { where, entries, leaves: entries.map(leafHash) };
}

describe('cairn log over a log that another program made', () => {
  for (const count of [0, 1, 2, 255, 256, 257, 1500])
    it(`checks all of ${count} entries`, () => {
      const { where, leaves } = logOf(count);
      const { status, json } = runJson('log', 'check', where, '--key', key.text);
      assert.equal(status, 0);
      assert.equal(json.consistent, true);
      assert.equal(json.size, String(count));
      assert.equal(json.root, root(leaves).toString('base64'));
    });

  it('finds one changed bit in any kind of file', () => {
    for (const file of ['tile/entries/000', 'tile/0/000', 'tile/0/001.p/244', 'tile/1/000.p/1', 'checkpoint']) {
      const { where } = logOf(500);
      const bytes = readFileSync(join(where, file));
      bytes[Math.floor(bytes.length / 2)] ^= 1;
      writeFileSync(join(where, file), bytes);
      const { status, json } = runJson('log', 'check', where, '--key', key.text);
      assert.equal(status, 1, file);
      assert.equal(json.consistent, false, file);
    }
  });

  it('shows progress to people, and says what is missing', () => {
    const { where } = logOf(600);
    const good = run('log', 'check', where, '--key', key.text);
    assert.match(good.stdout, /^CONSISTENT: js\.example\/log with 600 entries/);
    assert.match(good.stderr, /100% 600 of 600 entries/);
    rmSync(join(where, 'tile/0/001'));
    assert.equal(run('log', 'check', where, '--key', key.text).status, 66);
    assert.equal(run('log', 'check', where, '--key', 'no key').status, 66);
    assert.equal(run('log', 'check', where).status, 64);
  });

  it('proves inclusion and consistency as the definitions say', () => {
    const { where, leaves } = logOf(700);
    const note = readFileSync(join(where, 'checkpoint'), 'utf8');
    for (const index of [0, 255, 256, 511, 512, 698, 699]) {
      const { status, stdout } = run('log', 'prove', where, '--key', key.text, '--index', String(index));
      assert.equal(status, 0);
      const hashes = path(index, leaves).map((hash) => `${hash.toString('base64')}\n`);
      assert.equal(stdout, `c2sp.org/tlog-proof@v1\nindex ${index}\n${hashes.join('')}\n${note}`);
    }
    for (const [from, to] of [[1, 700], [256, 700], [511, 512], [300, 650], [700, 700]]) {
      const { stdout } = run('log', 'prove', where, '--key', key.text, '--from', String(from), '--to', String(to));
      const proof = JSON.parse(stdout);
      assert.deepEqual(proof.path, subproof(from, leaves.slice(0, to), true).map((hash) => hash.toString('base64')));
      assert.equal(proof.toRoot, root(leaves.slice(0, to)).toString('base64'));
    }
    const entry = sha256(Buffer.from('entry 444')).toString('base64');
    assert.match(run('log', 'prove', where, '--key', key.text, '--entry', entry).stdout, /\nindex 444\n/);
    assert.equal(run('log', 'prove', where, '--key', key.text).status, 64);
    assert.equal(run('log', 'prove', where, '--key', key.text, '--index', '700').status, 65);
  });

  it('notices a log that does not extend an older checkpoint', () => {
    const { where, leaves } = logOf(400);
    const older = join(folder, 'older');
    writeFileSync(older, checkpoint(leaves.slice(0, 300)));
    assert.equal(run('log', 'check', where, '--key', key.text, '--since', older).status, 0);
    const forked = [...leaves.slice(0, 299), leafHash(Buffer.from('another history'))];
    writeFileSync(older, checkpoint(forked));
    assert.equal(run('log', 'check', where, '--key', key.text, '--since', older).status, 1);
  });
});

/** RFC 8785 for what these credentials hold: no numbers. */
const canonical = (value) =>
  Array.isArray(value)
    ? `[${value.map(canonical).join(',')}]`
    : value && typeof value === 'object'
      ? `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`
      : JSON.stringify(value);

describe('a proof file for a credential', () => {
  const file = 'examples/badges/sql-for-analysts.json';
  const credential = readFileSync(file, 'utf8');
  const digest = sha256(Buffer.from(canonical(JSON.parse(credential))));
  const opening = Buffer.concat([randomBytes(16), Buffer.from([1])]);
  const entries = Array.from({ length: 300 }, (_, i) => sha256(Buffer.from(`entry ${i}`)));
  entries[123] = sha256(opening, digest);
  const leaves = entries.map(leafHash);
  const proof = [
    'c2sp.org/tlog-proof@v1',
    `extra ${opening.toString('base64')}`,
    'index 123',
    ...path(123, leaves).map((hash) => hash.toString('base64')),
    '',
    checkpoint(leaves),
  ].join('\n');
  const proofFile = join(folder, 'credential.tlog-proof');
  writeFileSync(proofFile, proof);

  it('is verified by `cairn log verify` and `cairn verify`', () => {
    const { status, json } = runJson('log', 'verify', proofFile, '--key', key.text, '--credential', file);
    assert.equal(status, 0);
    assert.deepEqual([json.proven, json.index, json.size], [true, '123', '300']);
    const digestText = digest.toString('base64');
    assert.equal(run('log', 'verify', proofFile, '--key', key.text, '--digest', digestText).status, 0);
    const report = runJson('verify', file, '--log-proof', proofFile, '--log-key', key.text);
    const check = report.json.checks.find((one) => one.check === 'log');
    assert.deepEqual([check.outcome, check.code], ['pass', 'ok']);
    assert.equal(report.json.verdict, 'valid');
  });

  it('fails for another credential, key or kind, and changes the verdict only where required', () => {
    const other = 'examples/badges/bad-expired.json';
    assert.equal(run('log', 'verify', proofFile, '--key', key.text, '--credential', other).status, 1);
    const stranger = noteKey(NAME, 6).text;
    assert.equal(run('log', 'verify', proofFile, '--key', stranger, '--credential', file).status, 1);
    const asChange = ['--digest', digest.toString('base64'), '--kind', 'status-change'];
    assert.equal(run('log', 'verify', proofFile, '--key', key.text, ...asChange).status, 1);
    const reported = runJson('verify', file, '--log-proof', proofFile, '--log-key', stranger);
    const check = reported.json.checks.find((one) => one.check === 'log');
    assert.deepEqual([check.outcome, check.code], ['fail', 'log_not_signed']);
    assert.equal(reported.json.verdict, 'valid');
    const required = run('verify', file, '--log-proof', proofFile, '--log-key', stranger, '--require', 'log');
    assert.equal(required.status, 1);
    assert.equal(run('verify', file, '--log-proof', proofFile).status, 64);
  });
});

// A server that a failed test left behind would keep this process from ending.
const servers = new Set();
after(() => servers.forEach((child) => child.kill()));

/** Runs `cairn serve` until it prints its address. */
async function serve(data, ...options) {
  const child = spawn(cairn, ['serve', '--data', data, '--port', '0', ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  servers.add(child);
  const exited = new Promise((resolve) => child.on('exit', resolve));
  const address = await new Promise((resolve, reject) => {
    let out = '';
    child.stdout.on('data', (bytes) => {
      const ready = (out += bytes).match(/^Cairn is ready at (http:\S+)$/m);
      if (ready) resolve(ready[1]);
    });
    exited.then((code) => reject(new Error(`exited with ${code}`)));
  });
  return { get: (path, options) => fetch(new URL(path, address), options), stop: () => (child.kill(), exited) };
}

/** The head of a signed note, its signature checked by Node. */
function openNote(note, keyText) {
  const [, name, typed] = keyText.trim().match(/^([^+]+)\+[0-9a-f]{8}\+(.+)$/);
  const raw = Buffer.from(typed, 'base64').subarray(1);
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]);
  const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  const [text, signature] = note.split(/\n(?=— )/);
  const bytes = Buffer.from(signature.trim().split(' ')[2], 'base64').subarray(4);
  assert.ok(verify(null, Buffer.from(text), publicKey, bytes), 'the signature of the checkpoint');
  const [origin, size, rootText] = text.split('\n');
  assert.equal(origin, name);
  return { origin, size: Number(size), root: rootText };
}

describe('a served log', () => {
  it('publishes its checkpoint and key as the standards say, and the same after a new start', async () => {
    const data = join(folder, 'data');
    const server = await serve(data, '--origin', 'https://school.example');
    const answer = await server.get('/log/checkpoint');
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('content-type'), 'text/plain; charset=utf-8');
    assert.match(answer.headers.get('cache-control'), /max-age=1$/);
    const note = await answer.text();
    const keyText = await (await server.get('/log/key')).text();
    assert.deepEqual(openNote(note, keyText), {
      origin: 'school.example/log',
      size: 0,
      root: root([]).toString('base64'),
    });
    assert.equal((await server.get('/log/tile/0/000')).status, 404);
    assert.equal((await server.get('/log/tile/0/x001/000.p/3')).status, 404);
    assert.equal((await server.get('/log/tile/..%2f..%2fkey')).status, 404);
    const unlogged = await server.get('/api/v1/log/proofs', {
      method: 'POST',
      body: readFileSync('examples/badges/sql-for-analysts.json'),
    });
    assert.equal(unlogged.status, 404);
    await server.stop();
    const again = await serve(data, '--origin', 'https://other.example');
    assert.equal(await (await again.get('/log/checkpoint')).text(), note);
    await again.stop();
  });
});
