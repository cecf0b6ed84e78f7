#include <doctest/doctest.h>

#include <string>

#include "documents/agreement_json.h"
#include "documents/catalogue_json.h"
#include "documents/credit_system_json.h"
#include "documents/crosswalk_json.h"
#include "documents/grade_json.h"
#include "documents/money_json.h"
#include "documents/offering_json.h"
#include "documents/organization_json.h"
#include "documents/pathway_json.h"
#include "formats/json/reader.h"

using namespace cairn;
using namespace cairn::documents;

namespace {

const char* const kOrganizations = R"(
organizations:
  - {id: academy, kind: employer, name: {en: Academy}, creditSystem: ects, dids: ["did:key:z6M"]}
  - {id: uni, kind: university, name: {en: University, ar: جامعة}, country: EG}
achievements:
  - {id: academy/sql, organization: academy, kind: micro-credential, name: {en: SQL},
     credit: [{amount: "2", system: ects}]}
  - {id: uni/db, organization: uni, kind: course, name: {en: Databases}}
)";

std::string agreement(const char* id, const char* factor) {
  return std::string("agreements:\n  - id: ") + id +
         "\n    title: {en: T}\n    sender: academy\n    receiver: uni\n"
         "    validFrom: \"2026-01-01\"\n    terms:\n"
         "      - {id: t, from: [academy/sql], grant: {achievement: uni/db, "
         "rate: {from: ects, to: us-semester, factor: \"" +
         factor + "\"}}}\n";
}

std::string failure(std::vector<NamedText> files, GoalMember goal = GoalMember::refused) {
  files.push_back({"base.yaml", kOrganizations});
  const auto read = read_catalogue(files, goal);
  return read ? "accepted" : describe(read.error());
}

bool says(const std::string& text, std::initializer_list<const char*> parts) {
  INFO(text);
  for (const char* part : parts)
    if (text.find(part) == std::string::npos) {
      CHECK_MESSAGE(false, "missing: " << part << " in: " << text);
      return false;
    }
  return true;
}

template <class T>
std::string rewritten(const char* text, Result<T> (*read)(const json::Value&, const Source&),
                      void (*write)(json::Writer&, const T&)) {
  const auto document = json::read(text);
  REQUIRE(document);
  const auto value = read(document->root(), {"", text});
  if (!value) return describe(value.error());
  json::Writer writer;
  write(writer, *value);
  return writer.take();
}

}  // namespace

TEST_CASE("several files in both notations are one catalogue, whatever their order") {
  const NamedText json{"more.json", R"({"offerings": [{"id": "o", "achievement": "academy/sql",
    "organization": "academy", "price": {"amount": "450.00", "currency": "EUR"}, "weeks": 3,
    "hoursPerWeek": 6, "starts": ["2026-03-01", "2026-02-01", "2026-03-01"]}]})"};
  const NamedText terms{"terms.yml", agreement("a", "1/2")};
  const std::vector<NamedText> one = {json, {"base.yaml", kOrganizations}, terms};
  const std::vector<NamedText> two = {terms, {"base.yaml", kOrganizations}, json};
  for (const auto& files : {one, two}) {
    const auto read = read_catalogue(files);
    REQUIRE(read);
    CHECK(read->catalogue.organizations.size() == 2);
    CHECK(read->catalogue.achievements.size() == 2);
    REQUIRE(read->catalogue.offerings.size() == 1);
    CHECK(read->catalogue.offerings[0].price == credit::Money{45'000, "EUR"});
    CHECK(read->catalogue.offerings[0].starts.size() == 2);
    REQUIRE(read->agreements.size() == 1);
    CHECK(read->agreements[0].terms[0].grant.rate->factor == Rational::create(1, 2).value());
  }
}

TEST_CASE("an id given twice names both places") {
  CHECK(
      says(failure({{"other.yaml", "organizations:\n  - {id: uni, kind: college, name: {en: X}}"}}),
           {"organization id \"uni\"", "first base.yaml, line 4", "other.yaml, line 2, column 5"}));
}

TEST_CASE("in a catalogue of one long line each item has its own column, in characters") {
  std::string text = R"({"achievements": [)";
  const auto add = [&](const std::string& id, const std::string& organization) {
    const std::string item = R"({"id": ")" + id + R"(", "organization": ")" + organization +
                             R"(", "kind": "course", "name": {"ar": "مقرر"}})";
    text += (text.ends_with('[') ? "" : ", ") + item;
    // The Arabic word has four characters in eight bytes.
    return item.size() - 4;
  };
  std::size_t column = 1 + text.size();
  for (int i = 0; i < 300; ++i) column += add("c" + std::to_string(i), "uni") + 2;
  const std::string good = text;
  add("z", "nowhere");
  CHECK(failure({{"long.json", text + "]}"}}) ==
        "achievement \"z\": there is no organization \"nowhere\" in the catalogue (at long.json, "
        "line 1, column " +
            std::to_string(column) + ")");
  text = good;
  add("c0", "uni");
  CHECK(failure({{"long.json", text + "]}"}}) ==
        "the achievement id \"c0\" is given twice; first long.json, line 1, column 19 (at "
        "long.json, line 1, column " +
            std::to_string(column) + ")");
}

TEST_CASE("contradicting agreements name both, agreeing ones are accepted") {
  CHECK(says(failure({{"a.yaml", agreement("first", "1/2")}, {"b.yaml", agreement("second", "1")}}),
             {"\"first\"", "\"second\"", "a.yaml, line 2", "b.yaml, line 2", "2026-01-01"}));
  CHECK(failure({{"a.yaml", agreement("first", "1/2")}, {"b.yaml", agreement("second", "0.5")}}) ==
        "accepted");
}

TEST_CASE("references to what is not there are refused with their place") {
  CHECK(says(
      failure({{"x.yaml", "pathways:\n  - {id: p, title: {en: P}, organization: uni, goal: no}"}}),
      {"pathway \"p\"", "no achievement \"no\"", "x.yaml, line 2"}));
  CHECK(says(failure({{"x.yaml",
                       "achievements:\n  - id: d\n    organization: uni\n    kind: diploma\n"
                       "    name: {en: D}\n    requirement: {id: r, all: [{id: s, holds: no}]}"}}),
             {"achievement \"d\", requirement, node \"s\"", "no achievement \"no\"", "line 2"}));
  CHECK(says(failure({{"x.yaml", "people:\n  - {id: a, name: A, role: learner, goal: no}"}}),
             {"no achievement \"no\"", "x.yaml, line 2"}));
  std::string unknown = agreement("a", "1");
  unknown.replace(unknown.find("receiver: uni"), 13, "receiver: else");
  CHECK(says(failure({{"x.yaml", unknown}}), {"agreement \"a\"", "no organization \"else\""}));
}

TEST_CASE("whatever a requirement names is there, wherever it names it") {
  const auto with_rule = [](const std::string& rule) {
    return failure({{"x.yaml",
                     "achievements:\n  - id: d\n    organization: uni\n    kind: diploma\n"
                     "    name: {en: D}\n    requirement: {id: r, all: [{id: s, " +
                         rule + "}, {id: t, holds: uni/db}]}"}});
  };
  CHECK(with_rule("awards: {minimum: 1, from: {achievements: [\"uni/*\", academy/sql]}}") ==
        "accepted");
  CHECK(says(with_rule("awards: {minimum: 1, from: {achievements: [\"unit/*\"]}}"),
             {"achievement \"d\", requirement, node \"s\"", "\"unit/*\"", "x.yaml, line 2"}));
  for (const char* filter : {"{organizations: [no]}", "{any: [{none: [{organizations: [no]}]}]}"})
    CHECK(says(with_rule(std::string("awards: {minimum: 1, from: ") + filter + "}"),
               {"node \"s\"", "no organization \"no\"", "x.yaml, line 2"}));
  CHECK(says(with_rule("holds: {achievement: uni/db, where: {scales: [no]}}"),
             {"node \"s\"", "no grade scale \"no\""}));
  CHECK(
      says(with_rule("points: {minimum: \"1\", of: [{points: \"1\", from: {achievements: [no]}}]}"),
           {"node \"s\"", "no achievement \"no\""}));
  CHECK(says(with_rule("holds: uni/db, limits: [{id: l, atMost: {awards: 1}, where: "
                       "{achievements: [no]}}]"),
             {"node \"s\"", "no achievement \"no\""}));
  CHECK(says(with_rule("holds: uni/db, sharing: [{id: l, between: [s, t], where: {achievements: "
                       "[no]}}]"),
             {"node \"s\"", "no achievement \"no\""}));
  CHECK(says(with_rule("holds: uni/db, repeats: {keep: best, scale: no}"),
             {"node \"s\"", "no grade scale \"no\""}));
  CHECK(says(with_rule("average: {in: t, scale: no, minimum: \"2\"}"),
             {"node \"s\"", "no grade scale \"no\""}));
  CHECK(says(with_rule("when: {if: {name: f, is: [y]}, then: {id: u, holds: no}}"),
             {"node \"u\"", "no achievement \"no\""}));
}

TEST_CASE("what a member may hold is said where it does not") {
  const auto offering = [](const char* members) {
    return failure({{"x.yaml", std::string("offerings:\n  - {id: o, achievement: academy/sql, "
                                           "organization: academy, weeks: 3, hoursPerWeek: 6, ") +
                                   members + "}"}});
  };
  CHECK(offering("price: {amount: \"0\", currency: EUR}") == "accepted");
  CHECK(says(offering("price: {amount: \"-0.01\", currency: EUR}"), {"negative", "line 2"}));
  CHECK(says(offering("price: {amount: \"1.001\", currency: EUR}"), {"2 decimals"}));
  CHECK(says(offering("price: {amount: \"1.5\", currency: JPY}"), {"0 decimals"}));
  CHECK(says(offering("price: {amount: 450, currency: EUR}"), {"in quotes"}));
  CHECK(says(offering("price: {amount: \"1\", currency: euro}"), {"three capital letters"}));
  CHECK(says(offering("mode: online"), {"needs \"price\""}));
  CHECK(says(offering("price: {amount: \"1\", currency: EUR}, Mode: online"),
             {"no member \"Mode\"", "known are"}));
  CHECK(says(offering("price: {amount: \"1\", currency: EUR}, mode: radio"),
             {"one of: online, onsite, blended"}));
  CHECK(says(offering("price: {amount: \"1\", currency: EUR}, starts: [2026-02-30]"),
             {"must be a date", "line 2"}));
  CHECK(says(failure({{"x.yaml", "achievments: []"}}), {"no member \"achievments\""}));
  CHECK(says(failure({{"x.yaml", "- 1"}}), {"expected a catalogue", "x.yaml, line 1"}));
  CHECK(says(failure({{"x.json", "{\"goal\": 1"}}), {"x.json, line 1"}));
}

TEST_CASE("versions of an agreement stand beside each other, in order and between the same two") {
  const auto versions = [](const std::string& first, const std::string& second) {
    const auto version = [](const std::string& members) {
      return "  - {id: x, title: {en: X}, denied: [{achievement: academy/sql, reason: {en: R}}], " +
             members + "}\n";
    };
    return failure({{"x.yaml", "agreements:\n" + version(first) + version(second)}});
  };
  const std::string there = "sender: academy, receiver: uni, ";
  const std::string first = there + "validFrom: 2025-01-01";
  CHECK(versions(first, "version: 2, " + there + "validFrom: 2026-01-01") == "accepted");
  CHECK(versions(first, "version: 2, " + there + "validFrom: 2025-01-01") == "accepted");
  CHECK(versions("version: 2, " + there + "validFrom: 2026-01-01", first) == "accepted");
  CHECK(says(versions(first, "version: 2, " + there + "validFrom: 2024-12-31"),
             {"x@2", "version 1", "2025-01-01 or later", "line 3"}));
  CHECK(says(versions(first, "version: 2, sender: uni, receiver: academy, validFrom: 2026-01-01"),
             {"x@2", "same sender and receiver"}));
  CHECK(says(versions(first, there + "validFrom: 2026-01-01"), {"x@1", "twice"}));
}

TEST_CASE("a quality label is held for a day or more") {
  const auto label = [](const std::string& members) {
    return failure({{"x.yaml",
                     "achievements:\n  - {id: a, organization: uni, kind: badge, name: {en: A}, "
                     "labels: [{" +
                         members + "}]}"}});
  };
  CHECK(label("label: seal, from: 2025-01-01") == "accepted");
  CHECK(label("label: seal, from: 2025-01-01, until: 2025-01-01") == "accepted");
  CHECK(says(label("label: seal, from: 2025-01-02, until: 2025-01-01"),
             {"ends before it begins", "line 2"}));
  CHECK(says(label("label: seal"), {"a quality label needs \"from\""}));
  CHECK(says(label("label: \"\", from: 2025-01-01"), {"label"}));
}

namespace {

std::string achievement_with(const std::string& members) {
  return failure(
      {{"x.yaml", "achievements:\n  - {id: a, organization: uni, kind: course, name: {en: A}, " +
                      members + "}"}});
}

}  // namespace

TEST_CASE("a code of an achievement is there once and is no beginning") {
  CHECK(achievement_with("codes: [MATH 310, CS 310]") == "accepted");
  CHECK(says(achievement_with("codes: [MATH 310, MATH 310]"),
             {"\"MATH 310\" occurs twice", "line 2"}));
  CHECK(says(achievement_with("codes: [\"MATH *\"]"), {"must not end in *", "line 2"}));
  CHECK(says(achievement_with("codes: [\"\"]"), {"codes"}));
}

TEST_CASE("an attribute is a name, with values that differ") {
  CHECK(achievement_with("attributes: [lab, {name: part, value: B}, {name: part, value: C}]") ==
        "accepted");
  CHECK(says(achievement_with("attributes: [lab, lab]"), {"\"lab\" occurs twice", "line 2"}));
  CHECK(says(achievement_with("attributes: [{name: part, value: B}, {name: part, value: B}]"),
             {"\"part\" occurs twice"}));
  CHECK(says(achievement_with("attributes: [{name: part}]"), {"needs \"value\""}));
  CHECK(says(achievement_with("attributes: [3]"), {"a name or {name, value}", "line 2"}));
}

TEST_CASE("a cost is one exact amount per currency") {
  CHECK(achievement_with(
            "cost: [{amount: \"0\", currency: EUR}, {amount: \"1500\", currency: JPY}]") ==
        "accepted");
  CHECK(says(
      achievement_with("cost: [{amount: \"1\", currency: EUR}, {amount: \"2\", currency: EUR}]"),
      {"two amounts in EUR", "line 2"}));
  CHECK(says(achievement_with("cost: [{amount: \"-1\", currency: EUR}]"), {"negative", "line 2"}));
  CHECK(says(achievement_with("cost: [{amount: \"0.005\", currency: EUR}]"), {"2 decimals"}));
}

TEST_CASE("a grade is one of its scale, which the catalogue knows") {
  const auto with_grade = [](const char* grade) {
    return failure({{"s.yaml",
                     "gradeScales:\n  - {id: de, name: {en: German}, grades: [{value: \"1.0\", "
                     "points: \"1\"}, {value: \"4.0\", points: \"4\"}, {value: \"5.0\", points: "
                     "\"5\", failing: true}]}\n"},
                    {"x.yaml", std::string("people:\n  - {id: a, name: A, role: learner, record: "
                                           "{awards: [{id: w, achievement: uni/db, organization: "
                                           "uni, status: earned, awarded: 2026-01-01, grade: ") +
                                   grade + "}]}}\n"}});
  };
  CHECK(with_grade("{scale: de, value: \"4.0\"}") == "accepted");
  CHECK(with_grade("{scale: de, value: \"5.0\"}") == "accepted");
  CHECK(says(with_grade("{scale: fr, value: \"14\"}"),
             {"award \"w\"", "no grade scale \"fr\"", "x.yaml, line 2"}));
  CHECK(says(with_grade("{scale: de, value: \"4\"}"),
             {"award \"w\"", "\"de\" has no grade \"4\"", "x.yaml, line 2"}));
  CHECK(says(with_grade("{scale: de}"), {"needs \"value\"", "x.yaml, line 2"}));
}

TEST_CASE("a scale that contradicts itself is refused with its place") {
  const auto scale = [](const char* grades) {
    return failure({{"s.yaml", std::string("gradeScales:\n  - {id: s, name: {en: S}, grades: [") +
                                   grades + "]}\n"}});
  };
  CHECK(scale("{value: pass}, {value: fail, failing: true}") == "accepted");
  CHECK(says(scale(""), {"\"s\"", "no grades", "s.yaml, line 2"}));
  CHECK(says(scale("{value: A}, {value: A}"), {"\"A\" is there twice", "s.yaml, line 2"}));
  CHECK(says(scale("{value: F, failing: true}, {value: A}"), {"\"A\" passes", "best first"}));
  CHECK(says(scale("{value: A, points: \"4\"}, {value: B, points: \"3\"}, {value: C, points: "
                   "\"7/2\"}"),
             {"points of \"C\"", "only fall"}));
}

TEST_CASE("a catalogue that declares credit systems declares all of them") {
  const auto declaring = [](const std::string& systems, const std::string& more = "") {
    return failure({{"s.yaml", "creditSystems: [" + systems + "]\n" + more}});
  };
  const std::string ects =
      "{id: ects, name: {en: ECTS}, hoursPerCredit: {min: \"25\", max: \"30\"}}";
  const std::string clock =
      "{id: clock, name: {en: Hours}, kind: hours, hoursPerCredit: {min: \"5/6\", max: \"1\"}}";
  CHECK(declaring("") == "accepted");
  CHECK(declaring(ects) == "accepted");
  CHECK(says(declaring(clock), {"\"academy\"", "no credit system \"ects\"", "base.yaml, line 3"}));
  CHECK(says(declaring(ects, agreement("a", "1")),
             {"term \"t\"", "no credit system \"us-semester\"", "s.yaml, line 3"}));
  CHECK(says(declaring("{id: x, name: {en: X}, hoursPerCredit: {min: \"30\", max: \"25\"}}"),
             {"\"x\"", "0 < min <= max", "s.yaml, line 1"}));
  const auto degree = [](const char* system) {
    return std::string(
               "achievements:\n  - {id: d, organization: uni, kind: degree, name: {en: D}, ") +
           "requirement: {id: r, credit: {minimum: {amount: \"1\", system: " + system + "}}}}\n";
  };
  CHECK(declaring(ects, degree("ects")) == "accepted");
  CHECK(says(declaring(ects, degree("etcs")), {"node \"r\"", "no credit system \"etcs\""}));
}

TEST_CASE("a grade table fits its scale and sums to one") {
  const auto table = [](const char* shares, const char* more = "") {
    return failure(
        {{"t.yaml", std::string("gradeScales: [{id: pf, name: {en: P}, grades: [{value: merit}, "
                                "{value: pass}, {value: fail, failing: true}]}]\n"
                                "gradeTables:\n  - {id: t, scale: pf, organization: uni, years: "
                                "{first: 2023, last: 2024}, shares: [") +
                        shares + "]" + more + "}\n"}});
  };
  CHECK(table("{grade: merit, share: \"0.25\"}, {grade: pass, share: \"3/4\"}") == "accepted");
  CHECK(table("{grade: merit, share: \"0\"}, {grade: pass, share: \"1\"}", ", field: \"0613\"") ==
        "accepted");
  CHECK(says(table("{grade: merit, share: \"0.25\"}, {grade: pass, share: \"0.7\"}"),
             {"sum to 19/20", "t.yaml, line 3"}));
  CHECK(says(table("{grade: pass, share: \"0.25\"}, {grade: merit, share: \"3/4\"}"),
             {"passing ones of the scale \"pf\", best first: merit, pass", "t.yaml, line 3"}));
  CHECK(says(table("{grade: pass, share: \"1\"}"), {"merit, pass"}));
  CHECK(says(table("{grade: merit, share: \"1\"}, {grade: pass, share: \"0\"}", ", field: IT"),
             {"\"IT\" is no ISCED-F code"}));
  CHECK(says(failure({{"t.yaml",
                       "gradeTables:\n  - {id: t, scale: no, organization: uni, years: "
                       "{first: 2023, last: 2024}, shares: [{grade: A, share: \"1\"}]}"}}),
             {"grade table \"t\"", "no grade scale \"no\"", "t.yaml, line 2"}));
}

TEST_CASE("crosswalks of one framework never hold on the same day") {
  const auto crosswalk = [](const char* id, const char* days, const char* levels) {
    return std::string("  - {id: ") + id + ", framework: NFQ, " + days + ", levels: [" + levels +
           "]}\n";
  };
  const auto both = [&](const char* days) {
    return failure({{"c.yaml", "crosswalks:\n" +
                                   crosswalk("old", "validFrom: 2009-06-01, validUntil: 2019-12-31",
                                             "{level: 8, eqf: 6}") +
                                   crosswalk("new", days, "{level: 8, eqf: 6}")}});
  };
  CHECK(both("validFrom: 2020-01-01") == "accepted");
  CHECK(says(both("validFrom: 2019-12-31"), {"\"old\" (c.yaml, line 2", "\"new\"", "line 3"}));
  const auto one = [&](const char* levels) {
    return failure({{"c.yaml", "crosswalks:\n" + crosswalk("c", "validFrom: 2009-06-01", levels)}});
  };
  CHECK(says(one("{level: 8, eqf: 6}, {level: 8, eqf: 7}"), {"level 8 is given twice"}));
  CHECK(says(one("{level: 8, eqf: 9}"), {"from 1 to 8"}));
  CHECK(says(one(""), {"\"c\": it has no levels", "c.yaml, line 2"}));
}

TEST_CASE("agreements that cannot hold are refused") {
  const auto changed = [](const char* from, const char* to) {
    std::string text = agreement("a", "1");
    text.replace(text.find(from), std::string(from).size(), to);
    return failure({{"x.yaml", text}});
  };
  CHECK(says(changed("validFrom: \"2026-01-01\"",
                     "validFrom: \"2026-01-01\"\n    validUntil: \"2025-12-31\""),
             {"before \"validFrom\""}));
  CHECK(changed("validFrom: \"2026-01-01\"",
                "validFrom: \"2026-01-01\"\n    validUntil: \"2026-01-01\"") == "accepted");
  CHECK(says(changed("[academy/sql]", "[]"), {"a list of achievements that are all needed"}));
  CHECK(says(changed("[academy/sql]", "[academy/sql, academy/sql]"), {"named twice"}));
  CHECK(says(changed("factor: \"1\"", "factor: \"0\""), {"more than zero"}));
  const auto rounding = [&](const char* members) {
    return changed("factor: \"1\"",
                   (std::string("factor: \"1\", rounding: {") + members + "}").c_str());
  };
  CHECK(rounding("mode: none") == "accepted");
  CHECK(rounding("mode: half-up, step: \"1/2\"") == "accepted");
  CHECK(says(rounding("mode: down"), {"needs \"step\"", "x.yaml, line 8"}));
  CHECK(says(rounding("mode: down, step: \"0\""), {"\"step\" must be more than zero"}));
  CHECK(says(rounding("mode: up, step: \"1\""), {"one of: none, down, half-up, half-even"}));
  CHECK(says(changed("rate: {from: ects, to: us-semester, factor: \"1\"}", "achievements: []"),
             {"exactly one of: credit, rate"}));
}

TEST_CASE("prerequisites that wait for each other name the circle and its place") {
  const auto course = [](const char* id, const char* before) {
    return std::string("  - {id: ") + id + ", organization: uni, kind: course, name: {en: X}, " +
           "prerequisites: {id: before, holds: " + before + "}}\n";
  };
  CHECK(says(failure({{"x.yaml", "achievements:\n" + course("a", "b") + course("b", "a")}}),
             {"\"a\"", "\"b\"", "x.yaml, line 2", "a/prerequisites"}));
  CHECK(failure({{"x.yaml", "achievements:\n" + course("a", "b") + course("b", "uni/db")}}) ==
        "accepted");
}

TEST_CASE("a goal is read only where it is asked for") {
  CHECK(says(failure({{"g.yaml", "goal: uni/db"}}), {"no member \"goal\""}));
  CHECK(failure({{"g.yaml", "goal: uni/db"}}, GoalMember::required) == "accepted");
  CHECK(says(failure({{"g.yaml", "goal: uni/no"}}, GoalMember::required), {"uni/no"}));
  CHECK(says(failure({}, GoalMember::required), {"\"goal\" is missing"}));
}

TEST_CASE("what is written reads the same") {
  const char* organization =
      R"({"id":"u","kind":"university","name":{"ar":"ج","en":"U"},"country":"EG",)"
      R"("website":"https://u.example","creditSystem":"ects","dids":["did:key:z6M"],)"
      R"("labels":[{"label":"seal","from":"2025-01-01","until":"2025-01-01"},)"
      R"({"label":"mark","from":"2026-01-01"}]})";
  CHECK(rewritten(organization, read_organization, write_organization) == organization);
  const char* offering =
      R"({"id":"o","achievement":"a","organization":"u","price":{"amount":"450.05",)"
      R"("currency":"EUR"},"weeks":3,"hoursPerWeek":6,"starts":["2026-02-01"],"mode":"online"})";
  CHECK(rewritten(offering, read_offering, write_offering) == offering);
  const char* agreement =
      R"({"id":"a","version":2,"title":{"en":"T"},"sender":"s","receiver":"r",)"
      R"("validFrom":"2026-01-01","validUntil":"2026-12-31","automatic":true,"signedBy":["X"],)"
      R"("terms":[{"id":"t","from":["a","b"],"grant":{"achievement":"g","rate":{"from":"ects",)"
      R"("to":"us-semester","factor":"1/2","rounding":{"mode":"half-even","step":"1/2"}}},)"
      R"("awardedWithinDays":365},{"id":"u","from":["a"],)"
      R"("grant":{"credit":{"amount":"3","system":"us-semester"}}}]})";
  CHECK(rewritten(agreement, read_agreement, write_agreement) == agreement);
  const char* scale =
      R"({"id":"us","name":{"en":"US letters"},"grades":[{"value":"A","points":"4"},)"
      R"({"value":"B+","points":"33/10"},{"value":"F","points":"0","failing":true}]})";
  CHECK(rewritten(scale, read_grade_scale, write_grade_scale) == scale);
  const char* table = R"({"id":"t","version":3,"scale":"us","organization":"u","field":"0613",)"
                      R"("years":{"first":2023,"last":2024},"shares":[{"grade":"A","share":"1/3"},)"
                      R"({"grade":"B+","share":"2/3"}]})";
  CHECK(rewritten(table, read_grade_table, write_grade_table) == table);
  const char* system = R"({"id":"clock","name":{"en":"Clock hours"},"kind":"hours",)"
                       R"("hoursPerCredit":{"min":"5/6","max":"1"}})";
  CHECK(rewritten(system, read_credit_system, write_credit_system) == system);
  const char* crosswalk =
      R"({"id":"c","version":1,"framework":"NFQ","validFrom":"2009-06-01",)"
      R"("validUntil":"2019-12-31","levels":[{"level":7,"eqf":6},{"level":8,"eqf":6}]})";
  CHECK(rewritten(crosswalk, read_crosswalk, write_crosswalk) == crosswalk);
  const char* pathway = R"({"id":"p","title":{"en":"P"},"organization":"u","goal":"g"})";
  CHECK(rewritten(pathway, read_pathway, write_pathway) == pathway);
}

TEST_CASE("a shared word begins with its kind, and only some have values") {
  const auto word = [](const std::string& members) {
    return failure({{"x.yaml", "words: [{" + members + "}]"}});
  };
  CHECK(word("id: subject/law, name: {en: law}") == "accepted");
  CHECK(word("id: fact/a/b, name: {en: A}, values: [{value: x, name: {en: X}}]") == "accepted");
  for (const char* const id : {"law", "topic/law", "subject/", "subjects/law"})
    CHECK(says(word("id: " + std::string(id) + ", name: {en: law}"),
               {"the id of a word is \"subject/\"", "line 1"}));
  CHECK(says(word("id: subject/law"), {"needs \"name\""}));
  CHECK(says(word("id: subject/law, name: {en: law}, values: [{value: x, name: {en: X}}]"),
             {"only attributes and facts have values"}));
  CHECK(says(word("id: fact/f, name: {en: f}, values: [{value: x, name: {en: X}}, {value: x, "
                  "name: {en: Y}}]"),
             {"a value is given twice"}));
  CHECK(says(word("id: label/l, name: {en: l}}, {id: label/l, name: {en: L}"), {"given twice"}));
}

TEST_CASE("money has the decimals of its currency") {
  CHECK(money_text({45'005, "EUR"}) == "450.05");
  CHECK(money_text({5, "EUR"}) == "0.05");
  CHECK(money_text({-5, "EUR"}) == "-0.05");
  CHECK(money_text({450, "JPY"}) == "450");
  CHECK(money_text({1, "KWD"}) == "0.001");
}
