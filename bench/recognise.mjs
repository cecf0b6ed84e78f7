// `./dev bench recognise`: the best recognition of records in networks of agreements, by the floor,
// by Cairn, by Debian's CBC and by HiGHS, one after the other for each record. Both solvers get the
// choice alone, and of its four preferences the first; what can be chosen Cairn has found by then.
// CPU time; a solver that proves nothing in 5 seconds is stopped.
//   node bench/recognise.mjs PROGRAM [--json]
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as highs from '../tests/interop/highs.mjs';
import {median, startWorker} from './parts.mjs';

const PEER_SECONDS = 5;
const [program, ...options] = process.argv.slice(2);
const cbc = `coinor-cbc ${execFileSync('dpkg-query', ['-W', '-f', '${Version}', 'coinor-libcbc3'], {encoding: 'utf8'})}`;

// What is promised of a kind of record.
const BOUNDS = {
  'the shape of ASSIST, one receiver': {unproven: 0},
  'the shape of ASSIST, across receivers': {unproven: 0},
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
  const file = join(folder, 'choice.lp');
  const worker = startWorker(program, file);
  const kinds = new Map();
  for (;;) {
    const measured = await worker.round();
    if (measured.case === null) break;
    kinds.set(measured.case, [...kinds.get(measured.case) ?? [], {...measured, ...timeHighs(file)}]);
  }
  worker.stop();
  rmSync(folder, {recursive: true});
  return kinds;
}

function row(name, records) {
  const middle = key => +median(records.map(each => each[key])).toFixed(1);
  const count = test => records.filter(test).length;
  const made = {
    case: name, records: records.length, agreements: records[0].agreements, grants: middle('grants'),
    floor_us: middle('floor_us'), propose_us: middle('propose_us'), choose_us: middle('choose_us'),
    slowest_choice_us: Math.max(...records.map(each => each.choose_us)),
    cbc_us: middle('cbc_us'), highs_us: middle('highs_us'),
    unproven: count(each => !each.proven), cbc_unproven: count(each => each.cbc === null),
    highs_unproven: count(each => each.highs === null),
    // What two of the three have proven must be the same.
    different: count(({proven, cairn, cbc: first, highs: second}) =>
      new Set([proven ? cairn : null, first, second].filter(value => value !== null)).size > 1),
  };
  const bounds = BOUNDS[name] ?? {};
  const missed = Object.keys(bounds).filter(key => made[key] > bounds[key]);
  return {...made, bounds, met: missed.length === 0 && made.different === 0, missed};
}

function describe(r) {
  const bounds = Object.entries(r.bounds).map(([key, bound]) => `${key} <= ${bound}${r.missed.includes(key) ? ' MISSED' : ''}`);
  return `${r.case} (${r.records} records, ${r.agreements} agreements, ${r.grants} grants): floor ${r.floor_us} us, `
    + `propose ${r.propose_us} us, choose ${r.choose_us} us (at most ${r.slowest_choice_us}), ${r.unproven} unproven; `
    + `CBC ${r.cbc_us} us, ${r.cbc_unproven} unproven; HiGHS ${r.highs_us} us, ${r.highs_unproven} unproven; `
    + `${r.different} different` + (bounds.length > 0 ? ` (bounds: ${bounds.join(', ')})` : '');
}

const rows = [...await measureAll()].map(([name, records]) => row(name, records));
if (options.includes('--json')) {
  console.log(JSON.stringify({item: 'recognise', peers: [cbc, highs.name], rows}, null, 2));
} else {
  console.log(`peers: ${cbc}, in process; ${highs.name}; each stopped after ${PEER_SECONDS} seconds`);
  for (const each of rows) console.log(describe(each));
}
process.exitCode = rows.every(each => each.met) ? 0 : 1;
