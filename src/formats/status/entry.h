// A member of credentialStatus: which list to look into, and where.
//
// Bitstring Status List 1.0 section 2.1; StatusList2021 (W3C draft of 27 April 2023) section 3.1;
// 1EdTech Revocation List Status Method 1.0.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "formats/json/value.h"

namespace cairn::status {

enum class ListKind : std::uint8_t { bitstring, status_list_2021, one_edtech };

/// Views into the credential, which must outlive it.
struct Entry {
  ListKind kind = ListKind::bitstring;
  std::string_view list_url;
  std::string_view purpose;               ///< "revocation" for one_edtech
  std::uint64_t index = 0;                ///< the largest value when the text's number does not fit
  unsigned size = 1;                      ///< in bits
  const json::Value* messages = nullptr;  ///< the array statusMessage
};

/// MALFORMED_VALUE_ERROR is `invalid` with the place within the entry ("/statusListIndex");
/// `unavailable` when the entry is of a type not known here.
Result<Entry> read_entry(const json::Value& entry);

/// The message that the entry has for a value; without messages "set" and "unset".
std::string_view message_of(const Entry& entry, std::uint32_t value);

}  // namespace cairn::status
