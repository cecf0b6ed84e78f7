// MD5 (RFC 1321), for one thing: the hashed identities of old badges, which name it.
//
// It protects nothing. A recipient hashed with it can be found out, and nothing is made with it.
#pragma once

#include <string>
#include <string_view>

namespace cairn::crypto {

/// Lower-case hexadecimal.
std::string md5_hex(std::string_view text);

}  // namespace cairn::crypto
