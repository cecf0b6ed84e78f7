// What `cairn verify` prints of a report, from catalogues/verdict_text.LANGUAGE.json.
#pragma once

#include <string>
#include <string_view>

#include "app/verification/report.h"

namespace cairn::cli {

/// Lines for a terminal: the badge, the verdict, each check with what to do, and what it rests on.
/// What the file says of itself is made printable. The report's own sentences are in the language
/// that was asked of the verifier; `language` is that of the words around them.
std::string verdict_text(const verification::Report& report, std::string_view language);

}  // namespace cairn::cli
