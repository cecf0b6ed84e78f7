// The credentials inside a credential: those of a learner record (CLR 2.0) and the endorsements of
// a badge. Each keeps a proof of its own and is verified by itself.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "app/verification/report.h"
#include "base/time.h"
#include "formats/json/value.h"
#include "formats/vc/verdict.h"
#include "formats/vc/verify.h"

namespace cairn::verification {

/// Beyond these a record is not checked; a proof takes about as long as the whole of it.
inline constexpr std::size_t kPartsMax = 64;

/// What checking every proof in a document costs: for each, the size of what it signs, in values of
/// JSON and 64 bytes of text. Credentials inside others are signed over once for each around them.
std::uint64_t proof_work_of(const json::Value& document);

/// More of it is not done for one file. A credential that fills the limits of a file, with its
/// eight proofs, needs less.
inline constexpr std::uint64_t kProofWorkMax = 600'000;

struct Part {
  PartKind kind = PartKind::credential;
  std::string place;  ///< a JSON Pointer
  json::Value value;  ///< the credential; what stands at `place` when that could not be read
  std::vector<vc::Check> checks = {};
  json::Document opened = {};  ///< keeps `value` when it came out of a token
};

/// In document order, parts of parts included; at most kPartsMax + 1. Linear.
std::vector<Part> find_parts(const json::Value& credential);

/// Verifies each part by itself, opens those in tokens, and returns what that makes of the proof of
/// the whole: it fails when a credential of the record is not genuine (`part_not_genuine`) and is
/// unknown beyond kPartsMax (`proofs_too_many`); what has merely expired, and endorsements, change
/// nothing.
vc::Check verify_parts(std::vector<Part>& parts, const vc::Check& proof, const vc::Facts& facts,
                       Instant at);

/// What the report says of a part.
PartReport report_of(const Part& part, vc::Required required, std::string_view language);

}  // namespace cairn::verification
