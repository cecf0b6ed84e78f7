// `./dev bench audit`: exact audits by the floor, by Cairn, by Debian's CBC and by HiGHS, interleaved
// over the same generated cases. CPU time; a solver that proves nothing in 5 seconds is stopped.
//   node bench/audit.mjs PROGRAM [--json]
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as highs from '../tests/interop/highs.mjs';
import {startWorker} from './parts.mjs';

const PEER_SECONDS = 5;
const [program, ...options] = process.argv.slice(2);
const cbc = `coinor-cbc ${execFileSync('dpkg-query', ['-W', '-f', '${Version}', 'coinor-libcbc3'], {encoding: 'utf8'})}`;

// What is promised of a kind of case.
const BOUNDS = {
  'a degree as institutions write it': {p50_us: 20, p99_us: 1000, undecided: 0},
  '60 awards by 25 blocks': {of_highs: 1 / 20, unproven: 0},
  'the same with limits, sharing and conditions': {undecided: 0},
};

function timeHighs(file) {
  const text = readFileSync(file, 'utf8');
  const before = process.cpuUsage();
  const found = highs.optimum(text, PEER_SECONDS);
  const {user, system} = process.cpuUsage(before);
  return {highs: found, highs_us: user + system};
}

async function measureAll() {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-bench-'));
  const file = join(folder, 'audit.lp');
  const worker = startWorker(program, file);
  const kinds = new Map();
  for (;;) {
    const measured = await worker.round();
    if (measured.case === null) break;
    const cases = kinds.get(measured.case) ?? [];
    kinds.set(measured.case, [...cases, {...measured, ...timeHighs(file)}]);
  }
  worker.stop();
  rmSync(folder, {recursive: true});
  return kinds;
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

function row(name, cases) {
  const made = {
    case: name, cases: cases.length, floor_us: percentile(cases, 'floor_us', 0.5),
    p50_us: percentile(cases, 'cairn_us', 0.5), p99_us: percentile(cases, 'cairn_us', 0.99),
    undecided: count(cases, each => each.undecided), unproven: count(cases, each => !each.proven),
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

function describe(r) {
  const bounds = Object.entries(r.bounds).map(([key, bound]) => `${key} <= ${bound}${r.missed.includes(key) ? ' MISSED' : ''}`);
  return `${r.case} (${r.cases}): floor ${r.floor_us} us, cairn p50 ${r.p50_us} us, p99 ${r.p99_us} us, ${r.undecided} undecided, ${r.unproven} unproven; `
    + `CBC p50 ${r.cbc_us} us, ${r.cbc_unproven} unproven; HiGHS p50 ${r.highs_us} us, ${r.highs_unproven} unproven; `
    + `all in all ${r.of_cbc} of CBC's time, ${r.of_highs} of HiGHS's; ${r.different} different`
    + (bounds.length > 0 ? ` (bounds: ${bounds.join(', ')})` : '');
}

const rows = [...await measureAll()].map(([name, cases]) => row(name, cases));
if (options.includes('--json')) {
  console.log(JSON.stringify({item: 'audit', peers: [cbc, highs.name], rows}, null, 2));
} else {
  console.log(`peers: ${cbc}, in process; ${highs.name}; each stopped after ${PEER_SECONDS} seconds`);
  for (const each of rows) console.log(describe(each));
}
process.exitCode = rows.every(each => each.met) ? 0 : 1;
