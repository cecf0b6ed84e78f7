// RDFC-1.0 against the W3C suite (w3c/rdf-canon): evaluation, issued identifiers, the negative
// test.
#include "formats/rdf/rdfc.h"

#include <doctest/doctest.h>

#include <cstdio>
#include <map>
#include <string>

#include "formats/json/reader.h"
#include "formats/rdf/nquads.h"
#include "support/vectors.h"

using namespace cairn;

namespace {

struct Counts {
  int passed = 0;
  int total = 0;
};

Result<rdf::Canonical> canonicalized(const rdf::Dataset& data, const json::Value& entry) {
  rdf::CanonicalizeOptions options;
  if (entry.text_of("hashAlgorithm") == "SHA384") options.hash = crypto::HashAlgorithm::sha384;
  return rdf::canonicalize(data, options);
}

bool same_map(const rdf::Dataset& data, const rdf::Canonical& canonical, const std::string& file) {
  const auto expected = json::read(file);
  REQUIRE(expected.has_value());
  std::map<std::string, std::string> wanted, got;
  for (const json::Member& member : expected->root().members())
    wanted.emplace(member.key, member.value.string());
  for (const auto& [term, number] : canonical.issued)
    got.emplace(data.term(term).value, "c14n" + std::to_string(number));
  return got == wanted;
}

bool passes(const json::Value& entry, const std::filesystem::path& folder) {
  const auto data = rdf::read_nquads(test::read_file(folder / entry.text_of("action")));
  REQUIRE_MESSAGE(data.has_value(), describe(data.error()));
  const auto canonical = canonicalized(*data, entry);
  if (entry.text_of("type") == "rdfc:RDFC10NegativeEvalTest")
    return !canonical && canonical.error().code == ErrorCode::exhausted;
  if (!canonical) return false;
  const std::string expected = test::read_file(folder / entry.text_of("result"));
  if (entry.text_of("type") == "rdfc:RDFC10MapTest") return same_map(*data, *canonical, expected);
  return canonical->nquads == expected;
}

}  // namespace

TEST_CASE("every RDFC-1.0 vector gives the published canonical form, map or refusal") {
  if (!test::have_vectors("rdf-canon")) return;
  const auto folder = test::vectors_folder() / "rdf-canon";
  const auto manifest = json::read(test::read_file(folder / "manifest.jsonld"));
  REQUIRE(manifest.has_value());
  std::map<std::string, Counts> by_type;
  Counts all;
  for (const json::Value& entry : manifest->root().find("entries")->items()) {
    const std::string id(entry.text_of("id"));
    CAPTURE(id);
    const bool passed = passes(entry, folder);
    CHECK(passed);
    for (Counts* counts : {&all, &by_type[std::string(entry.text_of("type"))]}) {
      ++counts->total;
      counts->passed += passed;
    }
  }
  CHECK(all.total == 86);
  for (const auto& [type, counts] : by_type)
    std::printf("  %s: %d of %d\n", type.c_str(), counts.passed, counts.total);
  std::printf("vectors rdf-canon: %d passed, %d failed, 0 skipped\n", all.passed,
              all.total - all.passed);
}
