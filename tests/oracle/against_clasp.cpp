#include "oracle/against_clasp.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>

#include "domain/audit/audit.h"
#include "oracle/clasp.h"
#include "oracle/logic_facts.h"
#include "oracle/operators.h"

namespace cairn::oracle {
namespace {

constexpr std::uint64_t kBatch = 20;
constexpr int kSecondsMax = 20;  // of one run of clasp
constexpr std::uint64_t kNodesMax = 200'000;

// A case that both can say something of, and its two questions: one for each pass.
struct Asked {
  const Seeded* from;
  audit::Audit audit;
  std::array<std::int64_t, 2> scale;
  std::string facts;
};

using Differences = std::vector<std::pair<std::uint64_t, std::string>>;

// The engine's answer, or none where it refuses the case or does not prove it.
std::optional<audit::Audit> audit_of(const Case& input, LogicTally& tally) {
  const auto programme = audit::Programme::compile(input.goal, input.catalogue);
  if (!programme) {
    ++tally.refused;
    return std::nullopt;
  }
  auto audit = audit::evaluate(*programme, input.record, {input.day, kNodesMax});
  if (!audit)
    ++tally.refused;
  else if (audit->bound != audit->distance)
    ++tally.unproven;
  else
    return std::move(*audit);
  return std::nullopt;
}

audit::Distance distance_of(const Deficit& deficit, std::int64_t scale, const audit::Audit& audit) {
  return {Rational::create(deficit.credit, scale).value(), audit.distance.system, deficit.missing};
}

std::string text(const audit::Distance& distance) {
  return "(" + distance.credit.to_string() + ", " + std::to_string(distance.missing) + ")";
}

// Section 12.
audit::Status status_of(const audit::Distance& first, const audit::Distance& second) {
  if (first.is_zero()) return audit::Status::complete;
  return second.is_zero() ? audit::Status::complete_if_in_progress_passes
                          : audit::Status::incomplete;
}

std::string difference(const audit::Audit& audit, const audit::Distance& first,
                       const audit::Distance& second) {
  if (audit.distance != first)
    return "distance " + text(audit.distance) + " instead of " + text(first);
  if (audit.status != status_of(first, second))
    return "status " + std::to_string(static_cast<int>(audit.status)) + " where the distance is " +
           text(first) + " and " + text(second) + " if what is in progress is passed";
  if (audit.distance_if_passed && *audit.distance_if_passed != second)
    return "distance if passed " + text(*audit.distance_if_passed) + " instead of " + text(second);
  return {};
}

void count(const Asked& asked, LogicTally& tally) {
  ++tally.compared;
  if (asked.audit.status == audit::Status::complete) ++tally.complete;
  if (asked.audit.status == audit::Status::complete_if_in_progress_passes)
    ++tally.complete_if_passed;
  for (const std::string& name : operators_of(asked.from->input)) ++tally.operators[name];
}

// With the facts of both passes; nothing where they cannot be told.
std::optional<Asked> ask(const Seeded& from, audit::Audit audit, int number, LogicTally& tally) {
  Asked made{&from, std::move(audit), {1, 1}, {}};
  for (const Pass pass : {Pass::first, Pass::second}) {
    const int which = static_cast<int>(pass);
    const LogicFacts told = logic_facts(from.input, pass, number + which);
    if (!told.not_encoded.empty()) {
      ++tally.not_encoded[told.not_encoded];
      return std::nullopt;
    }
    made.scale[static_cast<std::size_t>(which)] = told.scale;
    made.facts += told.text;
  }
  return made;
}

// Section 13: of the pass that is reported.
std::string difference(const audit::Audit& audit, const Measure& first, const Measure& second) {
  if (!audit.avoided) return {};
  const bool hopes = audit.status == audit::Status::complete_if_in_progress_passes;
  const std::int64_t least = hopes ? second.weight : first.weight;
  if (audit.avoided->weight == least && audit.avoided->bound == least) return {};
  return "weight " + std::to_string(audit.avoided->weight) + ", at least " +
         std::to_string(audit.avoided->bound) + ", instead of " + std::to_string(least);
}

void judge(const Asked& asked, const Measure& first, const Measure& second,
           Differences& differences, LogicTally& tally) {
  count(asked, tally);
  std::string wrong =
      difference(asked.audit, distance_of(first.deficit, asked.scale[0], asked.audit),
                 distance_of(second.deficit, asked.scale[1], asked.audit));
  if (wrong.empty()) wrong = difference(asked.audit, first, second);
  if (wrong.empty()) return;
  ++tally.differed;
  differences.emplace_back(asked.from->seed, std::move(wrong));
}

}  // namespace

void LogicTally::print(const std::string& name) const {
  int left_out = 0;
  for (const auto& [why, count] : not_encoded) left_out += count;
  std::printf(
      "%s: %d compared, %d differ; %d not encoded, %d not proven by us within budget, %d not by "
      "clasp "
      "in time, %d refused as impossible; %d complete, %d if what is in progress is passed\n",
      name.c_str(), compared, differed, left_out, unproven, not_solved, refused, complete,
      complete_if_passed);
  for (const auto& [why, count] : not_encoded)
    std::printf("  not encoded: %d for %s\n", count, why.c_str());
  std::printf("  operators:");
  for (const auto& [each, count] : operators) std::printf(" %s %d;", each.c_str(), count);
  std::printf("\n");
}

std::vector<std::pair<std::uint64_t, std::string>> compare_with_clasp(
    const std::vector<Seeded>& cases, const std::filesystem::path& folder, LogicTally& tally) {
  std::vector<Asked> asked;
  std::string facts;
  for (const Seeded& each : cases) {
    auto audit = audit_of(each.input, tally);
    if (!audit) continue;
    auto made = ask(each, std::move(*audit), static_cast<int>(asked.size()) * 2, tally);
    if (!made) continue;
    facts += made->facts;
    asked.push_back(std::move(*made));
  }
  Differences differences;
  const auto together = solve_with_clasp(facts, folder, kSecondsMax);
  for (std::size_t i = 0; i < asked.size(); ++i) {
    auto measures = together ? together : solve_with_clasp(asked[i].facts, folder, kSecondsMax);
    const int number = static_cast<int>(i) * 2;
    if (measures)
      judge(asked[i], (*measures)[number], (*measures)[number + 1], differences, tally);
    else
      ++tally.not_solved;
  }
  return differences;
}

std::vector<std::pair<std::uint64_t, std::string>> compare_logic_cases(
    std::uint64_t first, std::uint64_t count, const std::filesystem::path& folder,
    LogicTally& tally) {
  std::vector<std::pair<std::uint64_t, std::string>> differences;
  for (std::uint64_t seed = first; seed < first + count; seed += kBatch) {
    std::vector<Seeded> batch;
    for (std::uint64_t s = seed; s < std::min(seed + kBatch, first + count); ++s)
      batch.push_back({s, logic_case(s)});
    for (auto& each : compare_with_clasp(batch, folder, tally))
      differences.push_back(std::move(each));
  }
  return differences;
}

}  // namespace cairn::oracle
