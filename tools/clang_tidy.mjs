// clang-tidy 16 over the sources of the dev build, in parallel. A file that was clean is not looked
// at again while it, what it includes and .clang-tidy are the same: clean results are remembered by
// digest under $XDG_CACHE_HOME/cairn/clang-tidy. Needs a finished build/dev, whose Ninja knows what
// each file includes. usage: node tools/clang_tidy.mjs JOBS
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

const root = process.cwd();
const build = join(root, 'build/dev');
const jobs = Number(process.argv[2] ?? '2');
const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'cairn/clang-tidy');
const tool = 'clang-tidy-16';
const commands = join(build, 'tidy');

/** object → its included files inside the project, as Ninja recorded them. */
function recorded_includes() {
  const includes = new Map();
  let current = [];
  const text = execFileSync('ninja', ['-C', build, '-t', 'deps'], { encoding: 'utf8', maxBuffer: 1 << 30 });
  for (const line of text.split('\n')) {
    const head = /^(\S.*): #deps/.exec(line);
    if (head) includes.set(resolve(build, head[1]), (current = []));
    else if (line.startsWith('    ') && !line.startsWith('    /usr/')) current.push(resolve(build, line.trim()));
  }
  return includes;
}

const digests = new Map();
function digest_of(path) {
  if (!digests.has(path)) digests.set(path, createHash('sha256').update(readFileSync(path)).digest('hex'));
  return digests.get(path);
}

function key_of(entry, includes, setting) {
  const hash = createHash('sha256').update(setting).update(entry.command.replaceAll(root, ''));
  const files = new Set([entry.file, ...includes].filter(existsSync).map((path) => realpathSync(path)));
  for (const path of [...files].sort()) hash.update(path.replace(root, '')).update(digest_of(path));
  return hash.digest('hex');
}

function check(entry) {
  return new Promise((done) => {
    const child = spawn(tool, ['--quiet', '-p', commands, '--extra-arg=-Wno-unknown-warning-option', entry.file], { stdio: ['ignore', 'pipe', 'ignore'] });
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    child.on('close', (code) => done({ code, output }));
  });
}

const setting = readFileSync('.clang-tidy', 'utf8') + execFileSync(tool, ['--version'], { encoding: 'utf8' });
const includes = recorded_includes();
// A file that several targets compile is looked at once: clang-tidy would go through all of its
// commands each time it is asked.
const once = new Map();
for (const entry of JSON.parse(readFileSync(join(build, 'compile_commands.json'), 'utf8')))
  if (['src/', 'tests/'].some((folder) => entry.file.startsWith(join(root, folder))) && !once.has(entry.file))
    once.set(entry.file, entry);
mkdirSync(commands, { recursive: true });
writeFileSync(join(commands, 'compile_commands.json'), JSON.stringify([...once.values()]));
const entries = [...once.values()]
  .map((entry) => ({ ...entry, key: key_of(entry, includes.get(resolve(build, / -o (\S+)/.exec(entry.command)[1])) ?? [], setting) }));
const waiting = entries.filter(({ key }) => !existsSync(join(cache, key)));

mkdirSync(cache, { recursive: true });
const asked = waiting.length;
let found = 0;
async function work() {
  for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
    const { code, output } = await check(entry);
    if (code === 0) writeFileSync(join(cache, entry.key), '');
    else {
      found++;
      console.log(output.trim() || `${entry.file}: ${tool} ended with ${code}`);
    }
  }
}
await Promise.all(Array.from({ length: jobs }, work));
console.log(`clang-tidy: ${entries.length} files, ${asked} of them changed, ${found} with findings`);
process.exitCode = found > 0 ? 1 : 0;
