// The real program over real HTTP: the five steps of the demonstration, a clean stop, a second
// start, and kills between an answer and the next request. CAIRN names the program.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

const cairn = process.env.CAIRN;
assert.ok(cairn, 'CAIRN must name the cairn program');
const folder = mkdtempSync(join(tmpdir(), 'cairn-e2e-'));
const badge = (name) => readFileSync(join('examples/badges', name));

// A test that fails must not leave its server behind, which would keep this process alive.
const servers = new Set();
const end_servers = () => servers.forEach((child) => child.kill('SIGKILL'));

/** Runs `cairn serve` until it prints its address. */
async function start(data, ...options) {
  const child = spawn(cairn, ['serve', '--offline', '--data', join(folder, data), '--port', '0', ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  servers.add(child);
  let out = '';
  let errors = '';
  child.stderr.on('data', (bytes) => (errors += bytes));
  const exited = new Promise((resolve) => child.on('exit', (code, signal) => resolve(code ?? signal)));
  const address = await new Promise((resolve, reject) => {
    child.stdout.on('data', (bytes) => {
      out += bytes;
      const ready = out.match(/^Cairn is ready at (http:\/\/127\.0\.0\.1:\d+\/)$/m);
      if (ready) resolve(ready[1]);
    });
    exited.then((code) => reject(new Error(`exited with ${code}: ${errors}`)));
  });
  return { address, child, exited, errors: () => errors };
}

/** A client with a cookie, as a browser would be. */
function client(server) {
  let cookie = '';
  return async (method, path, body) => {
    const response = await fetch(new URL(path, server.address), {
      method,
      body,
      headers: cookie ? { cookie } : {},
    });
    const set = response.headers.get('set-cookie');
    if (set) cookie = set.split(';')[0];
    const text = await response.text();
    const json = /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : null;
    return { status: response.status, json, text, headers: response.headers };
  };
}

async function signed_in(server, person) {
  const ask = client(server);
  const answer = await ask('POST', '/api/v1/session', JSON.stringify({ person }));
  assert.equal(answer.status, 200);
  return ask;
}

describe('the five steps', () => {
  after(end_servers);
  let server;
  let ask;
  before(async () => {
    server = await start('steps', '--demo', 'examples/consortium');
    ask = await signed_in(server, 'amal');
  });

  it('1 and 2: a dropped file is genuine, or says why not in different words', async () => {
    const good = await ask('POST', '/api/v1/verifications', badge('sql-for-analysts.png'));
    assert.equal(good.json.verdict, 'valid');
    assert.equal(good.json.badge.issuer.organization.id, 'meridian');
    const sentences = new Set();
    for (const [file, check] of [
      ['bad-tampered.json', 'proof'],
      ['bad-expired.json', 'validity'],
      ['bad-not-yet-valid.json', 'validity'],
      ['bad-unknown-issuer.json', 'trust'],
    ]) {
      const { json } = await ask('POST', '/api/v1/verifications', badge(file));
      const wrong = json.checks.find((one) => one.check === check);
      assert.notEqual(wrong.outcome, 'pass', file);
      assert.ok(wrong.remedy, file);
      sentences.add(wrong.message);
    }
    assert.equal(sentences.size, 4);
  });

  it('3: the badge is kept and 2 ECTS become 1 US semester credit by a named agreement', async () => {
    const added = await ask('POST', '/api/v1/portfolio', badge('sql-for-analysts.png'));
    assert.equal(added.status, 201);
    const [decision] = added.json.award.decisions;
    assert.deepEqual(decision.original, [{ amount: '2', system: 'ects' }]);
    assert.deepEqual(decision.view.credit, [{ amount: '1', system: 'us-semester' }]);
    assert.deepEqual(decision.view.roots, [added.json.award.award.id]);
    assert.equal(decision.agreement.title.en, 'Meridian data badges at Riverside');
    const again = await ask('POST', '/api/v1/portfolio', badge('sql-for-analysts.svg'));
    assert.equal(again.status, 200);
    assert.equal(again.json.award.award.id, added.json.award.award.id);
  });

  it('4: what it counts toward, ordered, and the map to the degree', async () => {
    const { json: standing } = await ask('GET', '/api/v1/standing');
    // The badge is a part of Meridian's certificate, and counts as one of Riverside's.
    assert.deepEqual(
      standing.programmes.slice(0, 2).map((one) => one.achievement.id),
      ['meridian/analyst-track', 'riverside/certificate-data-analysis'],
    );
    const { json: map } = await ask('GET', '/api/v1/map?goal=riverside/bas-data-analytics');
    const sql = map.nodes.find((node) => node.id === 'riverside/sql-queries');
    assert.equal(sql.state, 'done');
    assert.deepEqual(sql.why[0].achievements, ['meridian/sql-for-analysts']);
    assert.ok(map.nodes.some((node) => node.exit && node.kind === 'certificate'));
    assert.ok(map.nodes.some((node) => node.entry));
    for (const type of ['part_of', 'prerequisite', 'recognised_as'])
      assert.ok(map.edges.some((edge) => edge.type === type), type);
    const ids = new Set(map.nodes.map((node) => node.id));
    for (const { from, to } of map.edges) assert.ok(ids.has(from) && ids.has(to));
  });

  it('5: the cheapest and the fastest proven way to the next exit', async () => {
    const { json } = await ask('GET', '/api/v1/plans/next?goal=riverside/bas-data-analytics');
    assert.equal(json.exit.id, 'riverside/certificate-data-analysis');
    for (const way of [json.cheapest, json.fastest]) {
      assert.equal(way.status, 'optimal');
      assert.ok(way.steps.length > 0 && way.hours > 0 && way.weeks > 0);
    }
    const [cheapest, fastest] = [json.cheapest, json.fastest].map(({ cost }) => Number(cost[0].amount));
    assert.ok(cheapest <= fastest && json.fastest.finish <= json.cheapest.finish);
  });

  it('asking writes nothing', async () => {
    const size = () => statSync(join(folder, 'steps', 'cairn.sqlite-wal')).size;
    const before_asking = size();
    await ask('POST', '/api/v1/verifications', badge('python-bootcamp.png'));
    await ask('GET', '/api/v1/plans/next?goal=riverside/bas-data-analytics');
    const goal = { goal: 'riverside/diploma-data-analytics', objective: 'fastest', weeklyHours: 10 };
    assert.equal((await ask('POST', '/api/v1/plans', JSON.stringify(goal))).status, 200);
    assert.equal(size(), before_asking);
  });

  it('answers no other site and no other name', async () => {
    const cross = await fetch(new URL('/api/v1/session', server.address), {
      method: 'POST',
      body: '{"person":"amal"}',
      headers: { origin: 'https://evil.example' },
    });
    assert.equal(cross.status, 403);
  });

  it('refuses a file that is too large before it reads it', async () => {
    const answer = await ask('POST', '/api/v1/verifications', Buffer.alloc(5 * 1024 * 1024 + 1));
    assert.equal(answer.status, 413);
    assert.equal(answer.json.status, 413);
  });

  it('writes no personal data to its log', () => {
    assert.equal(server.errors(), '');
  });
});

describe('starting and stopping', () => {
  after(end_servers);
  it('stops cleanly on SIGTERM and knows everything at the next start', async () => {
    const first = await start('again', '--demo', 'examples/consortium');
    const ask = await signed_in(first, 'jonas');
    assert.equal((await ask('POST', '/api/v1/portfolio', badge('python-bootcamp.png'))).status, 201);
    first.child.kill('SIGTERM');
    assert.equal(await first.exited, 0);

    const begin = performance.now();
    const second = await start('again');
    console.log(`second start: ${Math.round(performance.now() - begin)} ms`);
    const back = await signed_in(second, 'jonas');
    assert.equal((await back('GET', '/api/v1/portfolio')).json.awards.length, 1);
    const { json } = await back('GET', '/api/v1/organizations');
    const dids = json.items.map((one) => one.dids.length);
    assert.ok(dids.every((count) => count >= 1), 'each organization has a key of its own');
    second.child.kill('SIGTERM');
    assert.equal(await second.exited, 0);
  });

  it('keeps the sealing key outside the data folder, and no secret in it in the clear', () => {
    assert.ok(existsSync(join(folder, 'again.sealing-key')));
    assert.equal(statSync(join(folder, 'again.sealing-key')).mode & 0o777, 0o600);
    const key = readFileSync(join(folder, 'again.sealing-key'));
    for (const entry of readdirSync(join(folder, 'again'), { recursive: true, withFileTypes: true }))
      if (entry.isFile()) assert.ok(!readFileSync(join(entry.path, entry.name)).includes(key), entry.name);
  });

  it('refuses a data folder that another process uses', async () => {
    const first = await start('locked', '--demo', 'examples/consortium');
    await assert.rejects(start('locked'), /exited with 65: .*another process/);
    first.child.kill('SIGTERM');
    await first.exited;
  });

  it('has nobody to sign in as without a demonstration', async () => {
    const server = await start('empty');
    const ask = client(server);
    assert.deepEqual((await ask('GET', '/api/v1/session')).json, { demonstration: false, people: [] });
    assert.equal((await ask('POST', '/api/v1/session', '{"person":"amal"}')).status, 403);
    server.child.kill('SIGTERM');
    await server.exited;
  });
});

describe('from the command line', () => {
  after(end_servers);
  const run = (...options) => spawnSync(cairn, options, { encoding: 'utf8' });

  it('imports a folder, and the same again changes nothing', async () => {
    const data = join(folder, 'imported');
    const first = run('import', 'examples/consortium', '--data', data, '--demonstration');
    assert.equal(first.status, 0, first.stderr);
    assert.match(first.stdout, /^\d+ added, 0 changed, 0 unchanged$/m);
    const again = run('import', 'examples/consortium', '--data', data, '--demonstration');
    assert.match(again.stdout, /^0 added, 0 changed, \d+ unchanged$/m);
    const server = await start('imported');
    const ask = client(server);
    assert.equal((await ask('GET', '/api/v1/organizations')).json.items.length, 5);
    const busy = run('import', 'examples/consortium', '--data', data);
    assert.equal(busy.status, 65);
    assert.match(busy.stderr, /another process/);
    server.child.kill('SIGTERM');
    await server.exited;
  });

  it('says what is wrong with what cannot be imported or served', () => {
    const data = join(folder, 'wrong');
    assert.equal(run('import', 'no-such-folder', '--data', data).status, 66);
    const people = run('import', 'examples/consortium', '--data', data);
    assert.equal(people.status, 65);
    assert.match(people.stderr, /people/);
    const broken = join(folder, 'broken.yaml');
    writeFileSync(broken, 'achievements:\n  - id: a\n    organization: nobody\n    kind: badge\n    name: {en: A}\n');
    const refused = run('import', broken, '--data', data);
    assert.equal(refused.status, 65);
    assert.match(refused.stderr, /line \d+/);
    assert.equal(run('serve', '--data', data, '--port', '0', '--demo', 'no-such-folder').status, 66);
    assert.equal(run('serve', '--data', '/dev/null/data').status, 2);
  });
});

describe('what was acknowledged survives', () => {
  after(end_servers);
  it('a kill right after each answer', async () => {
    let server = await start('killed', '--demo', 'examples/consortium');
    const files = ['sql-for-analysts.json', 'python-bootcamp.png', 'arabic.png', 'incident-simulation.svg'];
    const kept = [];
    for (const file of files) {
      const ask = await signed_in(server, 'jonas');
      const added = await ask('POST', '/api/v1/portfolio', badge(file));
      server.child.kill('SIGKILL');
      assert.equal(added.status, 201);
      kept.push(added.json.award.award.id);
      assert.equal(await server.exited, 'SIGKILL');

      server = await start('killed');
      const back = await signed_in(server, 'jonas');
      const { json } = await back('GET', '/api/v1/portfolio');
      assert.deepEqual(json.awards.map((one) => one.award.id).sort(), [...kept].sort());
    }
    server.child.kill('SIGKILL');
  });

  it('kills in the middle of adding leave all of it or nothing', async () => {
    let server = await start('torn', '--demo', 'examples/consortium');
    for (let round = 0; round < 5; ++round) {
      const ask = await signed_in(server, 'jonas');
      const adding = ask('POST', '/api/v1/portfolio', badge('sql-for-analysts.json')).catch(() => null);
      await new Promise((resolve) => setTimeout(resolve, round * 4));
      server.child.kill('SIGKILL');
      const answer = await adding;
      await server.exited;
      server = await start('torn');
      const back = await signed_in(server, 'jonas');
      const { json } = await back('GET', '/api/v1/portfolio');
      if (answer) assert.equal(json.awards.length, 1);
      for (const one of json.awards) {
        assert.equal(one.decisions.length, 1);
        assert.ok(one.credential);
        await back('DELETE', `/api/v1/portfolio/${one.award.id}`);
      }
    }
    server.child.kill('SIGKILL');
  });
});

after(() => rmSync(folder, { recursive: true, force: true }));
