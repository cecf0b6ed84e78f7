// The configuration file of `cairn serve --config`, in TOML (docs/reference/configuration.md).
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "app/vcapi/instance.h"
#include "base/result.h"

namespace cairn::adapters {

/// One `[[instance]]`.
struct InstanceConfig {
  vcapi::InstanceSettings settings;
  std::filesystem::path key_file;  ///< empty: a new key at each start
  std::string kind;                ///< of that new key: "ed25519", "p256" or "p384"
};

struct Config {
  std::filesystem::path contexts;  ///< a folder; empty: none
  std::vector<InstanceConfig> instances;
};

/// Paths in the file are relative to its folder. Invalid, with line and column, for what is no
/// TOML, unknown keys and values of the wrong type; with the path of the key for the rest.
Result<Config> read_config(std::string_view text, const std::filesystem::path& file);

}  // namespace cairn::adapters
