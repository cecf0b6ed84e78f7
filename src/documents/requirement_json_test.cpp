// The notation of requirements: what is read is written the same, and refusals name their place.
#include "documents/requirement_json.h"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "formats/json/reader.h"
#include "formats/yaml/reader.h"

using namespace cairn;
using namespace cairn::documents;

namespace {

std::string rewritten(const std::string& text) {
  const auto document = yaml::read(text);
  REQUIRE_MESSAGE(document, text);
  const auto node = read_requirement(document->root(), {"f", text});
  if (!node) return describe(node.error());
  json::Writer writer;
  write_requirement(writer, *node);
  return writer.take();
}

bool refuses(const std::string& text, std::initializer_list<const char*> parts) {
  const std::string answer = rewritten(text);
  INFO(answer);
  for (const char* part : parts) CHECK(answer.find(part) != std::string::npos);
  return answer.find("(at f, line") != std::string::npos;
}

// Writes requirements in the canonical form straight from the grammar of formats.md, sharing
// nothing with the codec.
class Grammar {
 public:
  explicit Grammar(unsigned seed) : dice_(seed) {}

  std::string node(int depth) {
    std::string text = "{\"id\":\"n" + number(100'000) + "\"";
    if (chance()) text += R"(,"title":{"ar":"ع","en":"T"})";
    text += "," + rule(depth);
    if (chance()) text += ",\"limits\":" + list([&](int i) { return limit(i); });
    if (chance()) text += ",\"sharing\":" + list([&](int i) { return sharing(i); });
    if (chance())
      text += ",\"split\":{\"step\":{\"amount\":" + one_of({"\"1\"", "\"3/2\""}) +
              ",\"system\":\"ects\"}" + optional_filter("where") + "}";
    if (chance())
      text += std::string(",\"repeats\":") +
              one_of({R"({"keep":"first","averaged":true})", R"({"keep":"last"})",
                      R"({"keep":"best","scale":"s"})"});
    if (chance()) text += std::string(",\"stacked\":") + one_of({R"("whole")", R"("parts")"});
    return text + "}";
  }

 private:
  int roll(int sides) { return static_cast<int>(dice_() % static_cast<unsigned>(sides)); }
  bool chance() { return roll(4) == 0; }
  std::string number(int most) { return std::to_string(1 + roll(most)); }
  std::string one_of(std::vector<std::string> words) {
    return words[static_cast<std::size_t>(roll(static_cast<int>(words.size())))];
  }
  std::string exact() { return one_of({"\"0\"", "\"3\"", "\"3/2\"", "\"120\""}); }
  std::string amount() { return "{\"amount\":" + exact() + ",\"system\":\"ects\"}"; }
  std::string key() {
    return std::string(one_of({"\"organization\"", "\"achievement\"", "\"subject\"", "\"term\""}));
  }
  template <class Item>
  std::string list(Item item) {
    std::string text = "[" + item(0);
    for (int i = 1; i <= roll(3); ++i) text += "," + item(i);
    return text + "]";
  }
  std::string names() {
    return list([&](int i) {
      return "\"x" + std::to_string(i) + std::string(one_of({"", "*"})) + "\"";
    });
  }
  std::string quantity(bool with_hours = true) {
    switch (roll(with_hours ? 3 : 2)) {
      case 0:
        return "{\"credit\":" + amount() + "}";
      case 1:
        return "{\"awards\":" + number(9) + "}";
      default:
        return "{\"hours\":" + exact() + "}";
    }
  }
  // A quantity, or a share of one's unit.
  std::string portion() {
    if (!chance()) return quantity();
    const std::string part = one_of({"\"1/4\"", "\"1\"", "\"0\""});
    return one_of({"{\"credit\":{\"share\":" + part + ",\"system\":\"ects\"}}",
                   "{\"hours\":{\"share\":" + part + "}}",
                   "{\"awards\":{\"share\":" + part + "}}"});
  }
  std::string fact() {
    return "{\"name\":\"f\"," + (roll(2) == 0 ? "\"is\":" + names() : "\"atLeast\":" + exact()) +
           "}";
  }
  std::string limit(int i) {
    std::string text = "{\"id\":\"l" + std::to_string(i) + "\",\"atMost\":" + portion();
    text += optional_filter("where");
    if (chance()) text += ",\"per\":" + key();
    return text + "}";
  }
  std::string sharing(int i) {
    std::string text = "{\"id\":\"s" + std::to_string(i) + "\",\"between\":[\"a\",\"b\"]";
    text += optional_filter("where");
    if (chance()) text += ",\"atMost\":" + quantity(false);
    if (chance()) text += ",\"times\":3";
    return text + "}";
  }

  // A filter with at least one test.
  std::string filter(int depth) {
    std::vector<std::string> tests;
    const auto maybe = [&](std::string_view name, const std::string& value) {
      if (chance()) tests.push_back("\"" + std::string(name) + "\":" + value);
    };
    maybe("achievements", names());
    maybe("codes", R"(["CS 101","PHYS *",{"from":"MATH 300","to":"MATH 499"},{"to":"CS 61C"}])");
    maybe("organizations", "[\"o\"]");
    maybe("kinds", R"(["badge","micro-credential"])");
    maybe("subjects", "[\"computing\"]");
    maybe("skills", "[\"http://s.example/1\"]");
    maybe("modes", R"(["online","blended"])");
    maybe("assessments", "[\"exam\",\"project\"]");
    maybe("labels", "[\"seal\"]");
    maybe("attributes",
          R"(["lab",{"name":"gen-ed","is":["B","C"]},{"name":"depth","atLeast":"3/2"}])");
    maybe("level",
          roll(2) == 0 ? R"({"framework":"EQF","from":5,"to":7})" : R"({"framework":"EQF"})");
    maybe("cost", roll(2) == 0 ? R"({"currency":"EUR","atLeast":"50.00","atMost":"200.00"})"
                               : R"({"currency":"JPY","atMost":"0"})");
    maybe("grade", R"({"scale":"s","atLeast":"B"})");
    maybe("scales", "[\"s\"]");
    maybe("origins", R"(["study","prior-learning","recognition"])");
    maybe("awarded", std::string(one_of({R"({"from":"2024-02-29"})", R"({"until":"2025-01-01"})",
                                         R"({"withinDays":0})"})));
    if (depth > 0)
      for (const char* of : {"any", "all", "none"})
        maybe(of, list([&](int) { return filter(depth - 1); }));
    std::string text;
    for (const std::string& test : tests) text += (text.empty() ? "" : ",") + test;
    return "{" + text + "}";
  }
  std::string optional_filter(std::string_view name) {
    const std::string made = filter(2);
    return made == "{}" ? "" : ",\"" + std::string(name) + "\":" + made;
  }
  std::string sum(std::string_view name, const std::string& minimum, const std::string& maximum) {
    return "\"" + std::string(name) + "\":{\"minimum\":" + minimum +
           (chance() ? ",\"maximum\":" + maximum : "") + optional_filter("from") + "}";
  }
  std::string holds() {
    const std::string made = filter(2);
    return made == "{}" ? R"("holds":"x")" : R"("holds":{"achievement":"x","where":)" + made + "}";
  }
  std::string condition(int kind) {
    if (kind == 0) {
      const std::string minimum = portion();
      const bool is_share = minimum.find("share") != std::string::npos;
      return R"("applied":{"in":"m","minimum":)" + minimum +
             (!is_share && chance() ? ",\"last\":" + quantity() : "") +
             (chance() ? R"(,"unshared":true)" : "") + optional_filter("where") + "}";
    }
    if (kind == 1)
      return R"("distinct":{"in":"m","by":)" + key() + ",\"minimum\":" + number(9) +
             (chance() ? R"(,"maximum":9)" : "") + optional_filter("where") + "}";
    return R"("average":{)" + one_of({R"("in":"m")", R"("over":"record")"}) +
           R"(,"scale":"s","minimum":)" + exact() + (chance() ? R"(,"system":"ects")" : "") +
           optional_filter("where") + "}";
  }
  std::string rule(int depth) {
    const auto children = [&] { return list([&](int) { return node(depth - 1); }); };
    switch (roll(depth > 0 ? 14 : 9)) {
      case 0:
        return holds();
      case 1:
        return sum("credit", amount(), amount());
      case 2:
        return sum("hours", exact(), exact());
      case 3:
        return sum("awards", number(9), number(9));
      case 4:
        return R"("points":{"minimum":)" + exact() + ",\"of\":" +
               list([&](int) { return "{\"points\":" + exact() + optional_filter("from") + "}"; }) +
               "}";
      case 5:
        return "\"fact\":" + fact();
      case 6:
      case 7:
      case 8:
        return condition(roll(3));
      case 9:
        return "\"all\":" + children();
      case 10:
        return "\"any\":" + children();
      case 11:
        return R"("atLeast":{"count":2,)" + one_of({"", R"("atMost":3,)"}) + R"("of":)" +
               children() + "}";
      case 12:
        return "\"when\":{\"if\":" + fact() + ",\"then\":" + node(depth - 1) +
               (chance() ? ",\"else\":" + node(depth - 1) : "") + "}";
      default:
        return "\"same\":{\"by\":" + key() + ",\"of\":" + node(depth - 1) + "}";
    }
  }

  std::minstd_rand dice_;
};

}  // namespace

TEST_CASE("every requirement in the canonical form reads and writes as itself") {
  for (unsigned seed = 1; seed <= 3'000; ++seed) {
    const std::string text = Grammar(seed).node(3);
    const std::string again = rewritten(text);
    CHECK_MESSAGE(again == text, "seed " << seed);
    if (again != text) return;
  }
}

TEST_CASE("other ways to say the same become the canonical one") {
  CHECK(rewritten("{all: [{holds: {achievement: x, where: {}}, id: a}], id: r}") ==
        R"({"id":"r","all":[{"id":"a","holds":"x"}]})");
  CHECK(rewritten("{id: r, atLeast: {count: 1, of: [{id: a, holds: x}]}}") ==
        R"({"id":"r","any":[{"id":"a","holds":"x"}]})");
  CHECK(rewritten("{id: r, credit: {minimum: {amount: \"1.50\", system: ects}, from: {}}}") ==
        R"({"id":"r","credit":{"minimum":{"amount":"3/2","system":"ects"}}})");
  CHECK(rewritten("{id: r, awards: {minimum: 1}, sharing: [{id: s, between: [a, b], times: 2}]}") ==
        R"({"id":"r","awards":{"minimum":1},"sharing":[{"id":"s","between":["a","b"]}]})");
}

TEST_CASE("a node has exactly one rule, which is known") {
  CHECK(refuses("{id: r}", {"exactly one of: all, any, atLeast, holds", "average", "line 1"}));
  CHECK(refuses("{id: r, holds: x, fact: {name: f, is: [y]}}", {"exactly one of"}));
  CHECK(refuses("id: r\nhold: x\n", {"exactly one of"}));
  CHECK(refuses("id: r\nholds: x\nlimit: []\n", {"no member \"limit\"", "line 3, column 8"}));
}

TEST_CASE("each rule says what it needs, at the place") {
  CHECK(refuses("id: r\nholds: 3\n", {"achievement id, or an object", "line 2, column 8"}));
  CHECK(refuses("{id: r, holds: {where: {}}}", {"needs \"achievement\""}));
  CHECK(refuses("{id: r, hours: {minimum: 120}}", {"exact number in quotes"}));
  CHECK(refuses("{id: r, hours: {minimum: \"-1\"}}", {"must not be negative"}));
  CHECK(refuses("{id: r, awards: {minimum: 1.5}}", {"whole number from 0 to 10000"}));
  CHECK(refuses("{id: r, awards: {minimum: 10001}}", {"whole number from 0 to 10000"}));
  CHECK(rewritten("{id: r, awards: {minimum: 10000}}") ==
        R"({"id":"r","awards":{"minimum":10000}})");
  CHECK(refuses("{id: r, points: {of: []}}", {"needs \"minimum\""}));
  CHECK(refuses("{id: r, fact: {name: f}}", {"exactly one of: is", "atLeast"}));
  CHECK(refuses("{id: r, fact: {name: f, is: []}}", {"exactly one of: is"}));
  CHECK(refuses("{id: r, fact: {name: f, is: [a], atLeast: \"1\"}}", {"exactly one of: is"}));
  CHECK(refuses("{id: r, when: {then: {id: a, holds: x}}}", {"needs \"if\""}));
  CHECK(refuses("{id: r, when: {if: {name: f, is: [a]}}}", {"needs \"then\""}));
  CHECK(refuses("{id: r, same: {by: level, of: {id: a, holds: x}}}",
                {"one of: organization, achievement, subject, term"}));
  CHECK(refuses("{id: r, distinct: {in: a, by: subject, minimum: 0}}", {"from 1 to 10000"}));
  CHECK(refuses("{id: r, distinct: {in: a, by: subject, minimum: 2, maximum: 1}}",
                {"\"maximum\" is below \"minimum\""}));
  CHECK(refuses("{id: r, atLeast: {count: 2, atMost: 1, of: [{id: a, holds: x}]}}",
                {"\"atMost\" is below \"count\""}));
  CHECK(
      refuses("{id: r, applied: {in: a, minimum: {}}}", {"exactly one of: credit, hours, awards"}));
  CHECK(refuses("{id: r, applied: {in: a, minimum: {awards: 1, hours: \"2\"}}}",
                {"exactly one of: credit, hours, awards"}));
  CHECK(refuses("{id: r, applied: {in: a, minimum: {awards: {share: \"1.01\"}}}}",
                {"\"share\" must be from \"0\" to \"1\""}));
  CHECK(refuses("{id: r, applied: {in: a, minimum: {credit: {share: \"1/2\"}}}}",
                {"needs \"system\""}));
  CHECK(refuses("{id: r, applied: {in: a, minimum: {awards: {share: \"1/2\"}}, last: {awards: 3}}}",
                {"has no \"last\""}));
  CHECK(refuses("{id: r, average: {in: a, minimum: \"3\"}}", {"needs \"scale\""}));
  CHECK(refuses("{id: r, average: {scale: s, minimum: \"3\"}}", {"exactly one of: in", "over"}));
  CHECK(refuses("{id: r, average: {in: a, over: record, scale: s, minimum: \"3\"}}",
                {"exactly one of: in", "over"}));
}

TEST_CASE("limits, sharing rules and repeats say what they need") {
  CHECK(refuses("{id: r, holds: x, limits: [{id: l}]}", {"needs \"atMost\""}));
  CHECK(rewritten("{id: r, holds: x, limits: [{id: l, atMost: {awards: 0}}]}") ==
        R"({"id":"r","holds":"x","limits":[{"id":"l","atMost":{"awards":0}}]})");
  CHECK(
      refuses("{id: r, holds: x, limits: [{id: l, atMost: {awards: 1}}, {id: l, atMost: {awards: "
              "2}}]}",
              {"have the id \"l\""}));
  CHECK(refuses("{id: r, holds: x, sharing: [{id: s, between: [a, b], times: 1}]}",
                {"from 2 to 10000"}));
  CHECK(refuses("{id: r, holds: x, sharing: [{id: s, between: [a, b], atMost: {hours: \"1\"}}]}",
                {"not in hours"}));
  CHECK(refuses("{id: r, holds: x, repeats: {keep: best}}", {"\"scale\" belongs"}));
  CHECK(refuses("{id: r, holds: x, repeats: {keep: last, scale: s}}", {"\"scale\" belongs"}));
  CHECK(refuses("{id: r, holds: x, split: {step: {amount: \"0\", system: ects}}}",
                {"a step must be more than 0"}));
  CHECK(refuses("{id: r, holds: x, split: {}}", {"step"}));
  CHECK(refuses("{id: r, holds: x, stacked: either}", {"one of: whole, parts"}));
}

TEST_CASE("a filter never tests less than it seems to") {
  const auto from = [](const std::string& filter) {
    return "id: r\nawards:\n  minimum: 1\n  from: " + filter + "\n";
  };
  CHECK(refuses(from("{achievements: []}"), {"would test nothing", "line 4"}));
  CHECK(refuses(from("{any: []}"), {"would test nothing"}));
  CHECK(refuses(from("{awarded: {}}"), {"at least one of: from, until, withinDays"}));
  CHECK(refuses(from("{kinds: [course, courses]}"), {"micro-credential, badge, course"}));
  CHECK(refuses(from("{modes: [radio]}"), {"online, onsite, blended"}));
  CHECK(refuses(from("{level: {from: 5}}"), {"needs \"framework\""}));
  CHECK(refuses(from("{level: {framework: EQF, from: 101}}"), {"from 0 to 100"}));
  CHECK(refuses(from("{grade: {scale: s}}"), {"needs \"atLeast\""}));
  CHECK(refuses(from("{origins: [transfer]}"), {"study, prior-learning, recognition"}));
  CHECK(refuses(from("{none: [{subject: [x]}]}"), {"no member \"subject\""}));
  CHECK(
      rewritten(from("{level: {framework: EQF, from: 100, to: 100}}")) ==
      R"({"id":"r","awards":{"minimum":1,"from":{"level":{"framework":"EQF","from":100,"to":100}}}})");
}
