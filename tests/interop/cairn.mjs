// Cairn, seen from outside: the program named by CAIRN, run on files.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export class Cairn {
  constructor(program) {
    this.program = program;
    this.folder = mkdtempSync(join(tmpdir(), 'cairn-interop-'));
    this.files = 0;
  }

  close() {
    rmSync(this.folder, { recursive: true });
  }

  path(bytes) {
    const path = join(this.folder, `${this.files++}`);
    writeFileSync(path, bytes);
    return path;
  }

  // {code, out, err}; `code` is null when a signal ended it.
  run(...args) {
    return new Promise(resolve => {
      const options = { maxBuffer: 1 << 26, timeout: 30_000, encoding: 'buffer' };
      execFile(this.program, args, options, (error, out, err) => {
        const code = error ? (typeof error.code === 'number' ? error.code : null) : 0;
        resolve({ code, out, err: err.toString('utf8') });
      });
    });
  }

  async version() {
    const { out } = await this.run('--version');
    return out.toString('utf8').trim();
  }

  // {code, report}: the report is null when what was printed is no verdict.
  async verify(bytes, ...options) {
    return this.verifyOnline(bytes, '--offline', ...options);
  }

  async verifyOnline(bytes, ...options) {
    const { code, out, err } = await this.run('verify', this.path(bytes), '--json', ...options);
    let report = null;
    try {
      report = JSON.parse(out.toString('utf8'));
    } catch {
      /* seen by the caller as null */
    }
    return { code, report, err };
  }

  async newKey(kind = 'ed25519') {
    const path = join(this.folder, `key-${this.files++}.json`);
    const { out } = await this.run('key', 'new', path, '--kind', kind);
    return { path, did: out.toString('utf8').trim() };
  }

  // The signed credential, or an error with what the program said.
  async issue(document, keyPath, created, suite = 'eddsa-rdfc-2022') {
    const { code, out, err } = await this.run(
      'issue',
      this.path(JSON.stringify(document)),
      '--key',
      keyPath,
      '--created',
      created,
      '--suite',
      suite,
    );
    if (code !== 0) throw new Error(`cairn issue: exit ${code}: ${err}`);
    return JSON.parse(out.toString('utf8'));
  }

  // The signed credentials of one model, for each what differs; or an error.
  async issueEach(model, learners, keyPath, created) {
    const lines = learners.map(each => JSON.stringify(each)).join('\n');
    const { code, out, err } = await this.run(
      'issue',
      this.path(JSON.stringify(model)),
      '--learners',
      this.path(lines),
      '--key',
      keyPath,
      '--created',
      created,
    );
    if (code !== 0) throw new Error(`cairn issue --learners: exit ${code}: ${err}`);
    return out.toString('utf8').trim().split('\n').map(line => JSON.parse(line));
  }

  // The credential as a token, or an error with what the program said.
  async issueToken(document, keyPath, created) {
    const file = this.path(JSON.stringify(document));
    const options = ['--key', keyPath, '--created', created, '--form', 'jwt'];
    const { code, out, err } = await this.run('issue', file, ...options);
    if (code !== 0) throw new Error(`cairn issue: exit ${code}: ${err}`);
    return out.toString('utf8').trim();
  }

  async canonize(document) {
    const { code, out, err } = await this.run('canonize', this.path(JSON.stringify(document)));
    if (code !== 0) throw new Error(`cairn canonize: exit ${code}: ${err}`);
    return out.toString('utf8');
  }

  async bake(credential, picture) {
    const file = this.path(credential);
    const { code, out, err } = await this.run('bake', file, '--image', this.path(picture));
    if (code !== 0) throw new Error(`cairn bake: exit ${code}: ${err}`);
    return out;
  }

  async unbake(picture) {
    const { code, out, err } = await this.run('unbake', this.path(picture));
    if (code !== 0) throw new Error(`cairn unbake: exit ${code}: ${err}`);
    return out.toString('utf8');
  }
}

// Runs `work` over `items`, two at a time; results in order.
export async function inParallel(items, work) {
  const results = new Array(items.length);
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index], index);
    }
  };
  await Promise.all([worker(), worker()]);
  return results;
}
