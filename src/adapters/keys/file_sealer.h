// Sealing by libsodium's secretbox, with a key from a file outside the data folder.
#pragma once

#include <filesystem>
#include <memory>

#include "app/keys/issuer_keys.h"
#include "base/ports.h"
#include "base/result.h"

namespace cairn::adapters {

/// Reads the 32 bytes of `file`, or makes them (mode 0600) when there is no such file. `random`
/// must outlive the sealer. unavailable: the file cannot be read or made; corrupt: another size.
Result<std::unique_ptr<keys::Sealer>> open_sealer(const std::filesystem::path& file,
                                                  Random& random);

}  // namespace cairn::adapters
