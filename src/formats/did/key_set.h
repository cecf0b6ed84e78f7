// JSON Web Key Sets (RFC 7517 section 5), and single keys, where an address leads to one.
//
// Open Badges 3.0 section 8.5 lets the `kid` of a token lead to such a file instead of a controller
// document. It says which keys there are, never for whom they speak.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/result.h"
#include "formats/did/controller_document.h"
#include "formats/json/value.h"

namespace cairn::did {

bool is_key_set(const json::Value& root);

/// The keys by the ids that a token can name: "URL#kid", and URL itself when there is just one.
/// They are for assertions, unless their `use` is another than "sig". A key that cannot be read is
/// told by its `problem`. Invalid when two different keys have one id; exhausted beyond
/// kMethodsMax.
Result<std::map<std::string, Listing, std::less<>>> read_key_set(const json::Value& root,
                                                                 std::string_view url);

}  // namespace cairn::did
