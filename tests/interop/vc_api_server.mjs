// Cairn's server, seen from outside: `cairn serve --config` over TLS on loopback, and its answers.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const STARTS_WITHIN = 30_000;
const STOPS_WITHIN = 20_000;
const ANSWERS_WITHIN = 20_000;

export class Server {
  // `config` is the text of the TOML file.
  constructor(program, config) {
    this.program = program;
    this.folder = mkdtempSync(join(tmpdir(), 'cairn-vc-api-'));
    writeFileSync(this.file('cairn.toml'), config);
    execFileSync('openssl', [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
      ...['-days', '1', '-keyout', this.file('host.key'), '-out', this.file('host.pem')],
      ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'],
    ], { stdio: 'ignore' });
    this.ca = readFileSync(this.file('host.pem'));
  }

  file(name) {
    return join(this.folder, name);
  }

  // After stop() again, at the same address.
  async start(...options) {
    this.agent = new Agent({ ca: this.ca, keepAlive: true });
    const port = this.base ? new URL(this.base).port : '0';
    this.process = spawn(this.program, [
      ...['serve', '--offline', '--port', port, '--data', this.file('data')],
      ...['--config', this.file('cairn.toml')],
      ...['--tls-certificate', this.file('host.pem'), '--tls-key', this.file('host.key')],
      ...options,
    ]);
    this.base = await new Promise((resolve, reject) => {
      let said = '';
      const listen = bytes => {
        said += bytes;
        const ready = said.match(/https:\/\/127\.0\.0\.1:\d+/);
        if (ready) resolve(ready[0]);
      };
      this.process.stdout.on('data', listen);
      this.process.stderr.on('data', listen);
      this.process.once('exit', code => reject(new Error(`exited with ${code}: ${said}`)));
      setTimeout(() => reject(new Error(`said nothing in time: ${said}`)), STARTS_WITHIN).unref();
    });
    return this;
  }

  async stop() {
    this.agent.destroy();
    if (this.process.exitCode !== null) return;
    const ended = new Promise((resolve, reject) => {
      this.process.once('exit', resolve);
      setTimeout(() => reject(new Error('did not stop in time')), STOPS_WITHIN).unref();
    });
    this.process.kill();
    await ended;
  }

  close() {
    rmSync(this.folder, { recursive: true, force: true });
  }

  // {status, type, cookie, json, text}
  ask(method, path, { body, headers = {} } = {}) {
    const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
    const { hostname, port } = new URL(this.base);
    const options = {
      ...{ method, hostname, port, path, agent: this.agent },
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), ...headers },
    };
    return new Promise((resolve, reject) => {
      const asked = request(options, answer => {
        const parts = [];
        answer.on('data', part => parts.push(part));
        answer.on('end', () => {
          const said = Buffer.concat(parts).toString('utf8');
          let json;
          try {
            json = JSON.parse(said);
          } catch {
            /* seen by the caller as undefined */
          }
          const { 'content-type': type, 'set-cookie': cookies = [] } = answer.headers;
          const cookie = cookies.map(one => one.split(';')[0]).join('; ');
          resolve({ status: answer.statusCode, type, cookie, json, text: said });
        });
      });
      asked.on('error', reject);
      asked.setTimeout(ANSWERS_WITHIN, () => asked.destroy(new Error('no answer in time')));
      asked.on('close', () => reject(new Error('closed without an answer')));
      asked.end(text);
    });
  }

  post(path, body) {
    return this.ask('POST', path, { body });
  }

  get(path, headers) {
    return this.ask('GET', path, { headers });
  }
}
