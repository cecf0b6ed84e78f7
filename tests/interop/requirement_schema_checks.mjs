// Our JSON Schemas of requirements and records, judged by npm's ajv on the examples that our own reader
// is judged on too (src/documents/schema_examples_test.cpp), so that both draw the same line.
import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import { outcome } from './checks.mjs';

const read = name => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));

function validators() {
  const ajv = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false, strictTypes: false });
  ajv.addFormat('date', /^\d{4}-\d{2}-\d{2}$/);
  ajv.addSchema(read('../../schemas/requirement.schema.json'));
  ajv.compile(read('../../schemas/catalogue.schema.json')); // its references are there
  return {
    requirement: ajv.getSchema('requirement.schema.json'),
    record: ajv.compile(read('../../schemas/record.schema.json')),
  };
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
