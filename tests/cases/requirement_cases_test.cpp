// The cases of tests/cases/requirements: what a requirement means, one situation at a time,
// readable without this program. Expected answers were derived from docs/reference/requirements.md
// by hand.
//
// A file is `given` (day, catalogue, awards) and `cases`; a case says `when` (goal, which of the
// awards, facts, exceptions, entries; another day; policies in place of the catalogue's; a
// requirement, requirements or prerequisites for the goal in place of its own) and `expect`:
// status, distance, applied, avoided, missing, reasons, waived, assumed, prerequisites, as `cairn
// audit --json` prints them, noReasons (codes that no reason has); alternatives, by leaf, in their
// order ("charts leaves 3 1": credit and parts), and which leaves are out of reach; `what if` the
// achievements of when's `if` were earned as well: status, distance, stating, changes and unused;
// policies (rules), versions (number and why), exceptions and moved (ids and paths), each checked
// only where it is said, an empty list of reasons as well; or refused, parts of what the refusal
// says. A piece is applied as "award 3 of 4".
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "documents/audit_json.h"
#include "documents/catalogue_json.h"
#include "documents/record_json.h"
#include "domain/audit/alternatives.h"
#include "domain/audit/audit.h"
#include "domain/audit/what_if.h"
#include "domain/version/applicable.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"

using namespace cairn;

namespace {

struct Case {
  json::Value given;
  json::Value when;
  json::Value expect;
};

// --- From a case to an answer -------------------------------------------------------------------

// The catalogue with what the case says of its goal, and the policies it adds.
json::Value catalogue_of(const Case& one, json::Arena& arena) {
  json::Value catalogue = *one.given.find("catalogue");
  if (const json::Value* own = one.when.find("policies"))
    catalogue = arena.with_member(catalogue, "policies", *own);
  std::vector<json::Value> achievements;
  for (json::Value achievement : catalogue.find("achievements")->items()) {
    if (achievement.text_of("id") == one.when.text_of("goal"))
      for (const char* rule : {"requirement", "requirements", "prerequisites"})
        if (const json::Value* own = one.when.find(rule))
          achievement = arena.with_member(achievement, rule, *own);
    achievements.push_back(achievement);
  }
  return arena.with_member(catalogue, "achievements", arena.array(achievements));
}

json::Value record_of(const Case& one, json::Arena& arena) {
  std::vector<json::Value> awards;
  if (const json::Value* names = one.when.find("awards"))
    for (const json::Value& name : names->items()) {
      const auto known = one.given.find("awards")->items();
      const auto award = std::ranges::find_if(
          known, [&](const json::Value& each) { return each.text_of("id") == name.string(); });
      REQUIRE_MESSAGE(award != known.end(), name.string());
      awards.push_back(*award);
    }
  json::Value record = arena.object({{"awards", arena.array(awards)}});
  for (const char* part : {"facts", "exceptions", "entries"})
    if (const json::Value* own = one.when.find(part))
      record = arena.with_member(record, part, *own);
  return record;
}

// The case's own, else that of the file.
Date day_of(const Case& one) {
  const json::Value* own = one.when.find("day");
  return Date::parse(own != nullptr ? own->string() : one.given.text_of("day")).value();
}

Result<json::Document> answer_of(const Case& one) {
  json::Arena arena;
  const std::vector<documents::NamedText> files = {
      {"case.json", json::write(catalogue_of(one, arena))}};
  CAIRN_TRY(const documents::CatalogueDocument read, documents::read_catalogue(files));
  const std::string text = json::write(record_of(one, arena));
  CAIRN_TRY(const json::Document document, json::read(text));
  CAIRN_TRY(const learning::Record record,
            documents::read_record(document.root(), {"record.json", text}));
  const AchievementId goal(std::string(one.when.text_of("goal")));
  const Date day = day_of(one);
  CAIRN_TRY(const version::Applicable applied,
            version::applicable(read.catalogue, record, {day, goal}));
  CAIRN_TRY(const audit::Programme programme, audit::Programme::compile(goal, applied.catalogue));
  CAIRN_TRY(const audit::Audit audit, audit::evaluate(programme, applied.record, {day}));
  const std::vector<audit::Outlook> outlook =
      audit::outlook(programme, applied.catalogue, applied.record, audit, {day});
  std::optional<audit::WhatIf> what_if;
  if (const json::Value* earned = one.when.find("if")) {
    std::vector<AchievementId> ids;
    for (const json::Value& id : earned->items()) ids.emplace_back(std::string(id.string()));
    CAIRN_TRY(what_if, audit::what_if(programme, applied.catalogue, applied.record, audit,
                                      std::move(ids), {day}));
  }
  json::Writer writer;
  documents::write_audit(writer, programme, audit, applied, outlook, what_if ? &*what_if : nullptr);
  return json::read(writer.take());
}

// --- What the answer says -----------------------------------------------------------------------

using Texts = std::vector<std::string>;

Texts texts_of(const json::Value& list) {
  Texts texts;
  for (const json::Value& each : list.items()) texts.emplace_back(each.string());
  std::ranges::sort(texts);
  return texts;
}

const json::Value* find_node(const json::Value& nodes, std::string_view path) {
  for (const json::Value& node : nodes.items()) {
    if (node.text_of("id") == path) return &node;
    if (const json::Value* below = find_node(*node.find("children"), path)) return below;
  }
  return nullptr;
}

Texts applied_at(const json::Value& node) {
  Texts awards;
  for (const json::Value& each : node.find("awards")->items()) {
    awards.emplace_back(each.text_of("award"));
    const json::Value* used = each.find("used");
    if (used == nullptr) continue;
    awards.back() += " " + std::string(used->text_of("amount"));
    awards.back() += " of " + std::string(each.find("of")->text_of("amount"));
  }
  std::ranges::sort(awards);
  return awards;
}

bool has_reason(const json::Value& answer, const json::Value& expected) {
  return std::ranges::any_of(answer.find("reasons")->items(), [&](const json::Value& reason) {
    if (reason.text_of("code") != expected.text_of("code")) return false;
    if (expected.find("rule") && reason.text_of("rule") != expected.text_of("rule")) return false;
    const json::Value* nodes = expected.find("nodes");
    if (nodes != nullptr && texts_of(*reason.find("nodes")) != texts_of(*nodes)) return false;
    const json::Value* awards = expected.find("awards");
    return awards == nullptr ||
           std::ranges::includes(texts_of(*reason.find("awards")), texts_of(*awards));
  });
}

void check_nodes(const json::Value& answer, const json::Value& expect) {
  const json::Value& nodes = *answer.find("requirements");
  if (const json::Value* applied = expect.find("applied"))
    for (const json::Member& each : applied->members()) {
      const json::Value* node = find_node(nodes, each.key);
      CHECK_MESSAGE(node != nullptr, each.key);
      if (node != nullptr) CHECK_MESSAGE(applied_at(*node) == texts_of(each.value), each.key);
    }
  if (const json::Value* waived = expect.find("waived"))
    for (const json::Value& path : waived->items()) {
      const json::Value* node = find_node(nodes, path.string());
      CHECK((node != nullptr && node->text_of("status") == "waived"));
    }
  if (const json::Value* status = expect.find("prerequisites"))
    CHECK(answer.find("prerequisites")->items()[0].text_of("status") == status->string());
}

void check_missing(const json::Value& answer, const json::Value& expected) {
  Texts found;
  Texts wanted;
  for (const json::Value& each : answer.find("missing")->items())
    found.push_back(std::string(each.text_of("node")) + ": " + std::string(each.text_of("code")));
  for (const json::Member& each : expected.members())
    wanted.push_back(std::string(each.key) + ": " + std::string(each.value.string()));
  std::ranges::sort(found);
  std::ranges::sort(wanted);
  CHECK(found == wanted);
}

// " with B by exam": what an award has to state.
std::string stated_in(const json::Value& value) {
  std::string text;
  if (const json::Value* grade = value.find("grade"))
    text += " with " + std::string(grade->text_of("value"));
  for (const char* member : {"assessment", "origin"})
    if (value.find(member)) text += " by " + std::string(value.text_of(member));
  if (const json::Value* attributes = value.find("attributes"))
    text += " with " + json::write(*attributes);
  return text;
}

// "charts leaves 3 1", and after it what is stated or where, if that is anything.
std::string alternative_text(const json::Value& alternative, std::string_view leaf) {
  const json::Value& left = *alternative.find("left");
  std::string text = std::string(alternative.text_of("achievement")) + " leaves";
  if (const json::Value* credit = left.find("credit"))
    text += " " + std::string(credit->text_of("amount"));
  text += " " + std::string(left.find("missing")->number());
  text += stated_in(alternative);
  if (alternative.find("reaches"))
    text += " reaching " + std::string(alternative.text_of("reaches"));
  if (alternative.text_of("place") != leaf)
    text += " at " + std::string(alternative.text_of("place"));
  return text;
}

// The alternatives of each leaf that is named, in their order.
void check_outlook(const json::Value& answer, const json::Value& expect) {
  Texts out_of_reach;
  for (const json::Value& each : answer.find("missing")->items()) {
    const std::string_view leaf = each.text_of("node");
    if (each.find("outOfReach")) out_of_reach.emplace_back(leaf);
    const json::Value* alternatives = expect.find("alternatives");
    const json::Value* wanted = alternatives == nullptr ? nullptr : alternatives->find(leaf);
    if (wanted == nullptr) continue;
    Texts found;
    for (const json::Value& one : each.find("alternatives")->items())
      found.push_back(alternative_text(one, leaf));
    Texts expected;
    for (const json::Value& one : wanted->items()) expected.emplace_back(one.string());
    CHECK_MESSAGE(found == expected, leaf);
  }
  if (const json::Value* wanted = expect.find("out of reach"))
    CHECK(out_of_reach == texts_of(*wanted));
}

void check_applied(const json::Value& answer, const json::Value& expect) {
  const auto listed = [&](const char* list, auto text_of) {
    Texts texts;
    if (const json::Value* found = answer.find(list))
      for (const json::Value& each : found->items()) texts.push_back(text_of(each));
    std::ranges::sort(texts);
    return texts;
  };
  const auto joined = [](std::string_view a, std::string_view b) {
    return std::string(a) + " " + std::string(b);
  };
  if (const json::Value* rules = expect.find("policies"))
    CHECK(listed("policies", [](const json::Value& each) {
            return std::string(each.text_of("rule"));
          }) == texts_of(*rules));
  if (const json::Value* versions = expect.find("versions"))
    CHECK(listed("versions", [&](const json::Value& each) {
            return joined(each.find("version")->number(), each.text_of("why"));
          }) == texts_of(*versions));
  if (const json::Value* exceptions = expect.find("exceptions"))
    CHECK(listed("exceptions", [&](const json::Value& each) {
            return joined(each.text_of("id"), each.text_of("node"));
          }) == texts_of(*exceptions));
  if (const json::Value* moved = expect.find("moved"))
    CHECK(listed("moved", [&](const json::Value& each) {
            return joined(each.text_of("exception"), each.text_of("to"));
          }) == texts_of(*moved));
}

std::string joined(const json::Value& list) {
  std::string text;
  for (const json::Value& each : list.items()) {
    text += text.empty() ? "" : " and ";
    text += each.string();
  }
  return text.empty() ? "nothing" : text;
}

void check_distance(const json::Value& found, const json::Value& expected) {
  CHECK(found.find("missing")->number() == expected.find("missing")->number());
  CHECK(found.find("credit")->text_of("amount") == expected.text_of("credit"));
}

// "goal/r: unsatisfied 3 becomes satisfied 6", "a: goal/x becomes goal/y".
void check_what_if(const json::Value& found, const json::Value& expected) {
  CHECK(found.text_of("status") == expected.text_of("status"));
  check_distance(*found.find("objective"), *expected.find("distance"));
  Texts stating;
  if (const json::Value* stated = found.find("stating"))
    for (const json::Value& each : stated->items())
      stating.push_back(std::string(each.text_of("achievement")) + stated_in(each));
  const json::Value* wanted = expected.find("stating");
  CHECK(stating == (wanted == nullptr ? Texts() : texts_of(*wanted)));
  Texts changes;
  const auto state = [](const json::Value& of) {
    return std::string(of.text_of("status")) + " " + std::string(of.text_of("have"));
  };
  for (const json::Value& each : found.find("nodes")->items())
    changes.push_back(std::string(each.text_of("node")) + ": " + state(*each.find("before")) +
                      " becomes " + state(*each.find("after")));
  for (const json::Value& each : found.find("awards")->items())
    changes.push_back(std::string(each.text_of("award")) + ": " + joined(*each.find("before")) +
                      " becomes " + joined(*each.find("after")));
  std::ranges::sort(changes);
  CHECK(changes == texts_of(*expected.find("changes")));
  CHECK(texts_of(*found.find("unused")) == texts_of(*expected.find("unused")));
}

void check_answer(const json::Value& answer, const json::Value& expect) {
  CHECK(answer.text_of("status") == expect.text_of("status"));
  if (const json::Value* distance = expect.find("distance"))
    check_distance(*answer.find("objective"), *distance);
  check_nodes(answer, expect);
  if (const json::Value* missing = expect.find("missing")) check_missing(answer, *missing);
  if (const json::Value* reasons = expect.find("reasons")) {
    for (const json::Value& reason : reasons->items())
      CHECK_MESSAGE(has_reason(answer, reason), json::write(reason));
    if (reasons->items().empty()) CHECK(answer.find("reasons")->items().empty());
  }
  if (const json::Value* codes = expect.find("noReasons"))
    for (const json::Value& code : codes->items())
      for (const json::Value& reason : answer.find("reasons")->items())
        CHECK_MESSAGE(reason.text_of("code") != code.string(), json::write(reason));
  if (const json::Value* avoided = expect.find("avoided"))
    CHECK(answer.find("avoided")->find("weight")->number() == avoided->number());
  if (const json::Value* assumed = expect.find("assumed"))
    CHECK(texts_of(*answer.find("assumed")) == texts_of(*assumed));
  if (const json::Value* what_if = expect.find("what if"))
    check_what_if(*answer.find("whatIf"), *what_if);
  check_outlook(answer, expect);
  check_applied(answer, expect);
}

void check_case(const Case& one) {
  const auto answer = answer_of(one);
  if (const json::Value* refused = one.expect.find("refused")) {
    CHECK_FALSE(answer);
    if (answer) return;
    const std::string said = describe(answer.error());
    if (refused->is_string())
      CHECK_MESSAGE(said.find(refused->string()) != std::string::npos, said);
    else
      for (const json::Value& part : refused->items())
        CHECK_MESSAGE(said.find(part.string()) != std::string::npos, said);
    return;
  }
  CHECK_MESSAGE(answer.has_value(), (answer ? std::string() : describe(answer.error())));
  if (!answer) return;
  INFO(json::write(answer->root()));
  check_answer(answer->root(), one.expect);
}

int run_file(const std::filesystem::path& path) {
  std::ifstream file(path);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto document = documents::read_document({path.string(), text});
  REQUIRE_MESSAGE(document, describe(document.error()));
  const json::Value& given = *document->root().find("given");
  int count = 0;
  for (const json::Value& each : document->root().find("cases")->items()) {
    INFO(path.filename().string() << ": " << each.text_of("case"));
    check_case({given, *each.find("when"), *each.find("expect")});
    ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("every case of tests/cases/requirements has the answer that the text derives") {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator("tests/cases/requirements"))
    files.push_back(entry.path());
  std::ranges::sort(files);
  REQUIRE(files.size() >= 14);
  int cases = 0;
  for (const std::filesystem::path& path : files) cases += run_file(path);
  std::printf("counted requirement-cases: %d run in %zu files\n", cases, files.size());
}
