#include "formats/crypto/public_key.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "formats/crypto/multibase.h"
#include "formats/crypto/multikey.h"
#include "formats/crypto/signing_key.h"

using namespace cairn::crypto;

namespace {

std::vector<std::uint8_t> from_hex(std::string_view text) {
  std::vector<std::uint8_t> bytes;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2)
    bytes.push_back(
        static_cast<std::uint8_t>(std::stoi(std::string(text.substr(i, 2)), nullptr, 16)));
  return bytes;
}

struct Example {
  const char* name;
  KeyKind curve;
  const char* secret;
  const char* x;
  const char* y;
  const char* sample;  // r and s of the message "sample"
  const char* test;    // r and s of the message "test"; "" when not stated
};

// RFC 6979 appendices A.2.5 and A.2.6, with the hash that belongs to the curve.
constexpr Example kExamples[] = {
    {"P-256", KeyKind::p256, "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721",
     "60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6",
     "7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299",
     "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716"
     "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8",
     "F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367"
     "019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083"},
    {"P-384", KeyKind::p384,
     "6B9D3DAD2E1B8C1C05B19875B6659F4DE23C3B667BF297BA9AA47740787137D8"
     "96D5724E4C70A825F872C9EA60D2EDF5",
     "EC3A4E415B4E19A4568618029F427FA5DA9A8BC4AE92E02E06AAE5286B300C64"
     "DEF8F0EA9055866064A254515480BC13",
     "8015D9B72D7D57244EA8EF9AC0C621896708A59367F9DFB9F54CA84B3F1C9DB1"
     "288B231C3AE0D4FE7344FD2533264720",
     "94EDBB92A5ECB8AAD4736E56C691916B3F88140666CE9FA73D64C4EA95AD133C"
     "81A648152E44ACF96E36DD1E80FABE46"
     "99EF4AEB15F178CEA1FE40DB2603138F130E740A19624526203B6351D0A3A94F"
     "A329C145786E679E7B82C71A38628AC8",
     ""}};

PublicKey key_of(const Example& example) {
  auto key = PublicKey::from_point(example.curve, {from_hex(example.x), from_hex(example.y)});
  REQUIRE(key.has_value());
  return std::move(key).value();
}

}  // namespace

TEST_CASE("RFC 6979: the published signatures verify, and no others") {
  for (const Example& example : kExamples) {
    CAPTURE(example.name);
    const PublicKey key = key_of(example);
    const auto sample = from_hex(example.sample);
    CHECK(key.verify(bytes_of("sample"), sample));
    CHECK_FALSE(key.verify(bytes_of("test"), sample));
    if (*example.test != 0) CHECK(key.verify(bytes_of("test"), from_hex(example.test)));
    for (std::size_t i = 0; i < sample.size(); i += 7) {
      auto changed = sample;
      changed[i] ^= 1;
      CHECK_FALSE(key.verify(bytes_of("sample"), changed));
    }
    CHECK_FALSE(key.verify(bytes_of("sample"), Bytes(sample).first(sample.size() - 1)));
    CHECK_FALSE(key.verify(bytes_of("sample"), std::vector<std::uint8_t>(sample.size(), 0)));
    CHECK_FALSE(key.verify(bytes_of("sample"), {}));
  }
}

TEST_CASE("a curve's secret number gives the published point, and what it signs verifies") {
  for (const Example& example : kExamples) {
    CAPTURE(example.name);
    const auto key = SigningKey::from_secret(example.curve, from_hex(example.secret));
    REQUIRE(key.has_value());
    CHECK(key->public_key() == key_of(example));
    CHECK(to_hex(key->secret()) == to_hex(from_hex(example.secret)));
    const Signature signature = key->sign(bytes_of("a message"));
    CHECK(signature.bytes().size() == 2 * field_bytes(example.curve));
    CHECK(key->public_key().verify(bytes_of("a message"), signature));
    CHECK_FALSE(key->public_key().verify(bytes_of("a massage"), signature));
    const auto again = parse_secret_multikey(secret_multikey(*key));
    REQUIRE(again.has_value());
    CHECK(again->public_key() == key->public_key());
  }
}

TEST_CASE("secret numbers outside 1 to the order are refused") {
  const std::string order = "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551";
  const std::string below = "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632550";
  CHECK(SigningKey::from_secret(KeyKind::p256, from_hex(below)));
  CHECK_FALSE(SigningKey::from_secret(KeyKind::p256, from_hex(order)));
  CHECK_FALSE(SigningKey::from_secret(KeyKind::p256, std::vector<std::uint8_t>(32, 0)));
  CHECK_FALSE(SigningKey::from_secret(KeyKind::p256, std::vector<std::uint8_t>(31, 1)));
  CHECK_FALSE(SigningKey::from_secret(KeyKind::p384, std::vector<std::uint8_t>(32, 1)));
  CHECK_FALSE(SigningKey::from_secret(KeyKind::ed25519, std::vector<std::uint8_t>(33, 1)));
  CHECK_FALSE(SigningKey::from_secret(KeyKind::rsa, std::vector<std::uint8_t>(32, 1)));
}

// W3C Data Integrity ECDSA Cryptosuites 1.0, appendix A (ecdsa-jcs-2019): combined hash, signature.
TEST_CASE("the signatures of the ECDSA cryptosuites' examples verify") {
  const auto p256 =
      parse_public_multikey("zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP").value();
  CHECK(p256.kind() == KeyKind::p256);
  CHECK(p256.verify(from_hex("fe5799489119c7fe3c528715e72bd39d2ec6b4ab345978df32e9a9312648ec25"
                             "59b7cb6251b8991add1ce0bc83107e3db9dbbab5bd2c28f687db1a03abc92f19"),
                    from_hex("f15c3b599eb9b3cad05df9d8e8b39a70a86375833b53743c764ac0a88c4457d6"
                             "0707fd7d073e03d906130631d87803f80a9824dc9939632ba92d418181be9d16")));
  const auto p384 = parse_public_multikey(
                        "z82LkuBieyGShVBhvtE2zoiD6Kma4tJGFtkAhxR5pfkp5QPw4LutoYWhvQCnGjdVn14kujQ")
                        .value();
  CHECK(p384.kind() == KeyKind::p384);
  CHECK(p384.verify(from_hex("83e5057817abb0c6872eafeaba1a9e53893c58eeb7414fb6d8aa3fa8c7917f7a"
                             "d4792890b257c598baa17f4fbe6d183c"
                             "3e0be671cc1881035d463158c80921973dab3534d4f8dfacf4ff2725a4115eb7"
                             "18e49d66de0e90e7365cd6062abf2259"),
                    from_hex("8b7462ce62db0c8ff19878c4b3561c49eb71b4a743086b6d5b0eda70ecf0afc5"
                             "a03fd88eb207d66b262ed87fd200a4e8e62716e0b329c032b67726b4b0fc737a"
                             "44c1cefdba2fdccb3ece74cc5845aaa93374455a726f6ee4f5f30da9427f608a")));
  // The example's key pair is that of RFC 6979.
  const auto secret = parse_secret_multikey("z42twTcNeSYcnqg1FLuSFs2bsGH3ZqbRHFmvS9XMsYhjxvHN");
  REQUIRE(secret.has_value());
  CHECK(public_multikey(secret->public_key()) ==
        "zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP");
}

TEST_CASE("points off the curve, of another form or length are refused with the reason") {
  const auto refused = [](KeyKind curve, Bytes point) {
    const auto key = PublicKey::compressed(curve, point);
    REQUIRE_FALSE(key.has_value());
    return key.error().message;
  };
  // x = 7 has no y on either curve.
  for (const KeyKind curve : {KeyKind::p256, KeyKind::p384}) {
    std::vector<std::uint8_t> point(field_bytes(curve) + 1, 0);
    point[0] = 2;
    point.back() = 7;
    CHECK(refused(curve, point).find("not on the curve") != std::string::npos);
    point.pop_back();
    CHECK(refused(curve, point).find("not a compressed point") != std::string::npos);
  }
  // x = p + 5 where x = 5 is on the curve: not in the field.
  auto beyond = from_hex("02FFFFFFFF00000001000000000000000000000001000000000000000000000004");
  CHECK_FALSE(PublicKey::compressed(KeyKind::p256, beyond));
  auto uncompressed = from_hex(std::string("04") + kExamples[0].x + kExamples[0].y);
  CHECK_FALSE(PublicKey::compressed(KeyKind::p256, uncompressed));
  auto y = from_hex(kExamples[0].y);
  y.back() ^= 1;
  CHECK_FALSE(PublicKey::from_point(KeyKind::p256, {from_hex(kExamples[0].x), y}));
  y.insert(y.begin(), 0);
  CHECK_FALSE(PublicKey::from_point(KeyKind::p256, {from_hex(kExamples[0].x), y}));
  const std::vector<std::uint8_t> infinity = {0};
  CHECK_FALSE(PublicKey::compressed(KeyKind::p256, infinity));
}

// RFC 7515 appendix A.2: the key and the signature of a JWS by RS256.
TEST_CASE("RFC 7515 A.2: the RSA signature verifies, and does not after a change") {
  const std::string_view modulus =
      "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-"
      "4qPCJrcS2mJPMEzP1Pt0Bm4d4"
      "QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-"
      "bSf63kpaSHSXndS5z5rexMdb"
      "BYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_"
      "I5IhlJH7aGhyxXFvUK-D"
      "WNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ";
  const std::string_view message =
      "eyJhbGciOiJSUzI1NiJ9."
      "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvb"
      "S9pc19yb290Ijp0cnVlfQ";
  const std::string_view text =
      "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_"
      "O8W2Fp5ju"
      "jGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_"
      "nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07"
      "Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-"
      "eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipU"
      "TI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
  const KeyNumbers numbers{base64url_decode(modulus, 2000).value(), {1, 0, 1}};
  const PublicKey key = PublicKey::rsa(numbers).value();
  auto signature = base64url_decode(text, 2000).value();
  CHECK(key.verify(bytes_of(message), signature));
  CHECK(key.numbers().first == numbers.first);
  CHECK(key.numbers().second == numbers.second);
  CHECK(parse_did_key(did_key(key)).value() == key);
  signature[9] ^= 1;
  CHECK_FALSE(key.verify(bytes_of(message), signature));
  CHECK_FALSE(key.verify(bytes_of(message), Bytes(signature).first(64)));
}

TEST_CASE("RSA keys that are short, even or padded are refused") {
  const auto numbers = [](std::size_t bytes) {
    std::vector<std::uint8_t> modulus(bytes, 0xff);
    return KeyNumbers{std::move(modulus), {1, 0, 1}};
  };
  CHECK(PublicKey::rsa(numbers(256)));
  CHECK_FALSE(PublicKey::rsa(numbers(255)));
  CHECK(PublicKey::rsa(numbers(1024)));
  CHECK_FALSE(PublicKey::rsa(numbers(1025)));
  KeyNumbers changed = numbers(256);
  changed.first.back() = 0xfe;
  CHECK_FALSE(PublicKey::rsa(changed));
  changed = numbers(256);
  changed.first.insert(changed.first.begin(), 0);
  CHECK_FALSE(PublicKey::rsa(changed));
  for (const std::vector<std::uint8_t>& exponent :
       {std::vector<std::uint8_t>{}, {1}, {2}, {0, 3}, {1, 0, 0, 0, 0, 0, 0, 0, 1}}) {
    changed = numbers(256);
    changed.second = exponent;
    CHECK_FALSE(PublicKey::rsa(changed));
  }
}

// Which x from 0 to 63 have a point was computed by Euler's criterion in another language.
TEST_CASE("a compressed point of P-256 is the one of its x and parity, where there is one") {
  constexpr std::uint64_t kOnCurve = 0x5b7d30aca7823361;
  for (unsigned x = 0; x < 64; ++x) {
    CAPTURE(x);
    std::vector<std::uint8_t> point(33, 0);
    point[32] = static_cast<std::uint8_t>(x);
    for (const std::uint8_t parity : std::array<std::uint8_t, 2>{2, 3}) {
      point[0] = parity;
      const auto key = PublicKey::compressed(KeyKind::p256, point);
      CHECK(key.has_value() == ((kOnCurve >> x & 1) != 0));
      if (!key) continue;
      const KeyNumbers numbers = key->numbers();
      CHECK(std::ranges::equal(numbers.first, Bytes(point).subspan(1)));
      CHECK((numbers.second.back() & 1) == (parity & 1));
      const auto written_out = PublicKey::from_point(KeyKind::p256, numbers);
      REQUIRE(written_out.has_value());
      CHECK(*written_out == *key);
    }
  }
  auto prime = from_hex("02ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
  CHECK_FALSE(PublicKey::compressed(KeyKind::p256, prime));  // 0 written as the prime
  prime[0] = 0;
  CHECK_FALSE(PublicKey::compressed(KeyKind::p256, prime));
}

TEST_CASE("what OpenSSL multiplies is what its compressed form stands for") {
  std::vector<std::uint8_t> secret(32, 0);
  for (unsigned i = 1; i < 200; ++i) {
    CAPTURE(i);
    secret[0] = static_cast<std::uint8_t>(i);
    secret[31] = static_cast<std::uint8_t>(i * i);
    const auto key = SigningKey::from_secret(KeyKind::p256, secret);
    REQUIRE(key.has_value());
    const Signature signature = key->sign(bytes_of("a message"));
    const auto again = PublicKey::compressed(KeyKind::p256, key->public_key().bytes());
    REQUIRE(again.has_value());
    CHECK(again->verify(bytes_of("a message"), signature));
  }
}
