// The check "trust" by lists of recognised issuers: who the issuer is, says the list and never the
// credential alone.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/verification/facts_used.h"
#include "app/verification/report.h"
#include "base/result.h"
#include "base/time.h"
#include "formats/trust/trust_list.h"
#include "formats/vc/facts.h"
#include "formats/vc/verdict.h"

namespace cairn::verification {

struct TrustFinding {
  vc::Check check;
  std::optional<IssuerIdentity> issuer;  ///< as the list that recognised it says
};

/// `before` is the check by the ids that the asker knows; lists are asked only where it found the
/// issuer unknown. Passes when a list that holds `at` names the issuer for then, and, where the
/// list says for what, for the badge's field and level. Of several lists the first that recognises
/// it decides.
TrustFinding check_trust(vc::Check before, std::span<const OpenedTrustList> lists,
                         const std::optional<Badge>& badge, Instant at);

}  // namespace cairn::verification
