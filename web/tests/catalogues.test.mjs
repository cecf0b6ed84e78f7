// The catalogues hold the same keys with every plural form of their language, every key is used,
// and no component holds words of its own.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'svelte/compiler';

const root = new URL('../src/', import.meta.url).pathname;
const catalogue = (language) =>
  JSON.parse(readFileSync(join(root, 'i18n', `${language}.json`), 'utf8'));
const languages = { en: catalogue('en'), ar: catalogue('ar') };
const files = readdirSync(root, { recursive: true })
  .filter((name) => /\.(svelte|ts)$/.test(name) && !name.endsWith('.d.ts'))
  .map((name) => ({ name, source: readFileSync(join(root, name), 'utf8') }));
const names = (message) =>
  [...JSON.stringify(message).matchAll(/\{(\w+)\}/g)]
    .map(([, name]) => name)
    .filter((name) => name !== 'count');

test('the same keys in both languages', () => {
  assert.deepEqual(Object.keys(languages.ar).sort(), Object.keys(languages.en).sort());
});

for (const [language, messages] of Object.entries(languages)) {
  test(`${language}: no message is empty, plurals are whole`, () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    for (const [key, message] of Object.entries(messages)) {
      if (typeof message === 'string') assert.notEqual(message.trim(), '', key);
      else assert.deepEqual(Object.keys(message).sort(), forms, key);
    }
  });
}

test('both languages name the same parameters', () => {
  for (const [key, message] of Object.entries(languages.en)) {
    assert.deepEqual(new Set(names(languages.ar[key])), new Set(names(message)), key);
  }
});

test('every problem code of the API has its words', () => {
  const api = readFileSync(join(root, '../../api/openapi.yaml'), 'utf8');
  const codes = /^ {4}Problem:$[^]*?code: \{type: string, enum: \[([^\]]+)\]/m
    .exec(api)[1]
    .split(', ');
  assert.ok(codes.length >= 9, codes.join());
  for (const code of codes) assert.ok(`problem.${code}` in languages.en, code);
  const said = Object.keys(languages.en).flatMap((key) => /^problem\.(\w+)\.\w+$/.exec(key) ?? []);
  for (const code of said.filter((_, index) => index % 2 === 1))
    assert.ok(codes.includes(code), code);
});

test('every reason why a grade is not converted has its words', () => {
  const api = readFileSync(join(root, '../../api/openapi.yaml'), 'utf8');
  const reasons = /^ {4}GradeRefusal:$[^]*?enum: \[([^\]]+)\]/m.exec(api)[1].split(', ');
  assert.ok(reasons.length >= 6, reasons.join());
  for (const reason of reasons) assert.ok(`decision.grade.${reason}` in languages.en, reason);
});

test('every reason of a refusal has its words and what would help', () => {
  const api = readFileSync(join(root, '../../api/openapi.yaml'), 'utf8');
  const reasons = /^ {4}Refusal:$[^]*?reason: \{type: string, enum: \[([^\]]+)\]/m
    .exec(api)[1]
    .split(', ');
  assert.ok(reasons.length >= 10, reasons.join());
  for (const reason of reasons) {
    assert.ok(`refusal.${reason}` in languages.en, reason);
    if (reason !== 'no_agreement') assert.ok(`refusal.${reason}.todo` in languages.en, reason);
  }
});

test('every kind of grant, and every reason for a version, has its words', () => {
  const api = readFileSync(join(root, '../../api/openapi.yaml'), 'utf8');
  const listed = (schema, member) =>
    new RegExp(`^ {4}${schema}:$[^]*?${member}: \\{type: string, enum: \\[([^\\]]+)\\]`, 'm')
      .exec(api)[1]
      .split(', ');
  for (const grant of listed('Refusal', 'grant'))
    assert.ok(`refusal.would.${grant}` in languages.en, grant);
  for (const why of listed('AuditVersion', 'why'))
    assert.ok(`version.why.${why}` in languages.en, why);
  for (const layer of listed('AuditPolicy', 'layer'))
    assert.ok(`layer.${layer}` in languages.en, layer);
});

test('every key is used', () => {
  const code = files.map(({ source }) => source).join('\n');
  // `rule.${node.status}` uses every key of that shape.
  const patterns = [...code.matchAll(/`([a-z]+\.[^`]*\$\{[^`]*)`/g)].map(([, template]) => {
    const parts = template.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.]/g, '\\.'));
    return new RegExp(`^${parts.join('[\\w.-]+')}$`);
  });
  const unused = Object.keys(languages.en).filter(
    (key) => !code.includes(`'${key}'`) && !patterns.some((pattern) => pattern.test(key)),
  );
  assert.deepEqual(unused, []);
});

const SPOKEN = new Set(['aria-label', 'title', 'alt', 'placeholder', 'aria-valuetext', 'label']);
const LETTERS = /\p{Letter}{2,}/u;

/** Words written into the markup itself, as "place: words". */
function words_in(node, found = []) {
  if (Array.isArray(node)) for (const child of node) words_in(child, found);
  else if (node && typeof node === 'object') {
    if (node.type === 'Text' && LETTERS.test(node.data)) found.push(node.data.trim());
    if (node.type === 'Attribute') {
      if (SPOKEN.has(node.name)) words_in(node.value, found);
      return found;
    }
    for (const [name, child] of Object.entries(node)) {
      if (['instance', 'module', 'css', 'expression', 'test'].includes(name)) continue;
      words_in(child, found);
    }
  }
  return found;
}

for (const { name, source } of files.filter(({ name }) => name.endsWith('.svelte'))) {
  test(`${name} holds no words of its own`, () => {
    assert.deepEqual(words_in(parse(source, { modern: true }).fragment), []);
  });
}

test('the check for words sees planted ones', () => {
  const planted = '<p>Hello {name}</p><img alt="A picture" src="x" />{#if a}<b>Yes</b>{/if}';
  assert.deepEqual(words_in(parse(planted, { modern: true }).fragment).length, 3);
});

test('pages stay short', () => {
  for (const { name, source } of files) {
    const most = name.startsWith('pages/') ? 250 : 400;
    assert.ok(source.split('\n').length <= most, `${name} is longer than ${most} lines`);
  }
});

test('no any', () => {
  for (const { name, source } of files) assert.doesNotMatch(source, /(:|as|<)\s*any\b/, name);
});
