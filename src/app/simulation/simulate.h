// The questions of `cairn simulate` and `cairn lost`, from files and a population to an answer.
// What they mean is written in docs/reference/simulation.md. Nothing is stored.
#pragma once

#include <cstdint>
#include <functional>
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
  std::vector<std::string> by;  ///< attributes to group by
  std::int64_t smallest = 10;
};

struct ChangeAnswer {
  AchievementId goal;
  credit::SystemId system;
  Date at;
  std::int64_t smallest = 10;
  Tables tables;

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
};

struct LostAnswer {
  OrganizationId receiver;
  credit::SystemId system;
  Date at;
  std::int64_t smallest = 10;
  std::vector<Signature> signatures;

  /// schemas/lost.schema.json.
  std::string to_json() const;
};

/// Invalid for a receiver that the catalogue does not know, or without a system.
Result<LostAnswer> find_lost(const LostQuestion& question, Population& population,
                             const Counting& counting);

}  // namespace cairn::simulation
