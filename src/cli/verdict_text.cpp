#include "cli/verdict_text.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "base/rational.h"
#include "cli/session.h"
#include "documents/phrases.h"

namespace cairn::cli {
namespace {

using documents::Phrases;
using verification::Report;
using verification::Verdict;

// Anybody can write a well-known name into a file: it names the issuer only where a known issuer's
// key signed it.
bool issuer_is_proven(const Report& report) {
  return std::ranges::all_of(report.checks, [](const verification::CheckReport& check) {
    const bool of_issuer =
        check.check == "proof" || check.check == "issuer_binding" || check.check == "trust";
    return !of_issuer || check.outcome == verification::Outcome::pass;
  });
}

std::string issuer_text(const Report& report, const Phrases& phrases) {
  if (report.issuer && report.issuer->list_name.empty())
    return phrases.say("issued_by.own_list", {{"issuer", printable(report.issuer->name)}});
  if (report.issuer)
    return phrases.say("issued_by.list", {{"issuer", printable(report.issuer->name)},
                                          {"list", printable(report.issuer->list_name)}});
  const verification::Badge& badge = *report.badge;
  const std::string id = printable(badge.issuer_id), name = printable(badge.issuer_name);
  if (name.empty()) return phrases.say("issued_by", {{"issuer", id}});
  if (issuer_is_proven(report)) return phrases.say("issued_by", {{"issuer", name}});
  return phrases.say("issued_by.unproven", {{"issuer", name}, {"id", id}});
}

std::string headline(const Report& report, const Phrases& phrases) {
  if (report.verdict == Verdict::valid && !report.trusted)
    return phrases.say("verdict.valid.unknown_issuer");
  return phrases.say(std::string("verdict.") + verification::name_of(report.verdict));
}

// "3 days", the largest unit of which there are two.
std::string age_text(std::chrono::seconds age, const Phrases& phrases) {
  constexpr std::pair<std::int64_t, const char*> kUnits[] = {
      {86'400, "days"}, {3'600, "hours"}, {60, "minutes"}};
  std::int64_t count = age.count();
  const char* unit = "seconds";
  for (const auto& [seconds, name] : kUnits) {
    if (age.count() < 2 * seconds) continue;
    count = age.count() / seconds;
    unit = name;
    break;
  }
  const std::string number = std::to_string(count);
  return phrases.say(unit, Rational(count), {{"count", number}});
}

// One that was fetched; the others are part of the program, or pinned.
std::string fact_text(const verification::FactReport& fact, const Phrases& phrases) {
  std::string text = phrases.say("fact", {{"kind", phrases.say("kind." + fact.kind)},
                                          {"id", printable(fact.id)},
                                          {"age", age_text(fact.age, phrases)},
                                          {"moment", fact.fetched->to_string()}});
  if (!fact.good_until) return text;
  return phrases.say(fact.outdated ? "fact.outdated" : "fact.good_until",
                     {{"fact", text}, {"until", fact.good_until->to_string()}});
}

/// Lines, each indented by two spaces for each level.
class Lines {
 public:
  void add(std::size_t level, std::string_view text) {
    text_.append(2 * level, ' ').append(text).push_back('\n');
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

void add_badge(Lines& lines, const Report& report, const Phrases& phrases) {
  const verification::Badge& badge = *report.badge;
  lines.add(0, printable(badge.name));
  lines.add(1, issuer_text(report, phrases));
  if (badge.valid_from)
    lines.add(1, phrases.say("valid_from", {{"moment", badge.valid_from->to_string()}}));
  if (badge.valid_until)
    lines.add(1, phrases.say("valid_until", {{"moment", badge.valid_until->to_string()}}));
}

void add_checks(Lines& lines, const Report& report, const Phrases& phrases) {
  constexpr std::size_t kColumn = 8;  // characters, as wide as the longest English outcome and one
  for (const verification::CheckReport& check : report.checks) {
    std::string outcome =
        phrases.say(std::string("outcome.") + verification::name_of(check.outcome));
    const auto characters = static_cast<std::size_t>(
        std::ranges::count_if(outcome, [](char c) { return (c & 0xC0) != 0x80; }));
    outcome.append(characters < kColumn ? kColumn - characters : 1, ' ');
    lines.add(1, outcome + check.check + ": " + printable(check.message));
    if (!check.remedy.empty())
      lines.add(5, phrases.say("remedy", {{"remedy", printable(check.remedy)}}));
  }
}

void add_parts(Lines& lines, const Report& report, const Phrases& phrases) {
  for (const verification::PartReport& part : report.parts)
    lines.add(1, phrases.say("part", {{"place", part.place},
                                      {"verdict", phrases.say(std::string("part.") +
                                                              verification::name_of(part.verdict))},
                                      {"message", printable(part.message)}}));
  for (const verification::EvidenceReport& evidence : report.evidence)
    lines.add(1, phrases.say("evidence",
                             {{"place", evidence.place},
                              {"name", printable(evidence.name)},
                              {"id", printable(evidence.id)},
                              {"digest", phrases.say(std::string("digest.") +
                                                     verification::name_of(evidence.digest))}}));
}

}  // namespace

std::string verdict_text(const Report& report, std::string_view language) {
  const Phrases phrases("verdict_text", language);
  Lines lines;
  if (report.badge)
    add_badge(lines, report, phrases);
  else
    lines.add(0, phrases.say("no_badge", {{"reason", printable(report.badge_problem)}}));
  lines.add(0, headline(report, phrases));
  if (report.asked) lines.add(0, printable(report.asked->message));
  add_checks(lines, report, phrases);
  add_parts(lines, report, phrases);
  if (report.refresh)
    lines.add(1, phrases.say("renewal", {{"message", printable(report.refresh->message)}}));
  for (const Report& newer : report.renewed)
    lines.add(1, phrases.say("newer", {{"verdict", headline(newer, phrases)}}));
  if (report.recipient)
    lines.add(1, phrases.say("recipient", {{"message", printable(report.recipient->message)}}));
  for (const verification::FactReport& fact : report.facts)
    if (fact.fetched) lines.add(1, fact_text(fact, phrases));
  return lines.take();
}

}  // namespace cairn::cli
