// A status list, decoded once from its document and then only looked into.
//
// Bitstring Status List 1.0 section 2.2 and 3.2; StatusList2021 section 3.2; 1EdTech Revocation
// List Status Method 1.0. Signatures are not looked at here: formats/vc verifies the document.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "formats/json/value.h"
#include "formats/status/bitstring.h"
#include "formats/status/entry.h"

namespace cairn::status {

/// Holds no view into its document. Immutable once read, so that threads may share it.
struct List {
  ListKind kind = ListKind::bitstring;
  std::string id;      ///< as the document gives it; may be empty
  std::string issuer;  ///< likewise
  std::vector<std::string> purposes;
  Bitstring bits;
  std::set<std::string, std::less<>> revoked;  ///< of one_edtech: ids of credentials
  std::optional<Instant> valid_from;
  std::optional<Instant> valid_until;
  std::optional<std::chrono::milliseconds> ttl;  ///< after which it should be fetched again
};

/// Reads a status list credential, or the unsigned document of 1EdTech. Invalid, with the place
/// (MALFORMED_VALUE_ERROR), or exhausted for a list beyond kListBytesMax. How long it is does not
/// matter here.
Result<List> read_list(const json::Value& document);

enum class Lookup : std::uint8_t {
  found,
  wrong_kind,     ///< the entry means a list of another kind
  wrong_purpose,  ///< STATUS_VERIFICATION_ERROR: the list does not serve the entry's purpose
  too_short,      ///< STATUS_LIST_LENGTH_ERROR
  out_of_range,   ///< RANGE_ERROR
};

struct Found {
  Lookup lookup = Lookup::found;
  std::uint32_t value = 0;  ///< of the entry, with `found` and `too_short`
};

/// Section 3.2 from its fifth step on. `credential_id` is what a list of 1EdTech is asked for.
/// Constant time (logarithmic for 1EdTech), no allocation.
Found look_up(const List& list, const Entry& entry, std::string_view credential_id);

}  // namespace cairn::status
