// What checking an attestation found, in sentences.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/attestation/recheck.h"

namespace cairn::attestation {

/// The first says the outcome, the others why. `language` is "en" or "ar", else English; what
/// stands against a credential is in the language of the question. Names in
/// them come from the attestation: a stranger's text.
std::vector<std::string> sentences_of(const Recheck& found, std::string_view language);

}  // namespace cairn::attestation
