// The questions of `cairn simulate` and `cairn lost`, from files and a population to an answer.
// What they mean is written in docs/reference/simulation.md. Nothing is stored.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/simulation/fold.h"
#include "app/simulation/population.h"
#include "base/result.h"
#include "base/time.h"
#include "documents/catalogue_json.h"
#include "domain/simulation/change.h"
#include "domain/simulation/lost.h"
#include "domain/simulation/savings.h"
#include "domain/simulation/table.h"

namespace cairn::simulation {

/// How to count, which changes nothing in the answer.
struct Counting {
  std::size_t threads = 1;
  std::optional<Keeping> keeping = {};
  std::function<void(std::int64_t)> progress = [](std::int64_t) {};
};

struct ChangeQuestion {
  std::span<const documents::NamedText> before;  ///< with `goal`, as for `cairn audit`
  std::span<const documents::NamedText> after;
  Asked asked;
  std::vector<std::string> by;  ///< attributes to group by, each once
  std::int64_t smallest = 10;
};

struct ChangeAnswer {
  AchievementId goal;
  credit::SystemId system;
  Date at;
  std::int64_t smallest = 10;
  Tables tables;
  std::shared_ptr<const Rules> rules;  ///< what the ids stand for; shared with nobody who writes

  /// schemas/simulation.schema.json.
  std::string to_json() const;
};

/// Errors name the file and the place in it, or the node of the requirement.
Result<ChangeAnswer> simulate(const ChangeQuestion& question, Population& population,
                              const Counting& counting);

struct LostQuestion {
  std::span<const documents::NamedText> catalogue;
  OrganizationId receiver;
  credit::SystemId system;  ///< empty: in which the receiver grants credit
  Date at;
  std::size_t signatures_max = 10;
  std::int64_t smallest = 10;
  AchievementId goal = {};  ///< not empty: rank what would save credit toward it
  int changes_max = 3;      ///< in one choice
  std::uint64_t nodes_max = Asked{}.nodes_max;
};

/// A relief that was measured.
struct RankedRelief {
  Relief relief;
  std::size_t form = 1;
  std::vector<OrganizationId> signers;
  std::optional<Saved> alone;  ///< nothing: too few records come nearer by it alone
};

struct Ranking {
  AchievementId goal;
  credit::SystemId system;  ///< of what is saved; empty when the goal knows no credit
  std::vector<RankedRelief> reliefs;
  std::vector<Choice> choices;  ///< bits number `reliefs`
};

struct LostAnswer {
  OrganizationId receiver;
  credit::SystemId system;
  Date at;
  std::int64_t smallest = 10;
  std::vector<Signature> signatures;
  std::optional<Ranking> ranking;      ///< with a goal
  std::shared_ptr<const Rules> rules;  ///< what the ids stand for; shared with nobody who writes

  /// schemas/lost.schema.json.
  std::string to_json() const;
};

/// Invalid for a receiver or goal that the catalogue does not know, without a system, and with a
/// goal for a population that can be read only once.
Result<LostAnswer> find_lost(const LostQuestion& question, Population& population,
                             const Counting& counting);

}  // namespace cairn::simulation
