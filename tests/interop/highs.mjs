// HiGHS (npm highs, compiled to WebAssembly), a mixed-integer solver, on problems in LP format.
import { readFileSync } from 'node:fs';
import load from 'highs';

const solver = await load();

export const name = `highs ${JSON.parse(readFileSync(new URL('node_modules/highs/package.json', import.meta.url))).version} (WebAssembly)`;

// The proven optimum, which must be whole, or null where none is proven within `seconds`.
export function optimum(program, seconds) {
  const answer = solver.solve(program, { time_limit: seconds, mip_rel_gap: 0, mip_abs_gap: 0 });
  return answer.Status === 'Optimal' ? Math.round(answer.ObjectiveValue) : null;
}
