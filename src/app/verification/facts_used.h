// What an answer rests on beside the file, and how old it is.
#pragma once

#include <span>
#include <vector>

#include "app/facts/gathered.h"
#include "app/verification/report.h"
#include "app/verification/verifier.h"
#include "base/time.h"
#include "formats/trust/trust_list.h"
#include "formats/vc/facts.h"

namespace cairn::verification {

/// A list that was opened, and since when it was stored.
struct OpenedTrustList {
  trust::TrustList list;
  std::optional<Instant> stored;
  std::optional<Instant> good_until;
  bool known_later = false;  ///< stored after the moment asked about, where that matters
};

struct FactsUsed {
  const facts::Gathered& gathered;
  std::span<const facts::DocumentFact> documents;
  std::span<const OpenedTrustList> trust_lists;
  std::span<const std::string> contexts;  ///< their URLs, which the store has
  std::span<const StatedLogProof> log_proofs;
};

/// By kind and id. Ages count from when a fact was had to `at`; never negative.
std::vector<FactReport> report_facts(const FactsUsed& used, Instant at);

}  // namespace cairn::verification
