// The tidy test over the files git knows. Run from the project's root: node tools/tidy/main.mjs
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fuzzed } from './parsers.mjs';
import { kRules, ratchet } from './rules.mjs';

const tree = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' })
  .split('\0')
  .filter((path) => path !== '' && existsSync(path))
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
const listed = JSON.parse(readFileSync('tools/tidy/ratchet.json', 'utf8'));

const found = [...[...kRules, fuzzed].flatMap((rule) => rule(tree)), ...ratchet(tree, listed)];
for (const { rule, path, line, message } of found) console.log(`${path}:${line}: ${message} [${rule}]`);
console.log(`tidy: ${tree.length} files, ${kRules.length + 2} rules, ${found.length} found`);
process.exitCode = found.length > 0 ? 1 : 0;
