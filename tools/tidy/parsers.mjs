// The tidy rule that no parser goes unfuzzed: every function of a header that makes something of a
// text, of bytes or of JSON stands in tests/fuzz/parsers.txt, with the target that reaches it. What
// the command line reads of its arguments is its user's own.
import { code_of, line_at } from './cpp.mjs';

const kList = 'tests/fuzz/parsers.txt';
const kParser =
  /\bResult<(?:[^<>;{}]|<(?:[^<>;{}]|<[^<>;{}]*>)*>)*>\s+((?:read|parse|decode|open_|find_in|unbake|gunzip|self_described)\w*|\w+_decode|to_rdf|rsa_der)\s*\(\s*(?:std::string_view|const (?:json::)?Value&|(?:crypto::)?Bytes\b|std::span<const (?:std::uint8_t|NamedText)>)/g;

/** [{header, name, line}], a name once for each header. */
export function parsers_of({ path, text }) {
  const code = code_of(text);
  const found = [...code.matchAll(kParser)].map((match) => ({
    header: path,
    name: match[1],
    line: line_at(code, match.index),
  }));
  return found.filter(({ name }, index) => found.findIndex((other) => other.name === name) === index);
}

/** "src/a/b.h read target" or "src/a/b.h read target through name", one a line; "#" comments. */
function listed_in(text) {
  const entries = [];
  text.split('\n').forEach((line, index) => {
    const words = line.replace(/#.*/, '').trim().split(/\s+/);
    if (words.length < 3) return;
    const [header, name, target, , through = name] = words;
    entries.push({ header, name, target, through, line: index + 1 });
  });
  return entries;
}

export function fuzzed(tree) {
  const by_path = new Map(tree.map((file) => [file.path, file.text]));
  const listed = listed_in(by_path.get(kList) ?? '');
  const same = (a) => (b) => a.header === b.header && a.name === b.name;
  const is_header = ({ path }) => /^src\/(?!cli\/).*\.h$/.test(path);
  const parsers = tree.filter(is_header).flatMap(parsers_of);
  const unlisted = parsers
    .filter((parser) => !listed.some(same(parser)))
    .map(({ header, name, line }) => ({
      rule: 'fuzzed',
      path: header,
      line,
      message: `${name} has no fuzz target; write one and add it to ${kList}`,
    }));
  const wrong = [];
  for (const entry of listed) {
    const { header, name, target, through, line } = entry;
    const refuse = (message) => wrong.push({ rule: 'fuzzed', path: kList, line, message });
    const source = by_path.get(`tests/fuzz/${target}_fuzz.cpp`);
    if (!parsers.some(same(entry))) refuse(`${header} has no parser ${name}`);
    else if (source === undefined) refuse(`there is no fuzz target ${target}`);
    else if (!new RegExp(`\\b${through}\\b`).test(source)) refuse(`${target} does not call ${through}`);
  }
  return [...unlisted, ...wrong];
}
