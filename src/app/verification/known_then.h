// Answers for an earlier moment: was it true then, or was it known then? For the second, what was
// learned since is left out; what the asker states by hand counts, as known by whoever states it.
#pragma once

#include <optional>
#include <vector>

#include "app/facts/gathered.h"
#include "app/verification/facts_used.h"
#include "app/verification/report.h"
#include "app/verification/verifier.h"
#include "base/time.h"
#include "formats/openbadges/assertion.h"

namespace cairn::verification {

/// What the answer says of its moment; nothing when that is now.
std::optional<AskedMoment> asked_moment(const Question& question);

/// Whether only what was known at the moment counts.
bool knows_only_then(const Question& question);

/// Each fact that was had after `at` becomes one that is missing for that reason (`known_later`).
void forget_later(facts::Gathered& gathered, Instant at);

/// Takes the documents that were had after `at` out of both.
void forget_later(std::vector<facts::DocumentFact>& had, openbadges::Documents& documents,
                  Instant at);

/// Marks the lists that were stored after `at`.
void forget_later(std::vector<OpenedTrustList>& lists, Instant at);

}  // namespace cairn::verification
