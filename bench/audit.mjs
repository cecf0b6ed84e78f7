// `./dev bench audit`: exact audits by the floor, by Cairn, by Debian's CBC and by HiGHS, interleaved
// over the same generated cases; cases that grow, and audits after a change, by Cairn alone. CPU
// time; a solver that proves nothing in 5 seconds is stopped. With --hard so many cases (100 unless
// said) of each hard kind, with a million nodes each, instead of all that.
//   node bench/audit.mjs PROGRAM [--json] [--hard [COUNT]]
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {startWorker} from './parts.mjs';
import {PEER_SECONDS, cbcVersion, highsVersion, timeHighs} from './solvers.mjs';

const [program, ...options] = process.argv.slice(2);

// What is promised of a kind of case.
const BOUNDS = {
  'a degree as institutions write it': {p50_us: 20, p99_us: 1000, undecided: 0},
  '60 awards by 25 blocks': {of_highs: 1 / 20, unproven: 0},
  'the same with limits, sharing and conditions': {undecided: 0},
};
const HARD_UNDECIDED = 0.001;  // of the hard cases

async function measureAll() {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-bench-'));
  const file = join(folder, 'audit.lp');
  const worker = startWorker(program, file);
  const found = {beside: new Map(), alone: new Map(), again: new Map()};
  const note = (group, name, measured) => group.set(name, [...group.get(name) ?? [], measured]);
  for (;;) {
    const measured = await worker.round();
    if (measured.case === null) break;
    if (measured.again) note(found.again, measured.again, measured);
    else if (measured.alone) note(found.alone, measured.case, measured);
    else note(found.beside, measured.case, {...measured, ...timeHighs(file)});
  }
  worker.stop();
  rmSync(folder, {recursive: true});
  return found;
}

function percentile(cases, key, part) {
  const values = cases.map(each => each[key]).sort((a, b) => a - b);
  return +values[Math.min(values.length - 1, Math.floor(values.length * part))].toFixed(2);
}

function sum(cases, key) {
  return cases.reduce((total, each) => total + each[key], 0);
}

function count(cases, test) {
  return cases.filter(test).length;
}

function own(name, cases) {
  return {
    case: name, cases: cases.length, floor_us: percentile(cases, 'floor_us', 0.5),
    p50_us: percentile(cases, 'cairn_us', 0.5), p99_us: percentile(cases, 'cairn_us', 0.99),
    undecided: count(cases, each => each.undecided), unproven: count(cases, each => !each.proven),
  };
}

function row(name, cases) {
  const made = {
    ...own(name, cases),
    cbc_us: percentile(cases, 'cbc_us', 0.5), cbc_unproven: count(cases, each => each.cbc === null),
    highs_us: percentile(cases, 'highs_us', 0.5), highs_unproven: count(cases, each => each.highs === null),
    of_cbc: +(sum(cases, 'cairn_us') / sum(cases, 'cbc_us')).toFixed(4),
    of_highs: +(sum(cases, 'cairn_us') / sum(cases, 'highs_us')).toFixed(4),
    // What two of the three have proven must be the same.
    different: count(cases, ({proven, cairn, cbc: first, highs: second}) =>
      new Set([proven ? cairn : null, first, second].filter(value => value !== null)).size > 1),
  };
  const bounds = BOUNDS[name] ?? {};
  const missed = Object.keys(bounds).filter(key => made[key] > bounds[key]);
  return {...made, bounds, met: missed.length === 0 && made.different === 0, missed};
}

function againRow(name, cases) {
  const fresh_us = sum(cases, 'fresh_us') / cases.length;
  const again_us = sum(cases, 'again_us') / cases.length;
  return {
    case: name, cases: cases.length, fresh_us: +fresh_us.toFixed(2), again_us: +again_us.toFixed(2),
    of_fresh: +(again_us / fresh_us).toFixed(3), met: cases.every(each => each.same),
  };
}

function describeOwn(r) {
  return `${r.case} (${r.cases}): floor ${r.floor_us} us, cairn p50 ${r.p50_us} us, p99 ${r.p99_us} us, `
    + `${r.undecided} undecided, ${r.unproven} unproven`;
}

function describe(r) {
  const bounds = Object.entries(r.bounds).map(([key, bound]) => `${key} <= ${bound}${r.missed.includes(key) ? ' MISSED' : ''}`);
  return `${describeOwn(r)}; `
    + `CBC p50 ${r.cbc_us} us, ${r.cbc_unproven} unproven; HiGHS p50 ${r.highs_us} us, ${r.highs_unproven} unproven; `
    + `all in all ${r.of_cbc} of CBC's time, ${r.of_highs} of HiGHS's; ${r.different} different`
    + (bounds.length > 0 ? ` (bounds: ${bounds.join(', ')})` : '');
}

function describeAgain(r) {
  return `${r.case} (${r.cases}), after an award is revoked or made again: ${r.again_us} us, from scratch ${r.fresh_us} us: `
    + `${r.of_fresh} of it${r.met ? '' : ', and ANOTHER ANSWER'}`;
}

function hardRow(name, cases) {
  const undecided = count(cases, each => each.undecided);
  return {
    case: name, cases: cases.length, undecided,
    unproven: count(cases, each => !each.proven), seconds: +(sum(cases, 'cairn_us') / 1e6).toFixed(1),
    open: cases.filter(each => !each.proven).map(each => each.seed), met: undecided <= HARD_UNDECIDED * cases.length,
  };
}

function measureHard(cases) {
  const lines = execFileSync(program, ['--hard', String(cases)], {encoding: 'utf8'}).trim().split('\n');
  const found = new Map();
  for (const each of lines.map(line => JSON.parse(line))) found.set(each.case, [...found.get(each.case) ?? [], each]);
  return found;
}

function describeHard(r) {
  return `${r.case}, a million nodes (${r.cases}): ${r.undecided} undecided (bound: ${HARD_UNDECIDED * 100} %: `
    + `${r.met ? 'met' : 'MISSED'}), ${r.unproven} unproven${r.open.map(seed => ` ${seed}`).join('')}, ${r.seconds} s`;
}

function rowsOf(cases, make) {
  return [...cases].map(([name, each]) => make(name, each));
}

async function rowsAsked() {
  const hard = options.indexOf('--hard');
  if (hard >= 0) return {hard: rowsOf(measureHard(Number(options[hard + 1]) || 100), hardRow)};
  const {beside, alone, again} = await measureAll();
  return {rows: rowsOf(beside, row), growth: rowsOf(alone, own), again: rowsOf(again, againRow)};
}

const DESCRIBE = {rows: describe, growth: describeOwn, again: describeAgain, hard: describeHard};
const asked = await rowsAsked();
if (options.includes('--json')) {
  console.log(JSON.stringify({item: 'audit', peers: [cbcVersion, highsVersion], ...asked}, null, 2));
} else {
  console.log(`peers: ${cbcVersion}, in process; ${highsVersion}; each stopped after ${PEER_SECONDS} seconds`);
  for (const [group, rows] of Object.entries(asked)) for (const each of rows) console.log(DESCRIBE[group](each));
}
process.exitCode = Object.values(asked).flat().every(each => each.met ?? true) ? 0 : 1;
