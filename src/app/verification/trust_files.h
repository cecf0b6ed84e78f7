// Lists of recognised issuers as files: told apart by their form, and held to what vouches for
// each.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "formats/json/value.h"
#include "formats/trust/trust_list.h"
#include "formats/vc/facts.h"

namespace cairn::verification {

/// A list before it is known who vouches for it.
struct TrustListFile {
  std::string_view text;  ///< must outlive this
  trust::Form form = trust::Form::signed_list;
  json::Document document = {};  ///< of signed_list and dcc_registry

  /// Whether its signature is by a key that has to be looked up.
  std::optional<vc::FactsNeeded> needs() const;
};

/// Tells the forms apart. Errors of reading JSON; invalid when it is of no form.
Result<TrustListFile> read_trust_list_file(std::string_view text);

/// The list, if one of `signers` vouches for it: an issuer whose proof our own list has, a did:key
/// or did:jwk of the anchor of a federation, "sha256:…" of an XML list, whose signature is not
/// checked. A registry of the DCC needs none: it is worth what the way was that it came by. Whether
/// its time has come or gone is asked when it is used. Invalid otherwise: it was named by hand.
Result<trust::TrustList> open_trust_list(const TrustListFile& file,
                                         std::span<const std::string> signers,
                                         const vc::Facts& facts, Instant at);

/// A list that was opened before, so that what vouches for it need not be looked at again. Invalid
/// for the forms without a number.
Result<trust::TrustList> read_held_list(std::string_view text);

}  // namespace cairn::verification
