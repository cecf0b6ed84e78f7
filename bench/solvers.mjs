// The integer solvers that exact searches are timed beside: HiGHS here, CBC in the native program.
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import * as highs from '../tests/interop/highs.mjs';

/** What a solver that proves nothing is stopped after, by the clock. */
export const PEER_SECONDS = 5;

/** The CBC that the native programs link. */
export const cbcVersion =
  `coinor-cbc ${execFileSync('dpkg-query', ['-W', '-f', '${Version}', 'coinor-libcbc3'], {encoding: 'utf8'})}`;
export const highsVersion = highs.name;

/** The optimum of an integer program in a file, null where none is proven, and the CPU time. */
export function timeHighs(file) {
  const text = readFileSync(file, 'utf8');
  const before = process.cpuUsage();
  const found = highs.optimum(text, PEER_SECONDS);
  const {user, system} = process.cpuUsage(before);
  return {highs: found, highs_us: user + system};
}
