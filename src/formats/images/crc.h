// The CRC that PNG has behind every chunk.
#pragma once

#include <cstdint>
#include <string_view>

namespace cairn::images {

/// CRC-32 of ISO 3309 (PNG 5.5 and annex D), by ISA-L, which multiplies without carries where the
/// processor can: a picture's bytes are checked about as fast as they are copied.
std::uint32_t crc32_of(std::string_view bytes);

}  // namespace cairn::images
