// What sentences of an audit say of exceptions.
#include <doctest/doctest.h>

#include "documents/audit_json.h"
#include "documents/audit_text.h"
#include "documents/catalogue_json.h"
#include "documents/record_json.h"
#include "formats/json/reader.h"

namespace cairn::documents {
namespace {

constexpr std::string_view kCatalogue = R"({
  "organizations": [{"id": "uni", "kind": "university", "name": {"en": "University"}}],
  "achievements": [
    {"id": "maths", "organization": "uni", "kind": "course", "name": {"en": "Maths"}},
    {"id": "two", "organization": "uni", "kind": "certificate", "name": {"en": "Two"},
     "requirement": {"id": "all", "all": [
       {"id": "m", "holds": "maths"},
       {"id": "n", "awards": {"minimum": 3}}]}}]})";

constexpr std::string_view kRecord = R"({"awards": [], "exceptions": [
  {"id": "e", "kind": "waive", "node": "two/m", "author": "Dean", "reason": "illness",
   "evidence": "file 7", "from": "2026-01-01", "until": "2026-12-31"},
  {"id": "f", "kind": "adjust", "node": "two/n", "value": "2", "author": "Dean",
   "reason": "hardship", "from": "2026-01-01"},
  {"id": "g", "kind": "waive", "node": "two/all", "author": "Dean", "reason": "over",
   "from": "2026-01-01", "until": "2026-05-31"}]})";

const Date kDay = Date::parse("2026-06-01").value();

struct Audited {
  version::Applicable applied;
  audit::Programme programme;
  audit::Audit audit;
};

Audited audited() {
  const auto catalogue =
      read_catalogue(std::vector<NamedText>{{"catalogue.json", std::string(kCatalogue)}});
  REQUIRE(catalogue);
  const auto document = json::read(kRecord);
  REQUIRE(document);
  const auto record = read_record(document->root(), {"record.json", kRecord});
  REQUIRE(record);
  const AchievementId goal("two");
  auto applied = version::applicable(catalogue->catalogue, *record, {kDay, goal});
  REQUIRE(applied);
  auto programme = audit::Programme::compile(goal, applied->catalogue);
  REQUIRE(programme);
  auto audit = audit::evaluate(*programme, applied->record, {kDay});
  REQUIRE(audit);
  return {std::move(*applied), std::move(*programme), std::move(*audit)};
}

AuditText text_of(const Audited& one, std::string_view language) {
  return {one.programme, one.audit, one.applied.catalogue, language,
          exceptions_in(one.programme, one.applied)};
}

using Lines = std::vector<std::string>;

TEST_CASE("what was granted of a node is said with who, why, on what and for how long") {
  const Audited one = audited();
  const AuditText text = text_of(one, "en");
  CHECK(text.exceptions(NodeId("two/m")) ==
        Lines{"exception e: waived by Dean: illness (file 7), until 2026-12-31"});
  CHECK(text.exceptions(NodeId("two/n")) ==
        Lines{"exception f: 2 is asked for instead by Dean: hardship"});
  CHECK(text.exceptions(NodeId("two/all")).empty());  // of another day
}

TEST_CASE("the same in Arabic") {
  const Audited one = audited();
  const Lines lines = text_of(one, "ar").exceptions(NodeId("two/m"));
  REQUIRE(lines.size() == 1);
  CHECK(lines.front().find("أعفى منه") != std::string::npos);
  CHECK(lines.front().find("2026-12-31") != std::string::npos);
}

}  // namespace
}  // namespace cairn::documents
