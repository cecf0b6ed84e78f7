// Allocations: what may be applied together (sections 3, 7 and 8 of docs/reference/requirements.md)
// and what deficit it leaves (sections 10 and 11).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/rational.h"
#include "oracle/expansion.h"

namespace cairn::oracle {

/// An award at a leaf: `taken` of its `steps`, all of it where they are as many.
struct Application {
  int leaf = 0;
  std::int64_t worth_of_all = 0;  ///< what the whole award is worth there
  int taken = 1;
  int steps = 1;

  bool is_whole() const { return taken == steps; }
  std::int64_t part(std::int64_t of_all) const { return of_all / steps * taken; }
  std::int64_t worth() const { return part(worth_of_all); }
};

/// How one award is applied.
using Way = std::vector<Application>;

/// Of every use of a question, by index.
using Applications = std::vector<Way>;

/// All ways to apply one award that sharing allows, looking at that award alone; the first is not
/// to apply it.
std::vector<Way> ways(const Question& question, int use);

/// How much of its roots an award takes.
Rational taken_of_roots(const Way& way);

/// The first rule of sections 3, 7 and 8 that the applications break; empty when there is none.
/// Whether their leaves can be chosen together says least_deficit.
std::string broken_rule(const Question& question, const Applications& applied);

/// What the applications weigh by what is to be avoided (section 13).
std::int64_t weight_of(const Question& question, const Applications& applied);

/// The least deficit over all choices by which every leaf with an application is chosen; nothing
/// when there is no such choice.
std::optional<Deficit> least_deficit(const Question& question, const Applications& applied);

}  // namespace cairn::oracle
