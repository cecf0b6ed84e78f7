#include "formats/jose/jws.h"

#include <algorithm>
#include <array>
#include <utility>

#include "formats/crypto/multibase.h"

namespace cairn::jose {
namespace {

constexpr std::size_t kSignatureBytesMax = 1024;  // RSA of 8192 bits

using Bytes = std::vector<std::uint8_t>;

Error in_part(const Error& error, const char* part) {
  return {error.code, error.message,
          error.where.empty() ? part : std::string(part) + ", " + error.where};
}

Result<Bytes> decode(std::string_view text, std::size_t bytes_max, const char* part) {
  auto bytes = crypto::base64url_decode(text, bytes_max);
  if (!bytes) return in_part(bytes.error(), part);
  return bytes;
}

std::string_view text_of(const Bytes& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

Result<json::Document> read_header(std::string_view part) {
  CAIRN_TRY(const Bytes bytes, decode(part, kHeaderLimits.bytes_max, "header"));
  auto header = json::read(text_of(bytes), kHeaderLimits);
  if (!header) return in_part(header.error(), "header");
  if (!header->root().is_object()) return invalid("a JWS header is a JSON object", "header");
  return header;
}

}  // namespace

const char* name_of(Algorithm algorithm) {
  switch (algorithm) {
    case Algorithm::rs256:
      return "RS256";
    case Algorithm::es256:
      return "ES256";
    case Algorithm::es384:
      return "ES384";
    case Algorithm::eddsa:
      return "EdDSA";
  }
  return "";
}

Algorithm algorithm_of(crypto::KeyKind kind) {
  switch (kind) {
    case crypto::KeyKind::rsa:
      return Algorithm::rs256;
    case crypto::KeyKind::p256:
      return Algorithm::es256;
    case crypto::KeyKind::p384:
      return Algorithm::es384;
    case crypto::KeyKind::ed25519:
      break;
  }
  return Algorithm::eddsa;
}

Result<Jws> read_compact(std::string_view text) {
  if (text.size() > kCompactBytesMax)
    return exhausted("a JWS longer than " + std::to_string(kCompactBytesMax) + " bytes");
  const std::size_t first = text.find('.');
  const std::size_t second = first == std::string_view::npos ? first : text.find('.', first + 1);
  if (second == std::string_view::npos || text.find('.', second + 1) != std::string_view::npos)
    return invalid("a compact JWS has three parts with dots between them");
  Jws jws;
  CAIRN_TRY(jws.header, read_header(text.substr(0, first)));
  CAIRN_TRY(const Bytes payload,
            decode(text.substr(first + 1, second - first - 1), kCompactBytesMax, "payload"));
  jws.payload = text_of(payload);
  jws.signed_part = text.substr(0, second);
  CAIRN_TRY(jws.signature, decode(text.substr(second + 1), kSignatureBytesMax, "signature"));
  return jws;
}

bool looks_compact(std::string_view text) {
  // "{" and a quote, white space or "}" after it.
  return text.size() > 3 && text[0] == 'e' &&
         (text[1] == 'y' || text[1] == 'w' || text[1] == '3') &&
         std::ranges::count(text, '.') == 2 &&
         text.find_first_of("{}\"' \t\r\n<>") == std::string_view::npos;
}

std::variant<Algorithm, NoAlgorithm> algorithm_in(const json::Value& header) {
  if (header.find("crit") != nullptr || header.find("b64") != nullptr) return NoAlgorithm::critical;
  const json::Value* name = header.find("alg");
  if (name == nullptr || !name->is_string()) return NoAlgorithm::missing;
  constexpr std::array kKnown = {Algorithm::rs256, Algorithm::es256, Algorithm::es384,
                                 Algorithm::eddsa};
  for (const Algorithm algorithm : kKnown)
    if (name->string() == name_of(algorithm)) return algorithm;
  if (name->string() == "Ed25519") return Algorithm::eddsa;
  constexpr std::array<std::string_view, 4> kUnprotected = {"none", "HS256", "HS384", "HS512"};
  // Written in any case: "None" has fooled verifiers.
  const bool unprotected = std::ranges::any_of(kUnprotected, [&](std::string_view other) {
    return std::ranges::equal(name->string(), other,
                              [](char a, char b) { return (a | 32) == (b | 32); });
  });
  return unprotected ? NoAlgorithm::unprotected : NoAlgorithm::unknown;
}

bool verify(const Jws& jws, Algorithm algorithm, const crypto::PublicKey& key) {
  return algorithm_of(key.kind()) == algorithm &&
         key.verify(crypto::bytes_of(jws.signed_part), jws.signature);
}

std::string write_compact(std::string_view header_json, std::string_view payload,
                          const crypto::SigningKey& key) {
  std::string text = crypto::base64url_encode(crypto::bytes_of(header_json));
  text.push_back('.');
  text += crypto::base64url_encode(crypto::bytes_of(payload));
  const crypto::Signature signature = key.sign(crypto::bytes_of(text));
  text.push_back('.');
  text += crypto::base64url_encode(signature);
  return text;
}

}  // namespace cairn::jose
