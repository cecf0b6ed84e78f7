// The examples that npm's ajv judges by our JSON Schemas
// (tests/interop/requirement_schema_checks.mjs): the readers draw the same line.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "documents/agreement_json.h"
#include "documents/authority_json.h"
#include "documents/policy_json.h"
#include "documents/precedent_json.h"
#include "documents/record_json.h"
#include "documents/requirement_json.h"
#include "formats/json/reader.h"

using namespace cairn;
using namespace cairn::documents;

namespace {

template <class T>
int judge(const json::Value& lists, Result<T> (*read)(const json::Value&, const Source&)) {
  int judged = 0;
  for (const char* list : {"accepted", "refused"})
    for (const json::Value& example : lists.find(list)->items()) {
      const auto made = read(example, {"", ""});
      INFO(json::write(example) << (made ? "" : ": " + describe(made.error())));
      CHECK(made.has_value() == (std::string_view(list) == "accepted"));
      ++judged;
    }
  return judged;
}

}  // namespace

TEST_CASE("the readers accept and refuse what the schemas do") {
  std::ifstream file("tests/interop/requirement_examples.json");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto examples = json::read(text);
  REQUIRE(examples);
  CHECK(judge(*examples->root().find("requirement"), read_requirement) >= 50);
  CHECK(judge(*examples->root().find("record"), read_record) >= 18);
  CHECK(judge(*examples->root().find("policy"), read_policy) >= 40);
  CHECK(judge(*examples->root().find("agreement"), read_agreement) >= 30);
  CHECK(judge(*examples->root().find("precedents"), read_precedents) >= 15);
  CHECK(judge(*examples->root().find("authorities"), read_authorities) >= 15);
}
