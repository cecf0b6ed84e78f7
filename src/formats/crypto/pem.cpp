#include "formats/crypto/pem.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "formats/crypto/multibase.h"

namespace cairn::crypto {
namespace {

constexpr std::size_t kPemBytesMax = 8 * 1024;

struct Block {
  std::string_view label;
  std::string_view body;
};

std::optional<Block> read_block(std::string_view pem) {
  for (const std::string_view label : {"RSA PUBLIC KEY", "PUBLIC KEY"}) {
    const std::string begin = "-----BEGIN " + std::string(label) + "-----";
    const std::string end = "-----END " + std::string(label) + "-----";
    const std::size_t from = pem.find(begin);
    if (from == std::string_view::npos) continue;
    const std::size_t to = pem.find(end, from);
    if (to == std::string_view::npos) return {};
    return Block{label, pem.substr(from + begin.size(), to - from - begin.size())};
  }
  return {};
}

// The base64 of PEM in the alphabet of base64url, which this module decodes.
std::string to_base64url(std::string_view body) {
  std::string out;
  for (const char c : body) {
    if (c == '+') {
      out += '-';
    } else if (c == '/') {
      out += '_';
    } else if (c != '=' && c != '\n' && c != '\r' && c != ' ' && c != '\t') {
      out += c == '-' || c == '_' ? '!' : c;  // neither is of the standard alphabet
    }
  }
  return out;
}

// The content of a DER value with `tag` at the front of `der`, which moves behind it.
std::optional<Bytes> take(Bytes& der, std::uint8_t tag) {
  if (der.size() < 2 || der[0] != tag) return {};
  std::size_t length = der[1], header = 2;
  if (length > 0x80) {
    const std::size_t count = length - 0x80;
    if (count > 2 || der.size() < 2 + count) return {};
    length = 0;
    for (std::size_t i = 0; i < count; ++i) length = length << 8 | der[2 + i];
    header += count;
  }
  if (der.size() - header < length) return {};
  const Bytes content = der.subspan(header, length);
  der = der.subspan(header + length);
  return content;
}

// RFC 5280 section 4.1.2.7, RFC 3279 section 2.3.1.
Result<PublicKey> read_subject_public_key_info(Bytes der) {
  constexpr std::array<std::uint8_t, 9> kRsaEncryption = {0x2a, 0x86, 0x48, 0x86, 0xf7,
                                                          0x0d, 0x01, 0x01, 0x01};
  auto info = take(der, 0x30);
  auto algorithm = info ? take(*info, 0x30) : std::nullopt;
  const auto name = algorithm ? take(*algorithm, 0x06) : std::nullopt;
  const auto key = name ? take(*info, 0x03) : std::nullopt;
  if (!key || key->empty() || (*key)[0] != 0) return invalid("not a public key in DER");
  if (!std::equal(name->begin(), name->end(), kRsaEncryption.begin(), kRsaEncryption.end()))
    return Error{ErrorCode::unavailable, "a key of an algorithm other than RSA", {}};
  return PublicKey::rsa_der(key->subspan(1));
}

}  // namespace

Result<PublicKey> read_pem(std::string_view pem) {
  const auto block = read_block(pem);
  if (!block || block->body.size() > kPemBytesMax) return invalid("not a public key in PEM");
  CAIRN_TRY(const std::vector<std::uint8_t> der,
            base64url_decode(to_base64url(block->body), kPemBytesMax));
  return block->label == "PUBLIC KEY" ? read_subject_public_key_info(der) : PublicKey::rsa_der(der);
}

}  // namespace cairn::crypto
