// The sentences of verification reports, from catalogues/verdict.<language>.json and
// catalogues/micro_credential.<language>.json.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formats/openbadges/micro_credential.h"
#include "formats/vc/verdict.h"

namespace cairn::verification {

struct Message {
  std::string text;
  std::string remedy;  ///< empty when there is nothing to do
};

/// The sentence for a check's code in `language`, English when there is no such catalogue. Parts of
/// the credential that it names are cut to a length that fits a line.
Message message_for(const vc::Check& check, std::string_view language);

/// The sentence of a key that is no code.
Message message_for(std::string_view key, const std::vector<vc::Parameter>& parameters,
                    std::string_view language);

/// An element of a European micro-credential: its name, and how an issuer states it.
Message message_for(openbadges::Element element, std::string_view language);

/// The languages there are, and the keys of one: for the test that none is missing.
std::span<const std::string_view> languages();
bool has_message(std::string_view key, std::string_view language);

}  // namespace cairn::verification
