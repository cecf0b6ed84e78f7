// Answers to what no agreement answers, kept as precedents: of the facts of a learner's award, and
// without the learner (docs/reference/recognition.md, section 7).
#pragma once

#include <string>
#include <string_view>

#include "app/catalogue/snapshot.h"
#include "app/store/store.h"
#include "base/ports.h"
#include "base/result.h"
#include "domain/recognition/precedent.h"

namespace cairn::recognising {

/// All must outlive the use case.
struct PrecedentPorts {
  store::Store& store;
  catalogue::Published& published;
  const Clock& clock;
  Random& random;
};

struct Ruling {
  const store::Person& officer;
  std::string_view json;  ///< docs/reference/formats.md, "Ruling"
};

/// Publishes the answer for everybody with the same facts, from today on, and returns it; where the
/// receiver's last answer on them is the same, that one, and nothing is kept. Errors: invalid, with
/// the place, for what is no ruling; not_found for a learner or an award that there is not;
/// conflict for an award that is not earned, and for another answer than the last one without
/// `explanation`.
Result<recognition::Precedent> rule(const PrecedentPorts& ports, const Ruling& ruling);

}  // namespace cairn::recognising
