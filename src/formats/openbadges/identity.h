// Whom a badge is for: an identity object compared with an identifier that somebody claims.
//
// Open Badges 3.0 appendix B (IdentityObject, IdentityHash); Open Badges 2.0 IdentityObject.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "formats/json/value.h"
#include "formats/openbadges/credential.h"

namespace cairn::openbadges {

enum class Recipient {
  matches,   ///< one of the claimed identifiers is the badge's
  differs,   ///< the badge names somebody, by identifiers that none of the claimed is
  unstated,  ///< the badge names nobody, or only by hashes that cannot be read
};

/// Whether `claimed` is the identity: the text itself, or "sha256$" or "md5$" (which older badges
/// have) and the hexadecimal digest, of either case, of `claimed` and then the salt. An e-mail
/// address is also compared with its letters A to Z made small, because issuers do so before they
/// hash, and other than hashed ones without regard to case. "mailto:" before it is left out.
bool matches(const Identity& identity, std::string_view claimed);

/// Whether the subject's id or one of its identities is one of the claimed.
Recipient recipient_of(const Subject& subject, std::span<const std::string> claimed);

/// The same for the subject of a credential in JSON, of an AchievementCredential or ClrCredential;
/// of several subjects the first that is not unstated decides.
Recipient recipient_of(const json::Value& credential, std::span<const std::string> claimed);

}  // namespace cairn::openbadges
