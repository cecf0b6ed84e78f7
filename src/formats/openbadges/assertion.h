// Assertions of Open Badges 2.0 and 2.1: what they say, in the words of version 3, and whether they
// hold.
//
// Open Badges Specification 2.0 (1EdTech, 2018), sections Assertion, BadgeClass, Profile,
// VerificationObject, RevocationList; "Implementation Guide", verification. An assertion rests on
// documents at addresses: itself where it is hosted, badge class, issuer, key, revocation list.
// Which those are is said here; whoever asks gathers them (ADR 7).
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "formats/json/value.h"
#include "formats/openbadges/credential.h"
#include "formats/vc/verdict.h"

namespace cairn::openbadges {

/// Documents by the address they were fetched from.
using Documents = std::map<std::string, json::Document, std::less<>>;

/// Whether the value is an Assertion with the context of version 2.
bool is_assertion(const json::Value& value);

/// An assertion and, when it came signed, the compact JWS whose payload it is.
struct GivenAssertion {
  json::Value assertion;
  std::string_view jws;
};

/// What the assertion, its badge class and issuer say; what is not among `documents` is left empty
/// but for its address. Invalid, with a JSON Pointer, when a member is of the wrong kind.
Result<AchievementCredential> read_assertion(const json::Value& assertion,
                                             const Documents& documents);

/// The addresses that are still missing in `documents`, each once; ask again with what was fetched,
/// since a badge class names an issuer and so on. Empty when nothing more can be had.
std::vector<std::string> documents_needed(const json::Value& assertion, const Documents& documents);

/// One entry for each check, in their order. Pure.
std::vector<vc::Check> verify_assertion(const GivenAssertion& given, const Documents& documents,
                                        std::span<const std::string> known_issuers, Instant at);

}  // namespace cairn::openbadges
