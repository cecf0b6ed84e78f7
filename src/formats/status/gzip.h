// One GZIP member (RFC 1952), whole and alone. Private to formats/status.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"

namespace cairn::status {

using Bytes = std::span<const std::uint8_t>;

/// Invalid: no GZIP, damaged, cut off, or followed by anything. Exhausted: more than `bytes_max`.
/// Never allocates much more than `bytes_max`.
Result<std::vector<std::uint8_t>> gunzip(Bytes compressed, std::size_t bytes_max);

/// Without a time or a name, so that the same bytes always give the same member.
std::vector<std::uint8_t> gzip(Bytes bytes);

}  // namespace cairn::status
