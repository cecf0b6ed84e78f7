// Lists of recognised issuers: who somebody vouches for, in which fields and levels, and until
// when.
//
// Ours is a Verifiable Credential of type TrustListCredential (docs/reference/trust.md): signed,
// numbered, with an end, naming who may sign the next one. Three others are read into the same
// form: the issuer registry of the Digital Credentials Consortium, a plain object from DIDs to
// names, worth what the way is that it came by; statements of OpenID Federation (federation.h);
// trusted lists of ETSI (etsi_list.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "formats/json/value.h"

namespace cairn::trust {

/// A stretch of time, both ends inclusive; open where there is none.
struct Period {
  std::optional<Instant> from;
  std::optional<Instant> until;

  bool holds(Instant at) const { return !(from && at < *from) && !(until && at > *until); }
};

/// For what an issuer may issue. An empty text stands for any.
struct Accreditation {
  std::string field;  ///< URL of a field of education, as ISCED-F has them
  std::string level;  ///< URL of a framework level, as EQF has them
  Period period;
};

struct RecognisedIssuer {
  std::string id;  ///< a DID or a URL
  std::string name;
  std::string url;  ///< of its home page; may be empty
  Period period;
  std::vector<Accreditation> accreditations;  ///< empty: nothing is said about fields and levels
};

enum class Form : std::uint8_t {
  signed_list,   ///< ours
  dcc_registry,  ///< Digital Credentials Consortium
  federation,    ///< OpenID Federation (federation.h)
  etsi_list,     ///< a trusted list of ETSI TS 119 612 (etsi_list.h)
};

struct TrustList {
  Form form = Form::signed_list;
  std::string id;  ///< the URL of the series, or the anchor's id; empty for a registry of the DCC
  std::string name;
  std::string signer;  ///< whom the proof must be bound to; empty for a registry
  std::int64_t sequence = 0;
  std::vector<std::string> next_signers;  ///< who may sign the next one, besides the signer
  Period period;
  std::vector<RecognisedIssuer> issuers;  ///< by id, each once

  /// nullptr when the list does not name it. Logarithmic.
  const RecognisedIssuer* find(std::string_view issuer) const;
};

inline constexpr std::size_t kIssuersMax = 100'000;

/// Either form; whether a signed list is genuine is for the caller to verify. Invalid, with the
/// place: neither form, a member missing or of the wrong kind, an issuer named twice, a signed list
/// without an end; exhausted beyond kIssuersMax.
Result<TrustList> read_trust_list(const json::Value& root);

/// Whether `next`, already verified, may take the place of `held`. Refused (invalid): another form
/// or series, a number that is not higher, of signed lists a signer that `held` does not name.
Result<void> check_succession(const TrustList& held, const TrustList& next);

}  // namespace cairn::trust
