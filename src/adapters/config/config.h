// The configuration file of `cairn serve --config`, in TOML (docs/reference/vc-api.md).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "app/vcapi/instance.h"
#include "base/result.h"

namespace cairn::adapters {

/// Under what kind of DID something is issued.
enum class IssuerMethod : std::uint8_t {
  did_key,
  did_web,  ///< of the server's public address, where the keys and their history are published
};

/// One `[[instance]]`.
struct InstanceConfig {
  vcapi::InstanceSettings settings;
  std::filesystem::path key_file;  ///< empty: a key that is made once and kept sealed
  std::string kind;                ///< of that kept key: "ed25519", "p256" or "p384"
  IssuerMethod issuer = IssuerMethod::did_key;
};

struct Config {
  std::filesystem::path contexts;                      ///< a folder; empty: none
  IssuerMethod organizations = IssuerMethod::did_key;  ///< what organizations sign as
  std::vector<InstanceConfig> instances;
};

/// Paths in the file are relative to its folder. Invalid, with line and column, for what is no
/// TOML, unknown keys and values of the wrong type; with the path of the key for the rest.
Result<Config> read_config(std::string_view text, const std::filesystem::path& file);

}  // namespace cairn::adapters
