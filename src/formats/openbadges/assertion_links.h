// Where an assertion of Open Badges 2 leads: the documents it embeds or names. Private to
// formats/openbadges.
#pragma once

#include <cstdint>
#include <string>

#include "formats/json/value.h"
#include "formats/openbadges/assertion.h"

namespace cairn::openbadges {

enum class Proven : std::uint8_t {
  by_hosting,
  by_signature,
  by_nothing,  ///< no verification object, or of another type
};

/// Each document is nullptr while it is not at hand; an address is "" when nothing names one. Badge
/// class and issuer may be copies inside the assertion, good for showing; all others, and what
/// anything is checked against, were read at their address, since whoever writes an assertion also
/// writes the copies in it.
struct AssertionLinks {
  Proven proven = Proven::by_nothing;
  std::string hosted_address;
  const json::Value* hosted = nullptr;
  std::string badge_address;
  const json::Value* badge = nullptr;
  std::string issuer_address;
  const json::Value* issuer = nullptr;
  const json::Value* issuer_at_address = nullptr;
  std::string key_address;
  const json::Value* key = nullptr;
  std::string revocation_address;
  const json::Value* revocations = nullptr;
};

AssertionLinks follow_links(const json::Value& assertion, const Documents& documents);

}  // namespace cairn::openbadges
