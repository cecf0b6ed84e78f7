#include "formats/images/crc.h"

#include <isa-l/crc.h>

namespace cairn::images {

std::uint32_t crc32_of(std::string_view bytes) {
  return crc32_gzip_refl(0, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

}  // namespace cairn::images
