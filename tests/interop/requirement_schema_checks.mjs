// Our JSON Schemas of requirements, policies, records, findings, audits, agreements, precedents and authorities, judged by npm's ajv on the examples that our own reader
// is judged on too (src/documents/schema_examples_test.cpp), so that both draw the same line.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv/dist/2020.js';
import { outcome } from './checks.mjs';

const read = name => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));

function validators() {
  const ajv = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false, strictTypes: false });
  ajv.addFormat('date', /^\d{4}-\d{2}-\d{2}$/);
  ajv.addSchema(read('../../schemas/requirement.schema.json'));
  for (const name of ['policy', 'catalogue', 'record', 'precedents', 'recognition', 'authorities'])
    ajv.addSchema(read(`../../schemas/${name}.schema.json`));
  ajv.getSchema('recognition.schema.json'); // its references are there
  return {
    requirement: ajv.getSchema('requirement.schema.json'),
    policy: ajv.getSchema('policy.schema.json'),
    record: ajv.getSchema('record.schema.json'),
    agreement: ajv.getSchema('catalogue.schema.json#/$defs/agreement'),
    precedents: ajv.getSchema('precedents.schema.json'),
    authorities: ajv.getSchema('authorities.schema.json'),
  };
}

const fileOf = name => fileURLToPath(new URL(name, import.meta.url));

// A catalogue (JSON is YAML too) in which the linter finds something of each form.
const FAULTY = {
  organizations: [{ id: 'u', kind: 'university', name: { en: 'U' }, creditSystem: 'ects' }],
  achievements: [
    { id: 'x', organization: 'u', kind: 'course', name: { en: 'X' }, state: 'withdrawn', participation: 'online' },
    {
      id: 'y',
      organization: 'u',
      kind: 'diploma',
      name: { en: 'Y' },
      prerequisites: { id: 'before', holds: 'x' },
      requirement: { id: 'r', all: [{ id: 'a', holds: 'x' }, { id: 'b', holds: 'x' }] },
    },
    {
      id: 'z',
      organization: 'u',
      kind: 'diploma',
      name: { en: 'Z' },
      requirement: { id: 'r', any: [{ id: 'a', holds: 'v' }, { id: 'b', holds: 'v' }], limits: [{ id: 'l', atMost: { awards: 1 } }] },
      level: { framework: 'EQF', value: 5 },
    },
    { id: 'v', organization: 'u', kind: 'course', name: { en: 'V' }, level: { framework: 'EQF', value: 5 } },
  ],
  pathways: [{ id: 'flat', title: { en: 'Flat' }, organization: 'u', goal: 'z' }],
  policies: [
    {
      id: 'p',
      layer: 'organization',
      name: { en: 'P' },
      organization: 'u',
      validFrom: '2026-01-01',
      rules: [{ id: 'no', exclude: { modes: ['online'] } }],
    },
  ],
};

// What `cairn lint --json` and `cairn audit --json` print.
export async function answers(cairn) {
  const ajv = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false, strictTypes: false });
  ajv.addFormat('date', /^\d{4}-\d{2}-\d{2}$/);
  for (const name of ['requirement', 'record']) ajv.addSchema(read(`../../schemas/${name}.schema.json`)); // audits refer to them
  const [findings, audit] = ['lint', 'audit'].map(name => ajv.compile(read(`../../schemas/${name}.schema.json`)));
  const fitting = (name, fits, enough, ...args) =>
    outcome(name, async () => {
      const { code, out, err } = await cairn.run(...args, '--json', '--at', '2026-11-28');
      if (code !== 0 && code !== 1) return `exit ${code}: ${err}`;
      const answer = JSON.parse(out.toString('utf8'));
      if (!fits(answer)) return JSON.stringify(fits.errors[0]);
      return enough(answer) ? null : `too little in it: ${JSON.stringify(answer)}`;
    });
  const codes = answer => new Set(answer.map(finding => finding.code));
  const programmes = fileOf('../../examples/programmes/');
  const learners = readdirSync(join(programmes, 'learners')).map(file => file.replace('.yaml', ''));
  return Promise.all([
    fitting('findings', findings, answer => codes(answer).size >= 6, 'lint', '--catalogue', cairn.path(JSON.stringify(FAULTY))),
    ...learners.map(name =>
      fitting(
        `audit of ${name}`,
        audit,
        answer => name !== 'teacher-training' || (answer.versions.length > 0 && answer.policies.length > 0),
        'audit',
        '--requirements',
        join(programmes, name),
        '--record',
        join(programmes, 'learners', `${name}.yaml`),
      ),
    ),
  ]);
}

export async function examples() {
  const judged = [];
  const fits = validators();
  for (const [noun, lists] of Object.entries(read('requirement_examples.json')))
    for (const [list, documents] of Object.entries(lists))
      for (const document of documents)
        judged.push(
          outcome(`${noun} ${list}: ${JSON.stringify(document)}`, async () => {
            const valid = fits[noun](document);
            if (valid === (list === 'accepted')) return null;
            return valid ? 'ajv accepts it' : JSON.stringify(fits[noun].errors[0]);
          }),
        );
  return Promise.all(judged);
}
