// Files packed into the program at build time (cmake/embed.cmake).
#pragma once

#include <string_view>

namespace cairn {

struct EmbeddedFile {
  std::string_view path;    ///< relative to the folder that was packed, with "/"
  std::string_view digest;  ///< SHA-256 in hexadecimal
  std::string_view content;
};

}  // namespace cairn
