// Seeded mutants of a signed credential, as JSON text: some say the same in other characters, most
// say something else. Which is which is for an independent canonicalization to say (canonical.mjs),
// so that no mutation has to know.
import { random } from './random.mjs';
import { OB } from './peer.mjs';

// Left alone where the Data Model 2.0 itself wants exactly one value, whatever JSON-LD thinks of an
// array of one: then a refusal is right though the canonical form is the same.
const SINGLE = new Set([
  'id',
  '@context',
  'validFrom',
  'validUntil',
  'issuer',
  'name',
  'description',
  'proof',
  '@value',
  '@language',
  '@direction',
]);

// Every object in the tree, as [object, key] pairs of its members; inside contexts nothing is named.
function members(value, found = []) {
  if (Array.isArray(value)) value.forEach(item => members(item, found));
  else if (value !== null && typeof value === 'object') {
    for (const key of Object.keys(value)) {
      found.push([value, key]);
      if (key !== '@context') members(value[key], found);
    }
  }
  return found;
}

// One member that `wanted(value, key, object)` accepts, as [object, key].
function chosen(document, choices, wanted) {
  const fitting = members(document).filter(([object, key]) => wanted(object[key], key, object));
  return fitting.length === 0 ? null : choices.pick(fitting);
}

// Changes one member that `wanted` accepts, in place; null when there is none.
function change(wanted, changed) {
  return (document, choices) => {
    const found = chosen(document, choices, wanted);
    if (!found) return null;
    const [object, key] = found;
    const value = changed(object[key], choices);
    if (value === object[key]) return null;
    object[key] = value;
    return JSON.stringify(document);
  };
}

// Changes the whole tree, or the object that holds a chosen member.
function rebuild(edit) {
  return (document, choices) =>
    edit(document, choices) === null ? null : JSON.stringify(document);
}

// Data Integrity 1.0 wants plain texts in a proof, whatever JSON-LD thinks of other spellings.
const mayBeSeveral = (key, object) => !SINGLE.has(key) && !('proofValue' in object);
const isText = value => typeof value === 'string';
const isNumber = value => typeof value === 'number';
const notContext = key => key !== '@context';

function renamed(object, key, name) {
  const entries = Object.entries(object).map(([k, v]) => [k === key ? name : k, v]);
  for (const k of Object.keys(object)) delete object[k];
  Object.assign(object, Object.fromEntries(entries));
}

// Text of a value with the keys in any order, white space anywhere, and characters escaped at will.
function respelled(value, choices) {
  const space = () => choices.pick(['', '', ' ', '\n', '\t', ' \r\n']);
  // A character beyond the first plane is escaped as both of its surrogates or not at all.
  const escaped = unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const spell = text =>
    JSON.stringify(text).replace(/[/\u{80}-\u{10ffff}]/gu, c => {
      if (choices.below(3) > 0) return c;
      return c === '/' ? '\\/' : c.split('').map(escaped).join('');
    });
  const write = item => {
    if (Array.isArray(item)) return `[${item.map(x => space() + write(x) + space()).join(',')}]`;
    if (item === null || typeof item !== 'object')
      return isText(item) ? spell(item) : JSON.stringify(item);
    const pairs = choices.shuffled(Object.entries(item));
    return `{${pairs.map(([k, v]) => `${space()}${spell(k)}${space()}:${space()}${write(v)}${space()}`).join(',')}}`;
  };
  return space() + write(value) + space();
}

function numberSpelled(document, choices) {
  const found = chosen(document, choices, v => isNumber(v) && !`${v}`.includes('e'));
  if (!found) return null;
  const [object, key] = found;
  const value = object[key];
  const spelling = choices.pick([
    () => `${value}${Number.isInteger(value) ? '.0' : '0'}`,
    () => `${value}e0`,
    () => `${value}E+00`,
    () => value.toExponential(),
    () => `${value}${Number.isInteger(value) ? '.000' : '000'}`,
  ])();
  object[key] = 'NUMBER-GOES-HERE';
  return JSON.stringify(document).replace('"NUMBER-GOES-HERE"', spelling);
}

const contexts = edit =>
  rebuild(document => {
    if (!Array.isArray(document['@context'])) return null;
    return edit(document['@context'], document);
  });

const proof = edit => rebuild((document, choices) => edit(document.proof, choices));

const MUTATIONS = {
  respell: (document, choices) => respelled(document, choices),
  'spell a number otherwise': numberSpelled,
  'change a letter': change(
    (v, k) => isText(v) && v.length > 0 && notContext(k),
    (v, choices) => {
      const at = choices.below(v.length);
      const other = v[at] === 'x' ? 'y' : 'x';
      return v.slice(0, at) + other + v.slice(at + 1);
    },
  ),
  'append a space': change(
    (v, k) => isText(v) && notContext(k),
    v => `${v} `,
  ),
  'add an invisible mark': change(
    (v, k) => isText(v) && notContext(k),
    v => `${v}\u200f`,
  ),
  'normalise to NFD': change(
    (v, k) => isText(v) && notContext(k),
    v => v.normalize('NFD'),
  ),
  'normalise to NFC': change(
    (v, k) => isText(v) && notContext(k),
    v => v.normalize('NFC'),
  ),
  'change a number': change(isNumber, (v, choices) => choices.pick([v + 1, -v, v * 10, v + 0.5])),
  'number to text': change(isNumber, v => String(v)),
  'text to number': change(
    (v, k) => isText(v) && /^[0-9]+$/.test(v) && notContext(k),
    v => Number(v),
  ),
  'value to null': change(
    (v, k) => notContext(k),
    () => null,
  ),
  'value to an empty array': change(
    (v, k) => notContext(k),
    () => [],
  ),
  'value to true': change(
    (v, k) => notContext(k),
    () => true,
  ),
  'wrap in an array': change(
    (v, k, o) => mayBeSeveral(k, o) && !Array.isArray(v),
    v => [v],
  ),
  'unwrap an array of one': change(
    (v, k) => Array.isArray(v) && v.length === 1 && notContext(k),
    v => v[0],
  ),
  'reverse an array': change(
    (v, k) => Array.isArray(v) && v.length > 1 && notContext(k),
    v => [...v].reverse(),
  ),
  'repeat an item': change(
    (v, k) => Array.isArray(v) && v.length > 0 && notContext(k) && k !== 'type',
    v => [...v, v[0]],
  ),
  'drop an item': change(
    (v, k) => Array.isArray(v) && v.length > 1 && notContext(k),
    v => v.slice(1),
  ),
  'text to a value object': change(
    (v, k, o) => isText(v) && mayBeSeveral(k, o) && k !== 'type',
    v => ({ '@value': v }),
  ),
  'drop a member': rebuild((document, choices) => {
    const [object, key] = chosen(document, choices, (v, k) => notContext(k));
    delete object[key];
  }),
  'rename a member': rebuild((document, choices) => {
    const [object, key] = chosen(document, choices, (v, k) => notContext(k));
    renamed(object, key, choices.pick([`${key}x`, key.toUpperCase(), `x:${key}`, `schema:${key}`]));
  }),
  'id and type as keywords': rebuild((document, choices) => {
    const found = chosen(document.credentialSubject, choices, (v, k) => k === 'id' || k === 'type');
    if (!found) return null;
    renamed(found[0], found[1], `@${found[1]}`);
  }),
  'exchange two values': rebuild((document, choices) => {
    const [a, x] = chosen(document, choices, (v, k) => isText(v) && notContext(k));
    const [b, y] = chosen(document, choices, (v, k) => isText(v) && notContext(k));
    [a[x], b[y]] = [b[y], a[x]];
  }),
  'add a member': rebuild((document, choices) => {
    const [object] = chosen(document, choices, (v, k) => notContext(k));
    const [name, value] = choices.pick([
      ['creditsEarned', 99],
      ['unheardOf', 'x'],
      ['unheardOf', null],
      ['tag', ['new']],
      ['@graph', []],
      ['@index', 'x'],
      ['tag', []],
    ]);
    if (name in object) return null;
    object[name] = value;
  }),
  'an empty context more': contexts(list => {
    list.push({});
  }),
  'an unused term more': contexts(list => {
    list.push({ unusedTerm: 'https://unused.example/term' });
  }),
  'a vocabulary more': contexts(list => {
    list.push({ '@vocab': 'https://vocabulary.example/#' });
  }),
  'a default language': contexts(list => {
    list.push({ '@language': 'ar' });
  }),
  'a term defined anew': contexts(list => {
    list.push({ name: 'https://other.example/name' });
  }),
  'an unknown context': contexts(list => {
    list.push('https://unknown.example/context');
  }),
  'another version of Open Badges': contexts(list => {
    const at = list.indexOf(OB);
    if (at < 0) return null;
    list[at] = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json';
  }),
  'Open Badges left out': contexts(list => {
    if (!list.includes(OB)) return null;
    list.splice(list.indexOf(OB), 1);
  }),
  'another day of signing': proof(p => {
    p.created = '2026-02-02T00:00:00Z';
  }),
  'the same moment, otherwise written': proof(p => {
    p.created = p.created.replace('Z', '+00:00');
  }),
  'another purpose': proof((p, choices) => {
    p.proofPurpose = choices.pick(['authentication', 'keyAgreement']);
  }),
  'another suite': proof((p, choices) => {
    p.cryptosuite = choices.pick(['eddsa-rdfc-2022', 'eddsa-jcs-2022', 'ecdsa-rdfc-2019', 'x']);
  }),
  'another key': proof(p => {
    p.verificationMethod = p.verificationMethod.replace(/(z6Mk|zDn|z82)./g, '$1X');
  }),
  'a signature bit': proof((p, choices) => {
    const at = 1 + choices.below(p.proofValue.length - 1);
    const other = p.proofValue[at] === '2' ? '3' : '2';
    p.proofValue = p.proofValue.slice(0, at) + other + p.proofValue.slice(at + 1);
  }),
  'an option more': proof((p, choices) => {
    Object.assign(
      p,
      choices.pick([
        { domain: 'other.example' },
        { challenge: 'x' },
        { nonce: 'zx' },
        { unheardOf: 1 },
        { expires: '2090-01-01T00:00:00Z' },
      ]),
    );
  }),
  'an option less': proof((p, choices) => {
    delete p[
      choices.pick(['created', 'proofPurpose', 'verificationMethod', 'cryptosuite', 'type'])
    ];
  }),
};

// `count` texts: [{kind, base, text}], from the signed credentials in turn.
export function mutants(signed, count, seed) {
  const choices = random(seed);
  const kinds = Object.keys(MUTATIONS);
  const out = [];
  for (let turn = 0; out.length < count; ++turn) {
    const kind = kinds[turn % kinds.length];
    const base = choices.below(signed.length);
    const text = MUTATIONS[kind](structuredClone(signed[base]), choices);
    if (text !== null && text !== JSON.stringify(signed[base])) out.push({ kind, base, text });
  }
  return out;
}
