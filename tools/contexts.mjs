// Takes the JSON-LD contexts that deps/contexts/contexts.json names out of their npm packages,
// checks each against its pinned SHA-256 and writes them as one C++ source.
//
//   node tools/contexts.mjs PACKAGES_DIR OUTPUT.cpp
//
// PACKAGES_DIR is a scratch folder for node_modules; it is filled by `npm ci` only when the lock
// file has changed. A package that has the context only as a JavaScript object gives its
// JSON.stringify text. A file that begins with "./" is our own, beside contexts.json. A digest that
// differs is an error that names the context. "published" is the SHA-256 of what the URL gives, where
// the package has the same JSON written otherwise.
//
// To add a context: `npm install --package-lock-only --omit-lockfile-registry-resolved PACKAGE@VERSION`
// in deps/contexts, an entry in contexts.json, a build that says the digest, and a reading of the
// context before the digest is pinned: whoever writes a context decides what signatures mean.
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

const [packages, output] = process.argv.slice(2).map(path => resolve(path));
if (!output) {
  console.error('usage: node tools/contexts.mjs PACKAGES_DIR OUTPUT.cpp');
  process.exit(64);
}
const pins = join(dirname(fileURLToPath(import.meta.url)), '..', 'deps', 'contexts');

function install() {
  const stamp = join(packages, 'installed.lock');
  const lock = readFileSync(join(pins, 'package-lock.json'));
  if (existsSync(stamp) && readFileSync(stamp).equals(lock)) return;
  mkdirSync(packages, {recursive: true});
  for (const file of ['package.json', 'package-lock.json'])
    copyFileSync(join(pins, file), join(packages, file));
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
               {cwd: packages, stdio: ['ignore', 'ignore', 'inherit']});
  writeFileSync(stamp, lock);
}

function read(file) {
  if (file.startsWith('./')) return readFileSync(join(pins, file), 'utf8');
  const path = join(packages, 'node_modules', file);
  if (!file.endsWith('.js')) return readFileSync(path, 'utf8');
  return JSON.stringify(createRequire(path)(path));
}

const hex = text => createHash('sha256').update(text).digest('hex');

install();
const contexts = JSON.parse(readFileSync(join(pins, 'contexts.json'), 'utf8'));
let wrong = 0;
const entries = contexts.map(({url, file, sha256, published = ''}) => {
  const text = read(file);
  if (hex(text) !== sha256) {
    console.error(`contexts: ${url}\n  ${file} has SHA-256 ${hex(text)}, pinned is ${sha256}`);
    ++wrong;
  }
  return `    {"${url}", R"context(${text})context", "${published}"},\n`;
});
if (wrong > 0) process.exit(1);
writeFileSync(output, `// Written by tools/contexts.mjs.
#include <array>

#include "formats/rdf/context_store.h"

namespace cairn::rdf {
namespace {

constexpr std::array<BuiltInContext, ${entries.length}> kContexts = {{
${entries.join('')}}};

}  // namespace

std::span<const BuiltInContext> built_in_contexts() { return kContexts; }

}  // namespace cairn::rdf
`);
