#include "formats/crypto/multibase.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace cairn::crypto;

namespace {

constexpr std::size_t kMax = 64;

std::string decoded(cairn::Result<std::vector<std::uint8_t>> result) {
  REQUIRE(result.has_value());
  return {result->begin(), result->end()};
}

}  // namespace

// draft-msporny-base58-03 section 5.
TEST_CASE("base58btc agrees with the published vectors") {
  CHECK(base58_encode(bytes_of("Hello World!")) == "2NEpo7TZRRrLZSi2U");
  CHECK(base58_encode(bytes_of("The quick brown fox jumps over the lazy dog.")) ==
        "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z");
  const std::vector<std::uint8_t> zeros = {0x00, 0x00, 0x28, 0x7f, 0xb4, 0xcd};
  CHECK(base58_encode(zeros) == "11233QC4");
  CHECK(base58_decode("11233QC4", kMax).value() == zeros);
  CHECK(decoded(base58_decode("2NEpo7TZRRrLZSi2U", kMax)) == "Hello World!");
}

// RFC 4648 section 10, without padding.
TEST_CASE("base64url agrees with the published vectors") {
  const std::vector<std::pair<std::string, std::string>> vectors = {
      {"", ""},           {"f", "Zg"},          {"fo", "Zm8"},         {"foo", "Zm9v"},
      {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, encoded] : vectors) {
    CHECK(base64url_encode(bytes_of(plain)) == encoded);
    CHECK(decoded(base64url_decode(encoded, kMax)) == plain);
  }
}

TEST_CASE("every length of zero and non-zero bytes comes back") {
  for (std::size_t zeros = 0; zeros < 5; ++zeros)
    for (std::size_t rest = 0; rest < 40; ++rest) {
      std::vector<std::uint8_t> bytes(zeros, 0);
      for (std::size_t i = 0; i < rest; ++i) bytes.push_back(static_cast<std::uint8_t>(255 - i));
      CHECK(multibase_decode(multibase_encode(bytes), kMax).value() == bytes);
      CHECK(multibase_decode("u" + base64url_encode(bytes), kMax).value() == bytes);
    }
}

TEST_CASE("malformed multibase is refused") {
  CHECK_FALSE(multibase_decode("", kMax));
  CHECK_FALSE(multibase_decode("mZm9v", kMax));
  CHECK_FALSE(base58_decode("0", kMax));
  CHECK_FALSE(base58_decode("Il", kMax));
  CHECK_FALSE(base64url_decode("Zg==", kMax));
  CHECK_FALSE(base64url_decode("Zh", kMax));  // left-over bits
  CHECK_FALSE(base64url_decode("Z", kMax));
  CHECK_FALSE(base64url_decode("+/", kMax));
  CHECK(base58_decode(std::string(100'000, 'z'), kMax).error().code == cairn::ErrorCode::exhausted);
  CHECK(base64url_decode(std::string(100'000, 'z'), kMax).error().code ==
        cairn::ErrorCode::exhausted);
}
