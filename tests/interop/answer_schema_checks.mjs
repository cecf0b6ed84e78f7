// What `cairn simulate` and `cairn lost` answer about the examples, judged by npm's ajv with our JSON
// Schemas: as it is, and with a member that no answer has.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv/dist/2020.js';
import { outcome } from './checks.mjs';

const path = name => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const RECORDS = ['--records', path('examples/simulation/records.jsonl'), '--at', '2026-11-28', '--json'];
const PROGRAMME = 'examples/programmes/association-credit';
const CHANGE = ['simulate', '--before', path(PROGRAMME), '--after', path('examples/simulation/higher-cap.yaml'), ...RECORDS];
const LOST = ['lost', '--catalogue', path(`${PROGRAMME}/programme.yaml`), '--receiver', 'kestrel', ...RECORDS];

const ASKED = [
  { schema: 'simulation', asked: [...CHANGE, '--by', 'campus'] },
  { schema: 'simulation', asked: [...CHANGE, '--by', 'campus', '--smallest', '1'] },
  { schema: 'simulation', asked: [...CHANGE, '--smallest', '100'] },
  { schema: 'lost', asked: LOST },
  { schema: 'lost', asked: [...LOST, '--smallest', '12'] },
];

export async function answers(cairn) {
  const ajv = new Ajv({ strict: true, strictRequired: false });
  const compiled = name => ajv.compile(JSON.parse(readFileSync(path(`schemas/${name}.schema.json`), 'utf8')));
  const fits = { simulation: compiled('simulation'), lost: compiled('lost') };
  const judged = ASKED.map(({ schema, asked }, index) =>
    outcome(`${schema} answer ${index}`, async () => {
      const { code, out, err } = await cairn.run(...asked);
      if (code !== 0) return `exit ${code}: ${err}`;
      const answer = JSON.parse(out.toString('utf8'));
      if (!fits[schema](answer)) return JSON.stringify(fits[schema].errors[0]);
      return fits[schema]({ ...answer, person: 'p' }) ? 'an unknown member is accepted' : null;
    }),
  );
  return Promise.all(judged);
}
