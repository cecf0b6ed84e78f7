// What the program answers about the examples with --json, judged by npm's ajv with our JSON Schemas:
// as it is, and with a member that no answer has.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv/dist/2020.js';
import { outcome } from './checks.mjs';

const path = name => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const RECORDS = ['--records', path('examples/simulation/records.jsonl'), '--at', '2026-11-28', '--json'];
const PROGRAMME = 'examples/programmes/association-credit';
const CHANGE = ['simulate', '--before', path(PROGRAMME), '--after', path('examples/simulation/higher-cap.yaml'), ...RECORDS];
const LOST = ['lost', '--catalogue', path(`${PROGRAMME}/programme.yaml`), '--receiver', 'kestrel', ...RECORDS];
const CONSORTIUM = ['--catalogue', path('examples/consortium')];
const AMAL = ['--record', path('examples/amal/record.yaml')];
const STANDING = ['standing', ...AMAL, ...CONSORTIUM, '--at', '2026-11-23', '--json'];
const CONVERT = ['convert', ...CONSORTIUM, '--json'];

const WORTH = ['worth', '--catalogue', path('examples/recognition/consortium'), '--at', '2026-11-28', '--json'];
const check = (name, day) => [
  'case', 'check', path(`examples/prior-learning/${name}.yaml`), ...CONSORTIUM, '--at', day, '--json',
];

/** The programmes whose records stand beside them: audits of every kind of rule. */
const LADDERS = ['nursing-ladder', 'double-major', 'european-stack', 'national-diploma', 'teacher-training'];
const audit = name => [
  'audit', '--requirements', path(`examples/programmes/${name}`),
  '--record', path(`examples/programmes/learners/${name}.yaml`), '--at', '2026-11-28', '--json',
];
const plan = name => ['plan', '--goal', path(`examples/amal/${name}.yaml`), ...AMAL, ...CONSORTIUM, '--json'];
const award = day => [
  'award', '--catalogue', path('examples/programmes/certificates-to-masters'),
  '--record', path('examples/programmes/learners/certificates-to-masters.yaml'),
  '--authorities', path('examples/awarding/lakeshore.yaml'), '--at', day, '--json',
];
const recognise = record => [
  'recognise', '--record', path(`examples/recognition/${record}.yaml`),
  '--catalogue', path('examples/recognition/consortium'), '--at', '2026-11-28', '--json',
];

const ASKED = [
  { schema: 'simulation', asked: [...CHANGE, '--by', 'campus'] },
  { schema: 'simulation', asked: [...CHANGE, '--by', 'campus', '--smallest', '1'] },
  { schema: 'simulation', asked: [...CHANGE, '--smallest', '100'] },
  { schema: 'lost', asked: LOST },
  { schema: 'lost', asked: [...LOST, '--smallest', '12'] },
  { schema: 'lost', asked: [...LOST, '--goal', 'kestrel/bachelor-accounting'] },
  { schema: 'standing', asked: STANDING },
  { schema: 'standing', asked: [...STANDING, '--nearest', '2', '--skip', '1'] },
  { schema: 'standing', asked: [...STANDING, '--nearest', '1', '--skip', '100'] },
  ...LADDERS.map(name => ({ schema: 'audit', asked: audit(name), codes: [0, 1] })),
  { schema: 'audit', asked: [...audit('double-major'), '--if', 'stonebridge/models', '--if', 'stonebridge/games'], codes: [1] },
  { schema: 'plan', asked: plan('cheapest') },
  { schema: 'plan', asked: plan('fastest') },
  { schema: 'lint', asked: ['lint', ...CONSORTIUM, '--json'] },
  { schema: 'lint', asked: ['lint', '--catalogue', path('examples/recognition/consortium'), '--at', '2026-11-28', '--json'], codes: [0, 1] },
  { schema: 'recognition', asked: recognise('noor'), codes: [0, 1] },
  { schema: 'recognition', asked: [...recognise('passes'), '--receiver', 'arden'], codes: [0, 1] },
  ...['2026-11-28', '2027-09-01'].map(day => ({ schema: 'conferrals', asked: award(day) })),
  { schema: 'conferrals', asked: ['award', ...CONSORTIUM, ...AMAL, '--at', '2026-11-23', '--json'], codes: [0, 1] },
  { schema: 'conversion', asked: [...CONVERT, '--credit', '6 ects', '--by', 'meridian-riverside-data/sql', '--at', '2026-11-23'] },
  { schema: 'conversion', asked: [...CONVERT, '--credit', '6 ects', '--by', 'meridian-riverside-data/sql', '--at', '2024-12-31'], codes: [1] },
  { schema: 'conversion', asked: [...CONVERT, '--grade', '2.0 de', '--from', 'nordhaven-computing', '--to', 'riverside-computing', '--policy', 'average'] },
  { schema: 'conversion', asked: [...CONVERT, '--level', 'NFQ 8', '--at', '2026-11-23'] },
  { schema: 'worth', asked: WORTH },
  { schema: 'worth', asked: [...WORTH, '--receiver', 'arden'] },
  { schema: 'worth', asked: [...WORTH.slice(0, 1), 'arden/databases', ...WORTH.slice(1)], codes: [1] },
  ...['full', 'partial', 'refused', 'appeal', 'broken'].flatMap(name =>
    ['2026-10-01', '2026-12-31'].map(day => ({ schema: 'case-report', asked: check(name, day), codes: [0, 1, 3] })),
  ),
];

/** By the name in front of `.schema.json`; they may refer to each other. */
function validators() {
  const ajv = new Ajv({ strict: true, strictRequired: false, strictTypes: false });
  ajv.addFormat('date', /^\d{4}-\d{2}-\d{2}$/);
  for (const file of readdirSync(path('schemas')).filter(name => name.endsWith('.schema.json')))
    ajv.addSchema(JSON.parse(readFileSync(path(`schemas/${file}`), 'utf8')), file);
  return name => ajv.getSchema(`${name}.schema.json`);
}

export async function answers(cairn) {
  const validator = validators();
  const judged = ASKED.map(({ schema, asked, codes = [0] }, index) =>
    outcome(`${schema} answer ${index}`, async () => {
      const { code, out, err } = await cairn.run(...asked);
      if (!codes.includes(code)) return `exit ${code}: ${err}`;
      const answer = JSON.parse(out.toString('utf8'));
      const fits = validator(schema);
      if (!fits(answer)) return JSON.stringify(fits.errors[0]);
      const more = Array.isArray(answer)
        ? answer.map(each => ({ ...each, person: 'p' }))
        : { ...answer, person: 'p' };
      if (Array.isArray(answer) && answer.length === 0) return null;
      return fits(more) ? 'an unknown member is accepted' : null;
    }),
  );
  return Promise.all(judged);
}
