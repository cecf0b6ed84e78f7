// Runs the shell blocks of Markdown files that are marked as runnable (```sh run), each in a shell
// of its own that stops at the first failing command, with build/cairn on PATH and a folder of its
// own as $SCRATCH. usage: node tools/doc_commands.mjs FILE...
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

mkdirSync('build/scratch', { recursive: true });
let passed = 0;
let failed = 0;
for (const path of process.argv.slice(2)) {
  const text = readFileSync(path, 'utf8');
  for (const match of text.matchAll(/^```sh run\n([\s\S]*?)^```$/gm)) {
    const line = text.slice(0, match.index).split('\n').length;
    const scratch = mkdtempSync(join(process.cwd(), 'build/scratch/doc-'));
    const env = { ...process.env, PATH: `${join(process.cwd(), 'build')}:${process.env.PATH}`, SCRATCH: scratch };
    const run = spawnSync('bash', ['-euo', 'pipefail', '-c', match[1]], { env, encoding: 'utf8', timeout: 600_000 });
    rmSync(scratch, { recursive: true });
    if (run.status === 0) passed++;
    else {
      failed++;
      console.log(`${path}:${line}: ended with ${run.status ?? run.signal}\n${run.stdout}${run.stderr}`);
    }
  }
}
console.log(`counted doc-commands: ${passed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed > 0 ? 1 : 0;
