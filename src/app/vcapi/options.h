// The `options` of a request to the VC API, read strictly: what is not understood is refused
// (VCALM 1.0 section 2.4).
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/vcapi/instance.h"
#include "app/vcapi/problem.h"
#include "base/time.h"
#include "formats/json/value.h"

namespace cairn::vcapi {

struct IssueOptions {
  std::optional<Instant> created;
  std::optional<Instant> expires;
  std::vector<std::string> domains;
  std::string challenge;
  std::string proof_id;
  /// What the caller calls a credential without an id when it changes its status.
  std::string credential_id;
};

struct VerifyOptions {
  std::string purpose;  ///< empty: the usual one
  std::vector<std::string> domains;
  std::optional<std::string> challenge;
  bool checks_status = true;
  bool checks_schema = false;
  bool returns_document = false;
  bool returns_results = false;
};

/// `options` may be nullptr: none were given.
std::variant<IssueOptions, Problem> read_issue_options(const json::Value* options,
                                                       const Instance& instance);
std::variant<VerifyOptions, Problem> read_verify_options(const json::Value* options);

}  // namespace cairn::vcapi
