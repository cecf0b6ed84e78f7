// Which of several logs a proof file is of.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace cairn::verification {

/// The key among `keys` whose log signed the checkpoint in a proof file, by the origin that it
/// names; nullptr when there is none, or the file cannot be read.
const std::string* key_for(std::string_view proof, std::span<const std::string> keys);

}  // namespace cairn::verification
