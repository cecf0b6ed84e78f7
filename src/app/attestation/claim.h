// What an attestation says: a question, the record it was asked of, the rules, and the answer of
// the audit (docs/reference/attestations.md).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/ids/ids.h"
#include "formats/json/value.h"
#include "formats/json/writer.h"

namespace cairn::attestation {

/// That an award of the record rests on a credential inside the attestation.
struct Carried {
  AwardId award;
  std::string credential;  ///< its `id`
};

struct Claim {
  AchievementId goal;
  Date day;
  int nodes_max = 0;
  std::string rules;  ///< documents::catalogue_digest()
  std::vector<Carried> credentials;
  json::Value record;  ///< a record document
  json::Value answer;  ///< an audit as JSON
};

void write_claim(json::Writer& writer, const Claim& claim);

/// The claim keeps values of `value`, whose arena must outlive it. Errors name the place in `text`,
/// which `value` was read from.
Result<Claim> read_claim(const json::Value& value, std::string_view text);

}  // namespace cairn::attestation
