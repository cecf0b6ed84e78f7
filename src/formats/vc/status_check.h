// Whether a credential was revoked or suspended, from status lists that were verified beforehand.
//
// W3C Bitstring Status List 1.0 section 3.2. A list is verified and decoded once
// (formats/vc/status_list.h) and shared; asking it is a bit test.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "formats/json/value.h"
#include "formats/vc/verdict.h"

namespace cairn::status {
struct List;  // formats/status/list.h
}

namespace cairn::vc {

/// What is known of one status list: itself, or why it cannot be relied on.
struct StatusListFact {
  std::string url;
  Code problem = Code::ok;  ///< a code of the check `status`; `list` is absent unless it is `ok`
  /// Shared by a cache and the verifications in flight; nobody changes it.
  std::shared_ptr<const status::List> list = nullptr;
  Instant fetched = {};
  /// A list that was stored may have changed since: from then on it clears nobody any more.
  std::optional<Instant> good_until = {};
};

struct StatusFacts {
  std::span<const StatusListFact> lists;
  /// Ids of those whose lists count besides the credential's issuer: section 2.2 leaves it to the
  /// asker who may sign one.
  std::span<const std::string> also_by = {};
};

/// All entries of credentialStatus are looked at: the worst decides, a message or an offer to
/// refresh is reported when nothing is wrong. Constant time for each entry.
Check check_status(const json::Value& credential, const StatusFacts& facts, Instant at);

/// The URLs of the lists that the credential's entries name; malformed entries name none.
std::vector<std::string> status_lists_of(const json::Value& credential);

/// The error of the Recommendations (section 3.5) that a code stands for, as a URL; "" when none.
std::string_view status_error_of(Code code);

}  // namespace cairn::vc
