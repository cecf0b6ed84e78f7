// JSON Pointers (RFC 6901): how errors and differences name a place in a document.
#pragma once

#include <string>
#include <string_view>

namespace cairn::json {

/// Goes on from the value that `pointer` names to its member `key`, escaped by section 3.
void append_step(std::string& pointer, std::string_view key);

}  // namespace cairn::json
