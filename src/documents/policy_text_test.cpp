// Policies as sentences: each kind of rule, in both languages.
#include "documents/policy_text.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "documents/catalogue_json.h"
#include "documents/requirement_text.h"

using namespace cairn;
using namespace cairn::documents;

namespace {

const char* const kCatalogue = R"(
organizations:
  - {id: uni, kind: university, name: {en: Coast University, ar: جامعة الساحل}, creditSystem: ects}
gradeScales:
  - {id: letters, name: {en: US letters, ar: حروف أمريكية}, grades: [{value: A, points: "4"}, {value: B, points: "3"}]}
policies:
  - id: house
    layer: organization
    name: {en: Study regulations, ar: لائحة الدراسة}
    organization: uni
    validFrom: 2026-01-01
    validUntil: 2027-12-31
    rules:
      - {id: a, mayLoosen: [programme, exception], limit: {atMost: {share: "1/2", system: ects}, where: {origins: [prior-learning]}}}
      - {id: b, for: {kinds: [degree]}, limit: {atMost: {awards: 2}, per: organization}}
      - {id: c, exclude: {subjects: [sport]}}
      - {id: d, only: {kinds: [course]}}
      - {id: e, gradeFloor: {scale: letters, atLeast: B}}
      - {id: f, applied: {minimum: {hours: "10"}, where: {modes: [onsite]}}}
      - {id: g, distinct: {by: subject, minimum: 3}}
      - {id: h, average: {scale: letters, minimum: "3"}}
      - {id: i, residency: {minimum: {credit: {amount: "6", system: ects}}}}
      - {id: j, residency: {minimum: {awards: 1}, at: [uni]}}
      - {id: k, sharing: {atMost: {awards: 1}, times: 2}}
)";

const learning::Catalogue& catalogue() {
  static const learning::Catalogue kRead =
      read_catalogue(std::vector<NamedText>{{"c.yaml", kCatalogue}}).value().catalogue;
  return kRead;
}

}  // namespace

TEST_CASE("a policy is said in English") {
  CHECK(policy_text(catalogue().policies.front(), catalogue(), "en") ==
        "Study regulations (organization), by Coast University, from 2026-01-01 to 2027-12-31:\n"
        "  a: at most 1/2 of the credit (ects) from prior learning; programmes or exceptions may "
        "loosen this\n"
        "  b: for what is of the kind degree: at most 2 awards from any one provider\n"
        "  c: awards in sport do not count\n"
        "  d: only awards of the kind course count\n"
        "  e: no grade below B on US letters counts\n"
        "  f: at least 10 hours taken on site\n"
        "  g: at least 3 different subjects\n"
        "  h: a mean grade of 3 or better on US letters\n"
        "  i: at least 6 ECTS credits at the organization itself\n"
        "  j: at least 1 award at Coast University\n"
        "  k: at most 1 award may count more than once; nothing counts for more than 2 parts\n");
}

TEST_CASE("a policy is said in Arabic, with the names that the catalogue has") {
  const std::string text = policy_text(catalogue().policies.front(), catalogue(), "ar");
  CHECK(text.starts_with(
      "لائحة الدراسة (المؤسسة)، من جامعة الساحل، من 2026-01-01 إلى 2027-12-31:\n"));
  CHECK(text.find("  e: لا تُحتسب درجة دون B على حروف أمريكية\n") != std::string::npos);
  CHECK(text.find('{') == std::string::npos);
}

TEST_CASE("a rule of a policy is known by its name in a merged requirement") {
  const Phrases english("requirement", "en");
  CHECK(by_policy(NodeId("house:a"), catalogue(), english) ==
        " (by the policy of Coast University)");
  CHECK(by_policy(NodeId("house:z"), catalogue(), english) == "");
  CHECK(by_policy(NodeId("a"), catalogue(), english) == "");
  CHECK(by_policy(NodeId("house:a"), catalogue(), Phrases("requirement", "ar")) ==
        " (بموجب سياسة جامعة الساحل)");
}
