// Starts the program on a fresh data folder, and ends it. CAIRN names the program; CAIRN_URL a
// server that runs already.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const DEMO = new URL('../../examples/consortium', import.meta.url).pathname;
const READY_WITHIN_MS = 60_000;

function free_port() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

export async function start_program() {
  if (process.env.CAIRN_URL) return { url: process.env.CAIRN_URL, stop: async () => {} };
  const program = process.env.CAIRN;
  if (!program) throw new Error('CAIRN must name the program');
  const data = await mkdtemp(join(tmpdir(), 'cairn-e2e-'));
  const port = await free_port();
  const child = spawn(program, ['serve', '--offline', '--port', `${port}`, '--data', data, '--demo', DEMO], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes) => (said = (said + bytes).slice(-8000)));
  }
  let ended = false;
  const end = new Promise((resolve) => child.once('close', resolve));
  child.once('close', () => (ended = true));
  child.once('error', (error) => (said += error.message));

  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    if (ended) throw new Error(`the program ended at its start:\n${said}`);
    const ready = await fetch(`${url}/readyz`).catch(() => undefined);
    if (ready?.ok) break;
    if (Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`the program was not ready in time:\n${said}`);
    }
    await pause(100);
  }
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await Promise.race([end, pause(10_000)]);
      if (!ended) child.kill('SIGKILL');
      await rm(data, { recursive: true, force: true });
    },
  };
}
