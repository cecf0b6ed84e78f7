#include "formats/crypto/ed25519.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <type_traits>
#include <utility>

#include "formats/crypto/signing_key.h"

using namespace cairn::crypto;

static_assert(!std::is_copy_constructible_v<SigningKey>);
static_assert(!fmt::is_formattable<SigningKey>::value);

// RFC 8032 section 7.1, test 1.
TEST_CASE("RFC 8032 test 1: the key, the signature, and its refusal after a change") {
  const std::array<std::uint8_t, 32> seed = {0x9d, 0x61, 0xb1, 0x9d, 0xef, 0xfd, 0x5a, 0x60,
                                             0xba, 0x84, 0x4a, 0xf4, 0x92, 0xec, 0x2c, 0xc4,
                                             0x44, 0x49, 0xc5, 0x69, 0x7b, 0x32, 0x69, 0x19,
                                             0x70, 0x3b, 0xac, 0x03, 0x1c, 0xae, 0x7f, 0x60};
  const SigningKey key = SigningKey::from_seed(seed);
  CHECK(to_hex(key.public_key().bytes()) ==
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  const Signature signature = key.sign({});
  CHECK(to_hex(signature) ==
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701c"
        "f9b4"
        "6bd25bf5f0595bbe24655141438e7a100b");
  CHECK(verify(key.public_key(), {}, signature));
  CHECK_FALSE(verify(key.public_key(), bytes_of("x"), signature));
  std::vector<std::uint8_t> changed(signature.bytes().begin(), signature.bytes().end());
  changed[0] ^= 1;
  CHECK_FALSE(verify(key.public_key(), {}, changed));
  CHECK_FALSE(verify(key.public_key(), {}, signature.bytes().first(63)));
}

TEST_CASE("a moved-from key holds no secret any more") {
  const std::array<std::uint8_t, 32> seed = {1, 2, 3};
  SigningKey key = SigningKey::from_seed(seed);
  const SigningKey moved = std::move(key);
  CHECK(to_hex(key.secret()) == std::string(64, '0'));  // NOLINT(bugprone-use-after-move)
  CHECK(to_hex(moved.secret()) == to_hex(seed));
}
