// Makes one edit of tests/oracle/kernel_mutants.json at a time in a worktree of HEAD, builds the
// judges (tests) there and runs them: an edit that breaks a rule must be caught. Results are kept by
// commit and edit in build/soak/kernel.jsonl, so that a run that was cut off goes on where it was.
// usage: node tools/kernel_mutants.mjs [--check]     --check only says whether every line is found
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { edited } from './kernel_edit.mjs';

const root = process.cwd();
const tree = join(root, 'build/soak/kernel');
const kept = join(root, 'build/soak/kernel.jsonl');
const jobs = process.env.CAIRN_JOBS ?? '1';
const seconds_max = 1800; // of a judge: one that hangs has caught the edit
const list = JSON.parse(readFileSync('tests/oracle/kernel_mutants.json', 'utf8'));

const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();

function text_with(mutant, folder) {
  try {
    return edited(readFileSync(join(folder, mutant.file), 'utf8'), mutant);
  } catch (error) {
    throw new Error(`${mutant.file}: ${error.message}`);
  }
}

function check_all() {
  for (const mutant of list.mutants) text_with(mutant, root);
  console.log(`kernel mutants: ${list.mutants.length} lines found`);
}

function remove_tree() {
  if (existsSync(tree)) git('worktree', 'remove', '--force', tree);
  git('worktree', 'prune');
}

let tree_is_ready = false;

/** Makes the worktree once, with the commit's sources; what an earlier run built there stays. */
function make_tree(commit) {
  if (tree_is_ready) return;
  if (existsSync(tree)) execFileSync('git', ['-C', tree, 'checkout', '--quiet', '--force', '--detach', commit]);
  else git('worktree', 'add', '--detach', '--quiet', tree, commit);
  run('configure', 'cmake', ['--preset', 'dev'], 600, true);
  tree_is_ready = true;
}

function run(what, program, args, seconds, must) {
  // What CCACHE_BASEDIR names must be the worktree, so that both folders share their objects.
  const env = { ...process.env, CCACHE_BASEDIR: tree, CCACHE_NOHASHDIR: '1' };
  const done = spawnSync(program, args, { cwd: tree, env, encoding: 'utf8', timeout: seconds * 1000, maxBuffer: 1 << 28 });
  if (must && done.status !== 0) throw new Error(`${what} failed:\n${done.stdout.slice(-3000)}${done.stderr.slice(-3000)}`);
  return done;
}

const name_of = (judge) => [judge.target, ...judge.arguments].join(' ');
const edit_of = (mutant) => (mutant === null ? 'none' : `${mutant.file} ${mutant.function}: ${mutant.line} -> ${mutant.becomes}`);

/** What earlier runs found of this commit: whether a judge passed with an edit, by both names. */
function known_results(commit) {
  if (!existsSync(kept)) return new Map();
  const lines = readFileSync(kept, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
  return new Map(lines.filter((line) => line.commit === commit).map((line) => [line.key, line.passes]));
}

/** Whether the judge passes with the edit in the sources (null: with none). */
function judged(mutant, judge) {
  const file = mutant === null ? null : join(tree, mutant.file);
  const before = file === null ? '' : readFileSync(file, 'utf8');
  if (file !== null) writeFileSync(file, text_with(mutant, tree));
  try {
    run('build', 'cmake', ['--build', 'build/dev', `-j${jobs}`, '--target', judge.target], 3600, true);
    return run(judge.target, join(tree, 'build/dev', judge.program), judge.arguments, seconds_max, false).status === 0;
  } finally {
    if (file !== null) writeFileSync(file, before);
  }
}

/** The first judge that the edit does not pass, or null. A judge counts that passes without any. */
function caught_by(mutant, commit, known) {
  const passes = (edit, judge) => {
    const key = `${name_of(judge)} | ${edit_of(edit)}`;
    if (!known.has(key)) {
      make_tree(commit);
      known.set(key, judged(edit, judge));
      appendFileSync(kept, `${JSON.stringify({ commit, key, passes: known.get(key) })}\n`);
    }
    return known.get(key);
  };
  for (const judge of list.judges) {
    if (!passes(null, judge)) throw new Error(`${name_of(judge)} does not pass without any edit`);
    if (!passes(mutant, judge)) return name_of(judge);
  }
  return null;
}

function outcome_of(mutant, caught) {
  if (caught !== null) return mutant.equivalent ? `caught by ${caught}, though said to be equivalent` : `caught by ${caught}`;
  return mutant.equivalent ? `equivalent: ${mutant.equivalent}` : 'SURVIVES';
}

function main() {
  check_all();
  if (process.argv.includes('--check')) return true;
  const commit = git('rev-parse', 'HEAD');
  mkdirSync(join(root, 'build/soak'), { recursive: true });
  const known = known_results(commit);
  const counts = { caught: 0, equivalent: 0, survive: 0 };
  for (const mutant of list.mutants) {
    const caught = caught_by(mutant, commit, known);
    console.log(`${mutant.file} ${mutant.function}: ${mutant.rule}: ${outcome_of(mutant, caught)}`);
    ++counts[caught !== null ? 'caught' : mutant.equivalent ? 'equivalent' : 'survive'];
  }
  remove_tree();
  console.log(
    `soak kernel: ${list.mutants.length} mutants of ${commit.slice(0, 9)}: ${counts.caught} caught, ` +
      `${counts.equivalent} equivalent, ${counts.survive} survive; at least ${list.caught_least} must be caught`,
  );
  return counts.survive === 0 && counts.caught >= list.caught_least;
}

process.exitCode = main() ? 0 : 1;
