// `./dev bench recognise`: the best recognition of records in networks of agreements, by the floor,
// by Cairn, by Debian's CBC and by HiGHS, one after the other for each record. Both solvers get the
// choice alone, and of its four preferences the first; what can be chosen Cairn has found by then.
// CPU time; a solver that proves nothing in 5 seconds is stopped.
//   node bench/recognise.mjs PROGRAM [--json]
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {median, startWorker} from './parts.mjs';
import {PEER_SECONDS, cbcVersion, highsVersion, timeHighs} from './solvers.mjs';

const [program, ...options] = process.argv.slice(2);

// What is promised of a kind of record.
const BOUNDS = {
  'the shape of ASSIST, one receiver': {unproven: 0},
  'the shape of ASSIST, across receivers': {unproven: 0},
};

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
  console.log(JSON.stringify({item: 'recognise', peers: [cbcVersion, highsVersion], rows}, null, 2));
} else {
  console.log(`peers: ${cbcVersion}, in process; ${highsVersion}; each stopped after ${PEER_SECONDS} seconds`);
  for (const each of rows) console.log(describe(each));
}
process.exitCode = rows.every(each => each.met) ? 0 : 1;
