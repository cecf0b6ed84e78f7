// Requirements as sentences: what is said, in both languages, and that nothing is left unsaid.
#include "documents/requirement_text.h"

#include <doctest/doctest.h>

#include <string>

#include "documents/catalogue_json.h"
#include "documents/requirement_json.h"
#include "formats/yaml/reader.h"

using namespace cairn;
using namespace cairn::documents;

namespace {

const char* const kCatalogue = R"(
organizations:
  - {id: uni, kind: university, name: {en: Coast University, ar: جامعة الساحل}, creditSystem: ects}
gradeScales:
  - {id: letters, name: {en: US letters, ar: حروف أمريكية}, grades: [{value: A, points: "4"}, {value: B, points: "3"}]}
achievements:
  - {id: uni/db, organization: uni, kind: course, name: {en: Databases, ar: قواعد البيانات},
     outcomes: [{id: o, statement: {en: S}, skills: [{uri: "s:1", name: {en: query data, ar: استعلام}}]}]}
  - {id: uni/sql, organization: uni, kind: course, name: {en: SQL, ar: لغة SQL}}
words:
  - {id: subject/arts, name: {en: the arts, ar: الفنون}}
  - {id: assessment/viva, name: {en: oral exam, ar: امتحان شفوي}}
  - {id: label/https://seal.example/q, name: {en: Quality Seal, ar: ختم الجودة}}
  - {id: attribute/reach, name: {en: breadth of study, ar: اتساع الدراسة}, values: [{value: x, name: {en: extended, ar: موسّع}}]}
  - {id: fact/study mode, name: {en: mode of study, ar: نمط الدراسة}, values: [{value: part, name: {en: part time, ar: دوام جزئي}}]}
)";

const learning::Catalogue& catalogue() {
  static const learning::Catalogue kRead =
      read_catalogue(std::vector<NamedText>{{"c.yaml", kCatalogue}}).value().catalogue;
  return kRead;
}

std::string tree(const std::string& text, std::string_view language = "en") {
  const auto document = yaml::read(text);
  REQUIRE_MESSAGE(document, text);
  const auto node = read_requirement(document->root(), {"f", text});
  REQUIRE_MESSAGE(node, text);
  const Phrases phrases("requirement", language);
  return RequirementText(*node, catalogue(), phrases).tree();
}

std::string of_filter(const std::string& filter, std::string_view language = "en") {
  return tree("{id: r, awards: {minimum: 3, from: " + filter + "}}", language);
}

}  // namespace

TEST_CASE("a requirement is said as a registrar would say it") {
  CHECK(tree("{id: r, credit: {minimum: {amount: \"18\", system: us-semester}, from: {subjects: "
             "[computing], level: {framework: EQF, from: 6}}}, limits: [{id: l, atMost: {credit: "
             "{amount: \"6\", system: us-semester}}, where: {origins: [prior-learning]}}]}") ==
        "at least 18 credits (US semester) in computing at EQF level 6 or above, of which at most "
        "6 credits (US semester) from prior learning\n");
  CHECK(tree("{id: r, title: {en: Core}, all: [{id: a, holds: uni/db}, {id: b, atLeast: {count: 2, "
             "of: [{id: c, holds: uni/sql}, {id: d, awards: {minimum: 1}}]}}]}") ==
        "Core: all of these:\n  Databases\n  at least 2 of these 2:\n    SQL\n    at least 1 "
        "award\n");
}

TEST_CASE("every rule has its sentence") {
  CHECK(tree("{id: r, any: [{id: a, holds: {achievement: uni/db, where: {grade: {scale: letters, "
             "atLeast: B}}}}]}") ==
        "one of these:\n  Databases with the grade B or better on US letters\n");
  CHECK(tree("{id: r, hours: {minimum: \"1\", maximum: \"120\"}}") ==
        "at least 1 hour and at most 120 hours\n");
  CHECK(tree("{id: r, points: {minimum: \"10\", of: [{points: \"3\", from: {achievements: "
             "[uni/db]}}, {points: \"1\"}]}}") ==
        "at least 10 points: 3 points for each award from Databases and 1 point for each award\n");
  CHECK(tree("{id: r, fact: {name: major, is: [physics, maths]}}") ==
        "“major” is “physics” or “maths”\n");
  CHECK(tree("{id: r, when: {if: {name: age, atLeast: \"25\"}, then: {id: a, holds: uni/db}, else: "
             "{id: b, holds: uni/sql}}}") ==
        "if “age” is at least 25:\n  Databases\notherwise:\n  SQL\n");
  CHECK(tree("{id: r, same: {by: subject, of: {id: a, awards: {minimum: 2}}}}") ==
        "all of it in one and the same subject:\n  at least 2 awards\n");
  CHECK(tree("{id: r, same: {by: term, of: {id: a, awards: {minimum: 2}}}}") ==
        "all of it in one and the same term:\n  at least 2 awards\n");
  const std::string looked_at = "{id: m, title: {en: the core}, awards: {minimum: 3}}";
  const auto beside = [&](const std::string& rule) {
    const std::string text = tree("{id: r, all: [" + looked_at + ", {id: c, " + rule + "}]}");
    return text.substr(text.rfind("\n  ") + 3);
  };
  CHECK(beside("applied: {in: m, minimum: {hours: \"60\"}, where: {modes: [onsite]}}") ==
        "at least 60 hours taken on site, among what counts for “the core”\n");
  CHECK(beside("applied: {in: m, minimum: {credit: {share: \"1/4\", system: ects}}, where: "
               "{organizations: [uni]}}") ==
        "at least 25% of the ECTS credits made by Coast University, among what counts for “the "
        "core”\n");
  CHECK(beside("applied: {in: m, minimum: {awards: {share: \"1/3\"}}, unshared: true}") ==
        "at least 1/3 of the awards that count nowhere else, among what counts for “the core”\n");
  CHECK(beside("applied: {in: m, minimum: {awards: 2}, last: {credit: {amount: \"30\", system: "
               "ects}}, where: {organizations: [uni]}}") ==
        "at least 2 awards made by Coast University, among the last 30 ECTS credits of what counts "
        "for “the core”\n");
  CHECK(beside("distinct: {in: m, by: organization, minimum: 1}") ==
        "at least 1 provider, among what counts for “the core”\n");
  CHECK(beside("distinct: {in: m, by: subject, minimum: 3}") ==
        "at least 3 different subjects, among what counts for “the core”\n");
  CHECK(beside("distinct: {in: m, by: subject, minimum: 1, maximum: 2}") ==
        "at least 1 subject, among what counts for “the core” and no more than 2\n");
  CHECK(beside("average: {in: m, scale: letters, minimum: \"5/2\", system: ects}") ==
        "a mean grade of 2.5 or better on US letters, weighted by credit (ECTS), over what counts "
        "for “the core”\n");
  CHECK(
      beside("average: {over: record, scale: letters, minimum: \"2\", where: {organizations: "
             "[uni]}}") ==
      "a mean grade of 2 or better on US letters made by Coast University, over everything in the "
      "record, whether it counts here or not\n");
}

TEST_CASE("limits, sharing and repeats follow their rule") {
  CHECK(tree("{id: r, all: [{id: a, title: {en: Maths}, awards: {minimum: 1}}, {id: b, awards: "
             "{minimum: 1}}], limits: [{id: l, atMost: {awards: 2}, per: organization}], sharing: "
             "[{id: s, between: [a, b], atMost: {awards: 1}}], repeats: {keep: best, scale: "
             "letters, averaged: true}}") ==
        "all of these, of which at most 2 awards from any one provider; awards may count for up to "
        "2 of “Maths” and “b”, at most 1 award in all; of several awards of one achievement only "
        "the one with the best grade on US letters counts, and means take the average of all "
        "attempts:\n  Maths: at least 1 award\n  at least "
        "1 award\n");
}

TEST_CASE("a node may say which of a certificate and its parts count") {
  CHECK(tree("{id: r, awards: {minimum: 1}, stacked: whole}") ==
        "at least 1 award; a certificate counts, and what it was earned with no longer does\n");
  CHECK(tree("{id: r, awards: {minimum: 1}, stacked: parts}") ==
        "at least 1 award; what a certificate was earned with counts, and the certificate does "
        "not\n");
}

TEST_CASE("a node may say which awards are split") {
  CHECK(tree("{id: r, credit: {minimum: {amount: \"3\", system: ects}}, split: {step: {amount: "
             "\"1\", system: ects}, where: {origins: [study]}}}") ==
        "at least 3 ECTS credits; an award from study may be divided into pieces by 1 ECTS "
        "credit\n");
}

TEST_CASE("a limit may be a share") {
  CHECK(tree("{id: r, awards: {minimum: 4}, limits: [{id: l, atMost: {hours: {share: \"0.5\"}}, "
             "where: {origins: [prior-learning]}}]}") ==
        "at least 4 awards, of which at most 50% of the hours from prior learning\n");
}

TEST_CASE("every test of a filter has its words") {
  CHECK(of_filter("{achievements: [uni/db, \"uni/s*\"], organizations: [uni]}") ==
        "at least 3 awards from Databases or whatever begins with “uni/s” made by Coast "
        "University\n");
  CHECK(
      of_filter("{codes: [CS 101, \"PHYS *\", {from: MATH 300, to: MATH 499}, {from: STAT 2}]}") ==
      "at least 3 awards with the code CS 101, whatever begins with “PHYS ”, MATH 300 to MATH 499 "
      "or STAT 2 or above\n");
  CHECK(of_filter(
            "{attributes: [lab, {name: gen-ed, is: [B, C]}, {name: depth, atLeast: \"1.5\"}]}") ==
        "at least 3 awards with the attribute lab, gen-ed (B or C) or depth (at least 1.5)\n");
  CHECK(of_filter("{cost: {currency: EUR, atMost: \"200\"}}") ==
        "at least 3 awards that cost at most 200.00 EUR\n");
  CHECK(of_filter("{cost: {currency: JPY, atLeast: \"5000\"}}") ==
        "at least 3 awards that cost at least 5000 JPY\n");
  CHECK(of_filter("{cost: {currency: EUR, atLeast: \"0.5\", atMost: \"200\"}}") ==
        "at least 3 awards that cost 0.50 to 200.00 EUR\n");
  CHECK(of_filter("{kinds: [badge, micro-credential], skills: [\"s:1\"]}") ==
        "at least 3 awards of the kind badge or micro-credential with the skill query data\n");
  CHECK(of_filter("{assessments: [exam, project], labels: [seal]}") ==
        "at least 3 awards assessed by exam or project with the quality label seal\n");
  CHECK(of_filter("{level: {framework: EQF, from: 5, to: 5}, scales: [letters]}") ==
        "at least 3 awards at EQF level 5 graded on US letters\n");
  CHECK(of_filter("{level: {framework: EQF, from: 5, to: 6}}") ==
        "at least 3 awards at EQF levels 5 to 6\n");
  CHECK(of_filter("{awarded: {from: 2024-01-01, withinDays: 1}}") ==
        "at least 3 awards awarded on 2024-01-01 or later awarded at most 1 day ago\n");
  CHECK(of_filter("{any: [{subjects: [a]}, {subjects: [b]}], none: [{modes: [online]}, {}]}") ==
        "at least 3 awards (either in a or in b) (but nothing passes this)\n");
  CHECK(of_filter("{any: [{subjects: [a]}, {}], none: [{modes: [online]}]}") ==
        "at least 3 awards (either in a or whatever it is) (but not taken online)\n");
  CHECK(of_filter("{all: [{subjects: [a]}, {subjects: [b]}]}") ==
        "at least 3 awards (each of: in a and in b)\n");
}

TEST_CASE("words that the catalogue names are called so, others stand as they are written") {
  const std::string filter =
      "{subjects: [arts, law], assessments: [viva], labels: [\"https://seal.example/q\"], "
      "attributes: [{name: reach, is: [x, y]}]}";
  CHECK(of_filter(filter) ==
        "at least 3 awards in the arts or law assessed by oral exam with the quality label Quality "
        "Seal with the attribute breadth of study (extended or y)\n");
  CHECK(of_filter(filter, "ar") ==
        "الحد الأدنى: 3 إنجازات في الفنون أو law قُيِّم بطريقة امتحان شفوي بعلامة الجودة ختم "
        "الجودة بالسمة اتساع الدراسة (موسّع أو y)\n");
  // Another kind of word is another word.
  CHECK(of_filter("{assessments: [arts]}") == "at least 3 awards assessed by arts\n");
  CHECK(tree("{id: r, fact: {name: study mode, is: [part, full]}}") ==
        "“mode of study” is “part time” or “full”\n");
}

TEST_CASE("what a star alone, or no day at all, lets through is said") {
  CHECK(of_filter("{achievements: [\"*\"]}") ==
        "at least 3 awards from any achievement of the catalogue\n");
  CHECK(of_filter("{achievements: [\"uni/*\"], codes: [CS 1, \"*\"]}") ==
        "at least 3 awards from whatever begins with “uni/” with any code\n");
  CHECK(of_filter("{awarded: {withinDays: 0}}") == "at least 3 awards awarded today\n");
  CHECK(of_filter("{achievements: [\"*\"], codes: [\"*\"], awarded: {withinDays: 0}}", "ar") ==
        "الحد الأدنى: 3 إنجازات من أي تعريف في الفهرس بأي رمز كان مُنح اليوم\n");
}

TEST_CASE("Arabic counts in its six forms and names things in Arabic") {
  const auto awards = [](const char* minimum) {
    return tree(std::string("{id: r, awards: {minimum: ") + minimum + "}}", "ar");
  };
  CHECK(awards("1") == "الحد الأدنى: إنجاز واحد\n");
  CHECK(awards("2") == "الحد الأدنى: إنجازان اثنان\n");
  CHECK(awards("3") == "الحد الأدنى: 3 إنجازات\n");
  CHECK(awards("10") == "الحد الأدنى: 10 إنجازات\n");
  CHECK(awards("11") == "الحد الأدنى: 11 إنجازًا\n");
  CHECK(awards("100") == "الحد الأدنى: 100 من الإنجازات\n");
  CHECK(awards("103") == "الحد الأدنى: 103 إنجازات\n");
  CHECK(tree("{id: r, holds: {achievement: uni/db, where: {organizations: [uni]}}}", "ar-EG") ==
        "قواعد البيانات لدى جامعة الساحل\n");
  CHECK(tree("{id: r, holds: uni/db}", "fr") == "Databases\n");
}

TEST_CASE("a plural category is that of CLDR") {
  CHECK(plural_form(Rational(0), "ar") == "zero");
  CHECK(plural_form(Rational(102), "ar") == "other");
  CHECK(plural_form(Rational(199), "ar") == "many");
  CHECK(plural_form(Rational::create(3, 2).value(), "ar") == "other");
  CHECK(plural_form(Rational(1), "en") == "one");
  CHECK(plural_form(Rational(0), "en") == "other");
}
