// Our JSON Schemas of the class model, judged by npm's ajv: it and `cairn check` find the same about
// genuine credentials and about changed ones.
import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import { inParallel } from './cairn.mjs';
import { outcome } from './checks.mjs';
import { random } from './random.mjs';

const CLASSES = ['AchievementCredential', 'EndorsementCredential', 'ClrCredential'];
// What a schema cannot say: what stands elsewhere in the credential.
const BEYOND = ['reference_unknown', 'value_not_allowed', 'result_below_required'];

export function version() {
  const file = new URL('node_modules/ajv/package.json', import.meta.url);
  return `ajv@${JSON.parse(readFileSync(file, 'utf8')).version}`;
}

export function schemas() {
  const ajv = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false });
  return Object.fromEntries(
    CLASSES.map(name => {
      const file = new URL(`../../schemas/openbadges/${name}.schema.json`, import.meta.url);
      return [name, ajv.compile(JSON.parse(readFileSync(file, 'utf8')))];
    }),
  );
}

const classOf = document =>
  document.type.includes('ClrCredential')
    ? 'ClrCredential'
    : document.type.includes('EndorsementCredential')
      ? 'EndorsementCredential'
      : 'AchievementCredential';

async function asked(cairn, document) {
  const file = cairn.path(JSON.stringify(document));
  const { code, out, err } = await cairn.run('check', '--json', file);
  if (code !== 0 && code !== 1) throw new Error(`cairn check: exit ${code}: ${err}`);
  return JSON.parse(out.toString('utf8'));
}

const inside = document => [
  document,
  ...(document.endorsement ?? []),
  ...(document.credentialSubject.verifiableCredential ?? []),
];

// Each credential of the corpus, and each inside one, fits; to both.
export async function genuine(cairn, validators, corpus) {
  const all = corpus.flatMap(({ name, document }) =>
    inside(document).map(one => ({ name: `${name}: ${one.type.at(-1)}`, document: one })),
  );
  return inParallel(all, ({ name, document }) =>
    outcome(`fits the schema: ${name}`, async () => {
      const valid = validators[classOf(document)];
      if (!valid(document)) return `ajv: ${JSON.stringify(valid.errors[0])}`;
      const { follows, findings } = await asked(cairn, document);
      return follows ? null : JSON.stringify(findings[0]);
    }),
  );
}

// Every object of the document with the keys that it may lose or change, but for what tells its class.
function places(value, found = []) {
  if (Array.isArray(value)) for (const item of value) places(item, found);
  else if (value !== null && typeof value === 'object')
    for (const [key, item] of Object.entries(value)) {
      if (key === '@context' || key === 'proof') continue;
      found.push({ object: value, key });
      places(item, found);
    }
  return found;
}

const CHANGES = {
  'left out': (object, key) => delete object[key],
  null: (object, key) => (object[key] = null),
  'an empty text': (object, key) => (object[key] = ''),
  'an empty list': (object, key) => (object[key] = []),
  'an empty object': (object, key) => (object[key] = {}),
  'a list of it': (object, key) => (object[key] = [object[key]]),
  'out of its list': (object, key) => {
    if (Array.isArray(object[key])) object[key] = object[key][0];
  },
  'a number': (object, key) => (object[key] = 7),
  'a text': (object, key) => (object[key] = 'no such thing'),
  true: (object, key) => (object[key] = true),
  'a null beside it': (object, key) => (object[`${key}Other`] = null),
  'a text beside it': (object, key) => (object[`${key}Other`] = 'more'),
};

// `count` changes of the corpus, one each: ajv refuses what `cairn check` finds, except where the
// finding is beyond a schema.
export async function changed(cairn, validators, corpus, { count, seed }) {
  const choices = random(seed);
  const kinds = Object.entries(CHANGES);
  const made = Array.from({ length: count }, (_, index) => {
    const { name, document } = corpus[index % corpus.length];
    const copy = structuredClone(document);
    const [kind, change] = kinds[Math.floor(index / corpus.length) % kinds.length];
    const { object, key } = choices.pick(
      places(copy).filter(({ object, key }) => object !== copy || key !== 'type'),
    );
    change(object, key);
    return { name: `${name}: ${key} ${kind}`, document: copy, base: document };
  });
  let refused = 0;
  const results = await inParallel(made, ({ name, document, base }) =>
    outcome(`the same about ${name}`, async () => {
      const valid = validators[classOf(base)](document);
      const { findings } = await asked(cairn, document);
      if (!valid) refused += 1;
      const within = findings.filter(({ problem }) => !BEYOND.includes(problem));
      if (valid === (within.length === 0)) return null;
      return `ajv: ${valid}, cairn: ${JSON.stringify(findings[0] ?? 'fits')}`;
    }),
  );
  console.log(`schemas: of ${count} changed credentials ${refused} are refused by both`);
  results.push({ name: 'changes that count', failure: refused > count / 3 ? null : `${refused}` });
  return results;
}
