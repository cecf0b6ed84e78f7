// The rules of the tidy test. A rule takes the tree ([{path, text}]) and returns what breaks it:
// [{rule, path, line, message}], where the message says what to do instead.
import { posix } from 'node:path';
import { code_of, functions_of, includes_of, line_at } from './cpp.mjs';

const kFunctionLinesMax = 60;
const kFileLinesMax = 600;

// What each layer, or single module, may see besides itself.
const kLayers = {
  base: [],
  formats: ['base'],
  domain: ['base'],
  documents: ['base', 'formats', 'domain'],
  app: ['base', 'formats', 'domain', 'documents'],
  adapters: ['base', 'formats', 'domain', 'documents', 'app'],
  'adapters/net': ['server/http'], // the server's port to the outside, which this adapter implements
  server: ['base', 'formats', 'domain', 'documents', 'app'],
  cli: ['base', 'formats', 'domain', 'documents', 'app'],
  program: ['base', 'formats', 'domain', 'documents', 'app', 'adapters', 'server', 'cli'],
};

const is_cpp = (path) => /\.(cpp|h)$/.test(path);
const is_test = (path) => /_test\.cpp$/.test(path) || path.startsWith('tests/');
const in_src = (path) => path.startsWith('src/') && is_cpp(path);
const is_generated_or_data = (path) =>
  /(^|\/)package-lock\.json$|\.(png|svg|jpg|ico|woff2)$|^LICENSE$|^examples\/|\/corpus\/|\/cases\/|\/fixtures\/|\.(json|jsonld|nq|yaml)$/.test(path);

function each_line(files, rule, pattern, message) {
  const found = [];
  for (const { path, text } of files) {
    text.split('\n').forEach((line, index) => {
      const match = pattern.exec(line);
      if (match) found.push({ rule, path, line: index + 1, message: message(match) });
    });
  }
  return found;
}

export function layers(tree) {
  const found = [];
  for (const { path, text } of tree.filter((file) => in_src(file.path) && !is_test(file.path))) {
    const layer = path.split('/')[1];
    if (!(layer in kLayers)) {
      found.push({ rule: 'layers', path, line: 1, message: `src/${layer} is no layer; there are ${Object.keys(kLayers).join(', ')}` });
      continue;
    }
    for (const include of includes_of(text)) {
      const other = include.path.split('/')[0];
      const sees = [...kLayers[layer], ...(kLayers[posix.dirname(path).slice('src/'.length)] ?? [])];
      if (other in kLayers && other !== layer && !sees.includes(other) && !sees.includes(posix.dirname(include.path))) {
        found.push({ rule: 'layers', path, line: include.line, message: `${layer} must not see ${other} (${include.path})` });
      }
    }
  }
  return found;
}

/** Include cycles between files, and between modules (folders). */
export function cycles(tree) {
  const files = tree.filter((file) => in_src(file.path) && !is_test(file.path));
  const edges = new Map();
  const modules = new Map();
  const add = (graph, from, to) => graph.set(from, (graph.get(from) ?? new Set()).add(to));
  for (const { path, text } of files) {
    for (const include of includes_of(text)) {
      const target = `src/${include.path}`;
      add(edges, path, target);
      if (posix.dirname(path) !== posix.dirname(target)) add(modules, posix.dirname(path), posix.dirname(target));
    }
  }
  return [...cycles_in(edges), ...cycles_in(modules)].map((cycle) => ({
    rule: 'cycles', path: cycle[0], line: 1, message: `include each other in a circle: ${cycle.join(' -> ')}`,
  }));
}

function cycles_in(graph) {
  const state = new Map(); // 1 on the way, 2 done
  const found = [];
  const visit = (node, way) => {
    if (state.get(node) === 2) return;
    if (state.get(node) === 1) {
      found.push([...way.slice(way.indexOf(node)), node]);
      return;
    }
    state.set(node, 1);
    for (const next of graph.get(node) ?? []) visit(next, [...way, node]);
    state.set(node, 2);
  };
  for (const node of graph.keys()) visit(node, []);
  return found;
}

// [pattern over code, files it holds for, message]
const kBanned = [
  [/\b(?:class|struct|union|enum(?:\s+class)?)\s+(\w*(?:Manager|Helper|Utils?|Service))\b/, in_src,
    (m) => `${m[1]} does not say what it is; name the noun it owns, or make it a free function`],
  [/\b(?:class|struct|enum(?:\s+class)?)\s+(\w*(?:Institution|Company|BadgeClass|Competency|Transcript|LearningPath|AuditTrail))\b/, in_src,
    (m) => `${m[1]} is not a word of GLOSSARY.md; it names the one to use`],
  [/std::endl\b/, is_cpp, () => "std::endl hides a flush; write '\\n', and std::flush where it is meant"],
  [/^\s*using\s+namespace\b/, (path) => /\.h$/.test(path), () => 'no using namespace in a header'],
  [/(?<!operator\s)\bnew\s+[\w:]/, is_cpp, () => 'no new: a value, a container, make_unique, or placement in an arena'],
  [/(?<!=\s*|operator\s)\bdelete\b(?!;)/, is_cpp, () => 'no delete: an owner does it'],
  [/(?<![\w.>])(?:std::)?(?:f|s|sn|v)?printf\s*\(/, in_src, () => 'no printf: fmt::format, or the stream the caller gives'],
  [/\b(?:float|double)\b/, (path) => /^src\/(domain|documents)\//.test(path),
    () => 'no binary floating point in the domain: exact amounts (src/base/rational.h)'],
  [/\brand\s*\(\s*\)|std::(?:random_device|mt19937)/, (path) => /^src\/(formats|domain|documents|app)\//.test(path),
    () => 'randomness comes through its port (src/base/ports.h)'],
  [/system_clock::now|steady_clock::now|\btime\s*\(\s*(?:nullptr|NULL|0)\s*\)/, (path) => /^src\/(formats|domain|documents|app)\//.test(path),
    () => 'the clock comes through its port (src/base/ports.h)'],
];

// The assertion must print when nothing else can be trusted any more.
const kAllowed = [{ path: 'src/base/result.cpp', what: /printf/ }];

export function banned(tree) {
  const found = [];
  for (const { path, text } of tree.filter((file) => is_cpp(file.path))) {
    // A private constructor needs `new`; an owner on the spot is what the rule asks for.
    const code = code_of(text).replace(/unique_ptr<[\w:]+>\s*\w*\s*\(\s*new\b/g, (found) => found.replace(/[^\n]/g, ' '));
    code.split('\n').forEach((line, index) => {
      for (const [pattern, holds, message] of kBanned) {
        const match = holds(path) ? pattern.exec(line) : null;
        if (!match || kAllowed.some((allowed) => allowed.path === path && allowed.what.test(match[0]))) continue;
        found.push({ rule: 'banned', path, line: index + 1, message: message(match) });
      }
    });
  }
  return found;
}

export function file_names(tree) {
  return tree
    .filter(({ path }) => /(^|[_/-])(utils?|helpers?|managers?|misc|common)([_./-]|$)/i.test(path) && !path.startsWith('docs/'))
    .map(({ path }) => ({ rule: 'file_names', path, line: 1, message: 'the name says nothing; name the noun it holds' }));
}

export function headers(tree) {
  const found = [];
  for (const { path, text } of tree.filter((file) => /\.h$/.test(file.path))) {
    if (!text.startsWith('//')) found.push({ rule: 'headers', path, line: 1, message: 'the first lines say what the file is responsible for' });
    if (!/^#pragma once$/m.test(text)) found.push({ rule: 'headers', path, line: 1, message: '#pragma once is missing' });
  }
  return found;
}

/** Sources that no CMake module compiles, and headers that nobody includes. */
export function dead_files(tree) {
  const cmake = tree.filter((file) => /CMakeLists\.txt$|\.cmake$/.test(file.path));
  const named = (call) => cmake.flatMap(({ text }) => [...text.matchAll(new RegExp(`^\\s*${call}\\s*([\\w/]+)`, 'gm'))].map((match) => match[1]));
  const folders = new Set([...named('cairn_module\\('), ...named('cairn_program\\(\\s*\\w+')].map((folder) => `src/${folder}`));
  const files = new Set([...named('cairn_fuzz\\(').map((name) => `tests/fuzz/${name}_fuzz.cpp`), ...named('cairn_codegen\\(').map((name) => `tools/codegen/${name}.cpp`),
    ...named('cairn_bench\\(').map((name) => `bench/${name}.cpp`)]);
  const included = new Set();
  for (const { path, text } of tree.filter((file) => is_cpp(file.path))) {
    for (const include of includes_of(text)) {
      included.add(`src/${include.path}`).add(`tests/${include.path}`).add(posix.join(posix.dirname(path), include.path));
    }
  }
  const found = [];
  for (const { path } of tree) {
    if (/\.h$/.test(path) && !included.has(path)) found.push({ rule: 'dead_files', path, line: 1, message: 'nobody includes this header' });
    if (!/\.cpp$/.test(path)) continue;
    const folder = posix.dirname(path);
    const seen = folders.has(folder) || files.has(path) ||
      cmake.some((file) => file.text.includes(`${posix.basename(folder)}/${posix.basename(path)}`) ||
        (posix.dirname(file.path) === folder && /[\s/]/.test(file.text[file.text.indexOf(posix.basename(path)) - 1] ?? '')));
    if (!seen) found.push({ rule: 'dead_files', path, line: 1, message: 'no CMake target compiles this file' });
  }
  return found;
}

export function todos(tree) {
  const marks = ['TODO', 'FIXME', 'XXX', 'HACK'].join('|');
  const files = tree.filter(({ path }) => !is_generated_or_data(path) && !path.startsWith('tools/tidy/') && !path.endsWith('.md'));
  return each_line(files, 'todos', new RegExp(`\\b(?:${marks})\\b(?!\\(#\\d+\\))`), () => 'give it an issue number, TODO(#n), or do it');
}

/** Places of one machine and hosts of package registries, which no committed file may name. */
export function places(tree) {
  const hosts = [['registry', 'npmjs'], ['deb', 'debian'], ['pypi', 'org'], ['files', 'pythonhosted'], ['crates', 'io']];
  const host = new RegExp(hosts.map((parts) => parts.join('\\.')).join('|'), 'i');
  const local = new RegExp(`(?<![\\w.\\-~/:}>*])/(${['work', 'home', 'tmp', 'root', 'Users'].join('|')})(?=/[\\w.$]|["'\`\\s,;)]|$)`);
  const files = tree.filter(({ path }) => !path.startsWith('tools/tidy/'));
  return [
    ...each_line(files, 'places', host, (m) => `names the package registry ${m[0]}; the user's own configuration does that`),
    ...each_line(files, 'places', local, (m) => `names a place of one machine (${m[0]}); use a relative path or an environment variable`),
    ...each_line(files.filter(({ path }) => path.endsWith('package-lock.json')), 'places', /"resolved":/, () => 'lock files keep no "resolved"; see CONTRIBUTING.md'),
  ];
}

/** Relative links of the Markdown files lead somewhere. */
export function links(tree) {
  const known = new Set(tree.map((file) => file.path));
  for (const { path } of tree) for (let up = posix.dirname(path); up !== '.'; up = posix.dirname(up)) known.add(up);
  const found = [];
  for (const { path, text } of tree.filter((file) => file.path.endsWith('.md'))) {
    for (const match of text.matchAll(/\]\((?!\w+:|#)([^)#\s]+)(?:#[^)]*)?\)/g)) {
      const target = posix.join(posix.dirname(path), match[1]).replace(/\/$/, '');
      if (!known.has(target)) found.push({ rule: 'links', path, line: line_at(text, match.index), message: `leads nowhere: ${match[1]}` });
    }
  }
  return found;
}

/** The sizes over the limits: {"path: function" or "path" → lines}. */
export function oversized(tree) {
  const functions = {};
  const files = {};
  for (const { path, text } of tree) {
    if (is_cpp(path)) {
      for (const { name, lines } of functions_of(text)) {
        if (lines > kFunctionLinesMax) functions[`${path}: ${name}`] = Math.max(lines, functions[`${path}: ${name}`] ?? 0);
      }
    }
    const lines = text.split('\n').length - 1;
    if (lines > kFileLinesMax && !is_generated_or_data(path)) files[path] = lines;
  }
  return { functions, files };
}

/** Nothing newly exceeds a limit, and what is listed as an exception only shrinks. */
export function ratchet(tree, listed) {
  const found = [];
  const now = oversized(tree);
  const limits = { functions: kFunctionLinesMax, files: kFileLinesMax };
  for (const kind of ['functions', 'files']) {
    for (const [name, lines] of Object.entries(now[kind])) {
      const allowed = listed[kind]?.[name];
      if (allowed === undefined) found.push({ rule: 'ratchet', path: name, line: 1, message: `${lines} lines; the limit is ${limits[kind]}` });
      else if (lines > allowed) found.push({ rule: 'ratchet', path: name, line: 1, message: `grew from ${allowed} to ${lines} lines; exceptions only shrink` });
      else if (lines < allowed) found.push({ rule: 'ratchet', path: name, line: 1, message: `shrank to ${lines} lines: write that number into tools/tidy/ratchet.json` });
    }
    for (const name of Object.keys(listed[kind] ?? {})) {
      if (!(name in now[kind])) found.push({ rule: 'ratchet', path: name, line: 1, message: 'is within the limit now: take it out of tools/tidy/ratchet.json' });
    }
  }
  return found;
}

export const kRules = [layers, cycles, banned, file_names, headers, dead_files, todos, places, links];
