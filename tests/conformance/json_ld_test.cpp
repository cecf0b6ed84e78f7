// Expansion and conversion to RDF against the W3C suite (w3c/json-ld-api): every negative test, and
// every positive one but those that json_ld_misses.txt names with the reason. A test that is listed
// there and passes is as wrong as one that is not listed and fails.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "formats/rdf/nquads.h"
#include "formats/rdf/plain_statements.h"
#include "formats/rdf/rdfc.h"
#include "formats/rdf/to_rdf.h"
#include "support/vectors.h"

using namespace cairn;

namespace {

const std::string kBase = "https://w3c.github.io/json-ld-api/tests/";

std::filesystem::path folder() { return test::vectors_folder() / "json-ld-api"; }

/// What the suite's own web site would serve.
void serve(rdf::ContextStore& store, const std::string& set) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder() / set)) {
    if (entry.path().extension() != ".jsonld") continue;
    const std::string url = kBase + std::filesystem::relative(entry.path(), folder()).string();
    static_cast<void>(store.add(url, test::read_file(entry.path())));
  }
}

/// Text that is equal for documents that differ only in the order of members and, outside lists, of
/// items: what the suite's README asks to compare.
std::string unordered(const json::Value& value, bool keep_order) {
  if (value.is_array()) {
    std::vector<std::string> items;
    for (const json::Value& item : value.items()) items.push_back(unordered(item, keep_order));
    if (!keep_order) std::ranges::sort(items);
    std::string text = "[";
    for (const std::string& item : items) text.append(item).append(",");
    return text + "]";
  }
  if (!value.is_object()) return json::canonicalize(value).value_or("(not a number)");
  std::map<std::string, std::string> members;
  for (const json::Member& member : value.members())
    members[std::string(member.key)] =
        unordered(member.value, member.key == "@list" || member.key == "@value");
  std::string text = "{";
  for (const auto& [key, member] : members) text.append(key).append(":").append(member).append(",");
  return text + "}";
}

struct Case {
  std::string name;
  const json::Value* entry = nullptr;
  std::string url;
  json::Document input;
  json::Document context;
  rdf::ToRdfOptions options;

  bool has_type(const char* part) const {
    for (const json::Value& type : entry->find("@type")->items())
      if (type.string().find(part) != std::string_view::npos) return true;
    return false;
  }
  std::string file(const char* key) const {
    return test::read_file(folder() / entry->text_of(key));
  }
};

rdf::RdfDirection direction_of(std::string_view name) {
  if (name == "i18n-datatype") return rdf::RdfDirection::i18n_datatype;
  return name.empty() ? rdf::RdfDirection::none : rdf::RdfDirection::compound_literal;
}

/// Options point into the case: it must stay where it is.
void prepare(Case& test) {
  static const json::Value kNone{};
  const json::Value* option = test.entry->find("option");
  if (option == nullptr) option = &kNone;
  const std::string_view base = option->text_of("base");
  test.url = base.empty() ? kBase + std::string(test.entry->text_of("input")) : std::string(base);
  auto input = json::read(test.file("input"));
  REQUIRE_MESSAGE(input.has_value(), describe(input.error()));
  test.input = std::move(*input);
  test.options.expand.base = test.url;
  test.options.expand.dropping = rdf::Dropping::lenient;
  if (option->text_of("processingMode") == "json-ld-1.0")
    test.options.expand.mode = rdf::ProcessingMode::json_ld_1_0;
  test.options.direction = direction_of(option->text_of("rdfDirection"));
  if (const std::string_view context = option->text_of("expandContext"); !context.empty()) {
    test.context = json::read(test::read_file(folder() / context)).value();
    test.options.expand.expand_context = &test.context.root();
  }
}

bool expands(const Case& test, const rdf::ContextStore& store) {
  rdf::ExpandOptions options = test.options.expand;
  options.order = rdf::KeyOrder::sorted;
  const auto expanded = rdf::expand(test.input.root(), store, options);
  if (test.has_type("Negative"))
    return !expanded && expanded.error().message.starts_with(
                            std::string(test.entry->text_of("expectErrorCode")) + ":");
  if (!expanded) {
    MESSAGE(test.name << ": " << describe(expanded.error()));
    return false;
  }
  const auto expected = json::read(test.file("expect"));
  REQUIRE(expected.has_value());
  return unordered(expanded->root(), false) == unordered(expected->root(), false);
}

bool converts(const Case& test, const rdf::ContextStore& store) {
  const auto data = rdf::to_rdf(test.input.root(), store, test.options);
  if (test.has_type("Negative"))
    return !data && data.error().message.starts_with(
                        std::string(test.entry->text_of("expectErrorCode")) + ":");
  if (!data) {
    MESSAGE(test.name << ": " << describe(data.error()));
    return false;
  }
  if (test.has_type("Syntax")) return true;
  const auto expected = rdf::read_nquads(test.file("expect"));
  if (!expected) {
    MESSAGE(test.name << " expectation: " << describe(expected.error()));
    return false;
  }
  const auto got = rdf::canonicalize(*data);
  const auto wanted = rdf::canonicalize(*expected);
  return got && wanted && got->nquads == wanted->nquads;
}

/// Whether the document is plain; then both ways to its statements must agree.
bool agrees(const Case& test, const rdf::ContextStore& store) {
  rdf::ToRdfOptions options = test.options;
  options.expand.dropping = rdf::Dropping::safe;
  const auto plain = rdf::plain_statements(test.input.root(), store, options);
  if (!plain) return false;
  const auto general = rdf::general_statements(test.input.root(), store, options);
  REQUIRE_MESSAGE(general.has_value(), describe(general.error()));
  CHECK(rdf::canonicalize(*plain).value().nquads == rdf::canonicalize(*general).value().nquads);
  return true;
}

bool is_of_1_0(const json::Value& entry) {
  const json::Value* option = entry.find("option");
  if (option == nullptr) return false;
  const std::string_view version = option->text_of("specVersion");
  if (!version.empty()) return version == "json-ld-1.0";
  return option->text_of("processingMode") == "json-ld-1.0";
}

std::set<std::string> listed_misses(const std::string& set) {
  std::set<std::string> names;
  std::istringstream lines(test::read_file("tests/conformance/json_ld_misses.txt"));
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with(set + "#")) names.insert(line.substr(0, line.find(' ')));
  return names;
}

struct Counts {
  int passed = 0;
  int total = 0;
};

void run(const std::string& set, bool (*passes)(const Case&, const rdf::ContextStore&)) {
  if (!test::have_vectors("json-ld-api")) return;
  const auto manifest = json::read(test::read_file(folder() / (set + "-manifest.jsonld")));
  REQUIRE(manifest.has_value());
  rdf::ContextStore store;
  serve(store, set);
  std::set<std::string> misses = listed_misses(set);
  Counts positive, negative;
  int skipped = 0;
  for (const json::Value& entry : manifest->root().find("sequence")->items()) {
    if (is_of_1_0(entry)) {
      ++skipped;
      continue;
    }
    Case test;
    test.name = set + std::string(entry.text_of("@id"));
    test.entry = &entry;
    CAPTURE(test.name);
    prepare(test);
    const bool passed = passes(test, store);
    const bool listed = misses.erase(test.name) > 0;
    CHECK_MESSAGE(passed != listed, (listed ? "is listed as a miss but passes" : "fails"));
    Counts& counts = test.has_type("Negative") ? negative : positive;
    if (test.has_type("Negative")) CHECK(passed);
    ++counts.total;
    counts.passed += passed;
  }
  for (const std::string& name : misses)
    FAIL_CHECK("listed as a miss but not in the suite: ", name);
  CHECK(positive.total > 200);
  std::printf(
      "vectors json-ld-api %s: %d of %d positive, %d of %d negative, %d skipped (json-ld-1.0)\n",
      set.c_str(), positive.passed, positive.total, negative.passed, negative.total, skipped);
}

}  // namespace

TEST_CASE("JSON-LD expansion agrees with the W3C suite") { run("expand", expands); }

TEST_CASE("JSON-LD to RDF agrees with the W3C suite") { run("toRdf", converts); }

TEST_CASE("the short way of plain documents gives the statements of the algorithms") {
  if (!test::have_vectors("json-ld-api")) return;
  int plain = 0;
  for (const std::string set : {"expand", "toRdf"}) {
    const auto manifest = json::read(test::read_file(folder() / (set + "-manifest.jsonld")));
    REQUIRE(manifest.has_value());
    rdf::ContextStore store;
    serve(store, set);
    for (const json::Value& entry : manifest->root().find("sequence")->items()) {
      Case test;
      test.name = set + std::string(entry.text_of("@id"));
      test.entry = &entry;
      CAPTURE(test.name);
      prepare(test);
      plain += agrees(test, store);
      // As a context at an address, every inline one can be part of a plain document.
      const json::Value* context = test.input.root().find("@context");
      if (context == nullptr || !context->is_object()) continue;
      json::Arena arena;
      const std::string url = "urn:cairn:" + test.name;
      static_cast<void>(store.add(url, json::write(arena.object({{"@context", *context}}))));
      const json::Document whole = std::exchange(test.input, {});
      test.input = json::Document(whole.arena(),
                                  arena.with_member(whole.root(), "@context", arena.string(url)));
      plain += agrees(test, store);
    }
  }
  CHECK(plain > 30);
  std::printf("counted plain JSON-LD documents: %d\n", plain);
}
