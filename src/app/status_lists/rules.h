// What lists in the store and lists in files have in common. Private to app/status_lists.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "app/status_lists/status_lists.h"
#include "base/ports.h"
#include "base/result.h"
#include "base/time.h"
#include "formats/json/value.h"
#include "formats/status/bitstring.h"

namespace cairn::status_lists {

inline constexpr std::int64_t kEntries = status::kEntriesMin;
/// A fuller list would need more draws to hit a free index; an emptier one is more to fetch.
inline constexpr std::int64_t kTakenMax = kEntries / 4 * 3;

/// Invalid for a kind whose entries a verifier would refuse.
Result<void> check_kind(const Kind& kind);

/// Whether a value that was set stays (section 2.1: "not reversible").
bool is_final(std::string_view purpose);

/// A uniformly random index below kEntries that is not taken.
Result<std::int64_t> draw_index(Random& random,
                                const std::function<Result<bool>(std::int64_t)>& is_taken);

/// The entry that a credential carries.
json::Value make_entry(json::Arena& arena, const std::string& url, const Kind& kind,
                       std::int64_t index);

/// What a list credential says.
struct ListMembers {
  std::string_view url;
  std::string_view purpose;
  std::string_view issuer;  ///< empty: left out
  const status::Bitstring& bits;
};
/// Section 2.2, valid from `now` for kValidity.
json::Document make_list(const ListMembers& members, Instant now);

}  // namespace cairn::status_lists
