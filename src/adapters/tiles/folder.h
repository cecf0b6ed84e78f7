// The files of a transparency log in a folder, written so that a loss of power leaves each whole or
// not there.
#pragma once

#include <filesystem>
#include <memory>

#include "app/log/tiles.h"

namespace cairn::adapters {

/// `root` need not exist yet. Paths that leave it are refused.
std::unique_ptr<log::Tiles> tiles_in(std::filesystem::path root);

}  // namespace cairn::adapters
