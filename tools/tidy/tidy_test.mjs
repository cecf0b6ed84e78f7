// Plants a violation of each rule of the tidy test, and the nearest thing that is allowed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { code_of, functions_of } from './cpp.mjs';
import { fuzzed } from './parsers.mjs';
import * as rules from './rules.mjs';

const file = (path, text) => ({ path, text });
const lines_of = (found) => found.map(({ path, line }) => `${path}:${line}`);
const long_body = (lines) => '  step();\n'.repeat(lines - 2);

test('layers: formats and domain never see each other, and nothing looks up', () => {
  const tree = [
    file('src/domain/credit/a.cpp', '#include "base/id.h"\n#include "formats/json/value.h"\n'),
    file('src/app/rights/b.cpp', '#include "adapters/sql/port.h"\n'),
    file('src/cli/c.cpp', '#include "server/router.h"\n'),
    file('src/program/main.cpp', '#include "adapters/sqlite/driver.h"\n#include "cli/run.h"\n'),
    file('src/adapters/net/e.h', '#include "server/http/message.h"\n#include "server/routes/all.h"\n'),
    file('src/stuff/d.cpp', ''),
  ];
  assert.deepEqual(lines_of(rules.layers(tree)), ['src/domain/credit/a.cpp:2', 'src/app/rights/b.cpp:1', 'src/cli/c.cpp:1', 'src/adapters/net/e.h:2', 'src/stuff/d.cpp:1']);
});

test('cycles: between files and between modules', () => {
  const files = [file('src/base/a.h', '#include "base/b.h"'), file('src/base/b.h', '#include "base/a.h"')];
  assert.equal(rules.cycles(files).length, 1);
  const modules = [
    file('src/domain/x/a.h', '#include "domain/y/a.h"'), file('src/domain/y/a.h', ''),
    file('src/domain/y/b.h', '#include "domain/x/b.h"'), file('src/domain/x/b.h', ''),
  ];
  assert.equal(rules.cycles(modules).length, 1);
  assert.deepEqual(rules.cycles([file('src/base/a.h', '#include "base/b.h"'), file('src/base/b.h', '')]), []);
});

test('banned: names, std::endl, using namespace, new, delete, printf, double in the domain, clocks', () => {
  const planted = (path, text) => rules.banned([file(path, text)]).length;
  assert.equal(planted('src/app/a.h', 'class CreditManager {};'), 1);
  assert.equal(planted('src/app/a.h', 'struct StringUtils {};'), 1);
  assert.equal(planted('src/app/a.h', 'struct Institution {};'), 1);
  assert.equal(planted('src/app/a.cpp', 'out << std::endl;'), 1);
  assert.equal(planted('src/app/a.h', 'using namespace std;'), 1);
  assert.equal(planted('src/app/a.cpp', 'using namespace std::chrono_literals;'), 0);
  assert.equal(planted('src/app/a.cpp', 'auto* p = new Thing();'), 1);
  assert.equal(planted('src/app/a.cpp', 'return std::unique_ptr<a::Thing>(\n    new Thing());'), 0);
  assert.equal(planted('src/app/a.cpp', 'return new (arena.allocate(8)) Thing();'), 0);
  assert.equal(planted('src/app/a.cpp', 'delete p;'), 1);
  assert.equal(planted('src/app/a.h', 'A(const A&) = delete;'), 0);
  assert.equal(planted('src/app/a.cpp', 'std::printf("x");'), 1);
  assert.equal(planted('src/base/result.cpp', 'std::fprintf(stderr, "x");'), 0);
  assert.equal(planted('src/domain/credit/a.h', 'double credit = 0;'), 1);
  assert.equal(planted('src/formats/json/a.h', 'double number = 0;'), 0);
  assert.equal(planted('src/app/a.cpp', 'auto t = std::chrono::system_clock::now();'), 1);
  assert.equal(planted('src/app/a.cpp', '// a new std::endl in a "comment"\nauto s = "delete p;";'), 0);
});

test('file_names: nothing is called util, helper, manager, misc or common', () => {
  const tree = ['src/base/string_utils.h', 'src/app/helpers/a.h', 'src/base/text.h'].map((path) => file(path, ''));
  assert.deepEqual(lines_of(rules.file_names(tree)), ['src/base/string_utils.h:1', 'src/app/helpers/a.h:1']);
});

test('headers: say what they are for and are included once', () => {
  assert.equal(rules.headers([file('src/base/a.h', '#pragma once\n')]).length, 1);
  assert.equal(rules.headers([file('src/base/a.h', '// Says it.\n')]).length, 1);
  assert.equal(rules.headers([file('src/base/a.h', '// Says it.\n#pragma once\n')]).length, 0);
});

test('dead_files: a header nobody includes, a source no module compiles', () => {
  const tree = [
    file('src/CMakeLists.txt', 'cairn_module(base LINKS fmt::fmt)\ncairn_program(cairn program USES base)\n'),
    file('tests/fuzz/CMakeLists.txt', '  cairn_fuzz(json USES base)\n'),
    file('src/base/a.cpp', '#include "base/a.h"\n'), file('src/base/a.h', ''), file('src/base/lonely.h', ''),
    file('src/program/main.cpp', ''), file('src/orphan/b.cpp', ''), file('tests/fuzz/json_fuzz.cpp', ''), file('tests/fuzz/lost_fuzz.cpp', ''), file('tests/other/c.cpp', ''),
  ];
  assert.deepEqual(lines_of(rules.dead_files(tree)), ['src/base/lonely.h:1', 'src/orphan/b.cpp:1', 'tests/fuzz/lost_fuzz.cpp:1', 'tests/other/c.cpp:1']);
});

test('todos: only with an issue number', () => {
  const tree = [file('src/base/a.cpp', '// TODO: later\n// TODO(#12): said where\n// FIXME\n')];
  assert.deepEqual(lines_of(rules.todos(tree)), ['src/base/a.cpp:1', 'src/base/a.cpp:3']);
});

test('places: no path of one machine, no registry host, no resolved in a lock file', () => {
  const host = ['registry', 'npmjs', 'org'].join('.');
  const planted = (path, text) => rules.places([file(path, text)]).length;
  assert.equal(planted('tools/a.sh', 'cd /work/main'), 1);
  assert.equal(planted('tools/a.sh', 'echo x > "/tmp/x"'), 1);
  assert.equal(planted('web/.npmrc', `registry=https://${host}/`), 1);
  assert.equal(planted('web/package-lock.json', '  "resolved": "x",'), 1);
  assert.equal(planted('docs/a.md', 'see https://example.org/work/a and ../work/b and $HOME/tmp/c'), 0);
});

test('links: a relative link leads to a file or folder', () => {
  const tree = [file('README.md', '[a](docs/a.md) [b](docs/b.md#x) [c](https://example.org) [d](#here) [e](docs/)'), file('docs/a.md', '')];
  assert.deepEqual(rules.links(tree).map((found) => found.message), ['leads nowhere: docs/b.md']);
});

test('ratchet: sizes over the limit are refused, exceptions only shrink', () => {
  const tree = [file('src/base/a.cpp', `void run() {\n${long_body(61)}}\n`), file('src/base/b.cpp', 'x\n'.repeat(601))];
  const listed = (lines, file_lines) => ({ functions: { 'src/base/a.cpp: run': lines }, files: { 'src/base/b.cpp': file_lines } });
  assert.equal(rules.ratchet(tree, { functions: {}, files: {} }).length, 2);
  assert.equal(rules.ratchet(tree, listed(61, 601)).length, 0);
  assert.equal(rules.ratchet(tree, listed(60, 600)).length, 2);
  assert.equal(rules.ratchet(tree, listed(62, 602)).length, 2);
  assert.equal(rules.ratchet([], listed(61, 601)).length, 2);
  assert.equal(rules.ratchet([file('src/base/a.cpp', `void run() {\n${long_body(60)}}\n`)], { functions: {}, files: {} }).length, 0);
});

test('functions are found in classes, templates, constructors and test cases', () => {
  const text = `namespace cairn {
template <class T>
class Box {
 public:
  Box() : a_{1}, b_(2) {
    go();
  }
  int size() const noexcept { return a_; }
  bool operator==(const Box&) const = default;
};
std::vector<int> kTable = {1, 2};
Result<int> read(std::string_view text, const Limits& limits = {}) {
  for (int i = 0; i < 3; ++i) { go([&](int x) { return x; }); }
  return "}";
}
}  // namespace cairn
TEST_CASE("it { holds") {
  CHECK(true);
}
`;
  assert.deepEqual(functions_of(text), [
    { name: 'Box', line: 5, lines: 3 }, { name: 'size', line: 8, lines: 1 },
    { name: 'read', line: 12, lines: 4 }, { name: 'TEST_CASE it { holds', line: 17, lines: 3 },
  ]);
});

test('a case that only returns is one line to read', () => {
  const text = 'int f(E e) {\n  switch (e) {\n    case E::a:\n      return 1;\n    case E::b:\n      go();\n      return 2;\n  }\n}\n';
  assert.equal(functions_of(text)[0].lines, 8);
});

test('comments, strings, raw strings and digit separators are no code', () => {
  assert.equal(code_of('a = 1\'000; b = R"x(\n" // )x"; // c').replace(/\s+/g, ' ').trim(), "a = 1'000; b = ;");
});

test('fuzzed: each parser is listed with a target that calls it', () => {
  const reader = file('src/formats/a/reader.h', 'Result<Thing> read(std::string_view text);\n');
  const target = file('tests/fuzz/a_fuzz.cpp', 'static_cast<void>(a::read(text));\n');
  const list = (text) => file('tests/fuzz/parsers.txt', text);
  const good = 'src/formats/a/reader.h read a # a comment\n';
  assert.deepEqual(fuzzed([reader, target, list(good)]), []);
  assert.deepEqual(lines_of(fuzzed([reader, target])), ['src/formats/a/reader.h:1']);
  assert.deepEqual(lines_of(fuzzed([reader, list(good)])), ['tests/fuzz/parsers.txt:1']);
  const through = (name) => list(`src/formats/a/reader.h read a through ${name}\n`);
  assert.deepEqual(lines_of(fuzzed([reader, target, through('scan')])), ['tests/fuzz/parsers.txt:1']);
  assert.deepEqual(lines_of(fuzzed([target, list(good)])), ['tests/fuzz/parsers.txt:1']);
  const planted = (text) => fuzzed([file('src/base/b.h', text)]).length;
  assert.equal(planted('static Result<std::map<std::string, int, std::less<>>> parse_all(\n    const json::Value& v);'), 1);
  assert.equal(planted('Result<Bits> base32_decode(Bytes bytes, std::size_t max);'), 1);
  assert.equal(planted('// Result<Thing> read(std::string_view text);'), 0);
  assert.equal(planted('Result<void> write(std::string_view text);\nResult<Key> read(const Options& o);'), 0);
});
