// Allocations: what may be applied together (sections 3, 7 and 8 of docs/reference/requirements.md)
// and what deficit it leaves (sections 10 and 11).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "oracle/expansion.h"

namespace cairn::oracle {

/// The leaves that one award is applied to, with what it is worth there.
using Way = std::vector<std::pair<int, std::int64_t>>;

/// Of every use of a question, by index.
using Applications = std::vector<Way>;

/// All ways to apply one award that sharing allows, looking at that award alone; the first is not
/// to apply it.
std::vector<Way> ways(const Question& question, int use);

/// The first rule of sections 3, 7 and 8 that the applications break; empty when there is none.
/// Whether their leaves can be chosen together says least_deficit.
std::string broken_rule(const Question& question, const Applications& applied);

/// The least deficit over all choices by which every leaf with an application is chosen; nothing
/// when there is no such choice.
std::optional<Deficit> least_deficit(const Question& question, const Applications& applied);

}  // namespace cairn::oracle
