// Whether a recognised award follows from the published agreements.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "domain/ids/ids.h"
#include "domain/learning/award.h"
#include "domain/recognition/network.h"

namespace cairn::attestation {

/// What grants a recognised award.
struct ByAgreement {
  AgreementId agreement;
  int version = 1;
  std::string term;
};

/// The agreement of the network by which the originals in `record` are recognised as `view` on its
/// day of award; nothing where none does, as with what a person decided on a case or a precedent.
/// Errors of recognition::propose().
Result<std::optional<ByAgreement>> find_agreement(const learning::Award& view,
                                                  const learning::Record& record,
                                                  const recognition::Network& network);

}  // namespace cairn::attestation
