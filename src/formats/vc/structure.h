// Whether a JSON object is a Verifiable Credential: the W3C Data Model 2.0 (15 May 2025), and 1.1
// (3 March 2022) for reading what was issued before.
//
// Checked are the rules that need no JSON-LD: section 4.3 (contexts), 4.4 (identifiers), 4.5
// (types), 4.6 (names), 4.7 (issuer), 4.8 (subject), 4.9 (validity), 4.10 to 5.6 and 5.10 (members
// that need a type). related_resource.h checks digests against resources at hand, and
// check_terms() that the contexts define what the document says.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/time.h"
#include "formats/json/value.h"
#include "formats/rdf/context_store.h"
#include "formats/vc/verdict.h"

namespace cairn::vc {

inline constexpr std::string_view kContextV1 = "https://www.w3.org/2018/credentials/v1";
inline constexpr std::string_view kContextV2 = "https://www.w3.org/ns/credentials/v2";

enum class DataModel : std::uint8_t { v1_1, v2_0 };

/// By the first context, as both versions demand; nothing when it is neither's.
std::optional<DataModel> data_model_of(const json::Value& document);

/// The first rule that the credential breaks, with the place (a JSON Pointer) as "place"; a pass
/// when there is none. `proof` is not looked at. Linear in the credential.
Check check_structure(const json::Value& credential);

/// check_structure() for a credential about to be issued: only the Data Model 2.0 passes, and its
/// status entries must be readable (status/entry.h), which a verifier finds in the check `status`.
Check check_issuable(const json::Value& credential);

/// That every term, type and reference has a meaning (section 4.5 for types): JSON-LD expansion in
/// safe mode. Suites that canonicalize RDF find the same when they sign or verify; for the others
/// this is the only look at it. A context that is not in the store leaves the check unknown.
Check check_terms(const json::Value& document, const rdf::ContextStore& contexts);

/// check_terms() of the types alone: a token may hold members that nobody understands
/// (VC-JOSE-COSE), but what it is has to mean something. `document` has contexts and a type.
Check check_types(const json::Value& document, const rdf::ContextStore& contexts);

/// When the credential holds, by the members that its version of the Data Model names. A date that
/// is there but is no date makes `malformed`.
struct ValidityPeriod {
  std::optional<Instant> from;
  std::optional<Instant> until;
  bool malformed = false;
};
ValidityPeriod validity_period(const json::Value& credential);

/// The issuer's id, whether given as text or as an object; "" when there is none.
std::string_view issuer_id(const json::Value& credential);

/// Whether the text is an absolute URL: a scheme, a colon, and no character that RFC 3986 forbids.
bool is_url(std::string_view text);

// The rules that credentials and presentations share. Each returns the broken rule or nothing;
// `place` is the JSON Pointer of the node.

/// Section 4.3: the context of a version of the Data Model, then URLs and objects.
std::optional<Check> check_contexts(const json::Value& document);
/// Section 4.4: at most one id, a URL.
std::optional<Check> check_id(const json::Value& node, const std::string& place);
/// Section 4.5: one or more texts, `required` among them.
std::optional<Check> check_type(const json::Value& document, std::string_view required);
/// Section 5.5: each an object with a type and at most one id.
std::optional<Check> check_terms_of_use(const json::Value& document);

}  // namespace cairn::vc
