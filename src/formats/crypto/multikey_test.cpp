#include "formats/crypto/multikey.h"

#include <doctest/doctest.h>

#include "formats/crypto/multibase.h"

using namespace cairn::crypto;

// did:key method specification, section "Ed25519 / X25519"; keys of RFC 8032 have no Multikey form.
TEST_CASE("a Multikey and a did:key come back as the key they were made from") {
  const SigningKey key = SigningKey::from_seed(std::array<std::uint8_t, 32>{7});
  const std::string multikey = public_multikey(key.public_key());
  CHECK(multikey.starts_with("z6Mk"));
  CHECK(parse_public_multikey(multikey).value() == key.public_key());
  const std::string did = did_key(key.public_key());
  CHECK(parse_did_key(did).value() == key.public_key());
  const std::string url = did + "#" + multikey;
  const auto method = parse_did_key_method(url);
  REQUIRE(method.has_value());
  CHECK(method->did == did);
  CHECK(method->key == key.public_key());
  CHECK(to_hex(parse_secret_multikey(secret_multikey(key)).value().secret()) ==
        to_hex(key.secret()));
}

// The did:key method's test vectors for P-256 and P-384.
TEST_CASE("did:key names P-256 and P-384 keys") {
  for (const auto& [did, kind] :
       {std::pair{"did:key:zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv", KeyKind::p256},
        std::pair{"did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169", KeyKind::p256},
        std::pair{"did:key:z82Lm1MpAkeJcix9K8TMiLd5NMAhnwkjjCBeWHXyu3U4oT2MVJJKXkcVBgjGhnLBn2Kaau9",
                  KeyKind::p384}}) {
    CAPTURE(did);
    const auto key = parse_did_key(did);
    REQUIRE_MESSAGE(key.has_value(), describe(key.error()));
    CHECK(key->kind() == kind);
    CHECK(did_key(*key) == did);
    CHECK(parse_did_key_method(did_key_method(*key)).value().key == *key);
  }
}

TEST_CASE("what is no did:key of a known kind is refused") {
  const std::string good =
      did_key(SigningKey::from_seed(std::array<std::uint8_t, 32>{7}).public_key());
  const std::string other =
      did_key(SigningKey::from_seed(std::array<std::uint8_t, 32>{8}).public_key());
  CHECK_FALSE(parse_did_key_method(good));  // names no key
  CHECK_FALSE(parse_did_key_method(good + "#key-1"));
  CHECK_FALSE(parse_did_key_method(good + "#" + other.substr(8)));
  CHECK_FALSE(parse_did_key("did:web:example.org"));
  CHECK_FALSE(parse_did_key("did:key:"));
  CHECK_FALSE(parse_did_key(good + "1"));
  // secp256k1 (multicodec 0xe7), from the did:key method specification.
  CHECK_FALSE(parse_did_key("did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme"));
}

TEST_CASE("a Multikey is base58btc, and of its kind's length") {
  const PublicKey key = SigningKey::from_seed(std::array<std::uint8_t, 32>{7}).public_key();
  std::vector<std::uint8_t> coded = {0xed, 0x01};
  coded.insert(coded.end(), key.bytes().begin(), key.bytes().end());
  CHECK(parse_public_multikey(multibase_encode(coded)));
  CHECK_FALSE(parse_public_multikey("u" + base64url_encode(coded)));
  coded.push_back(0);
  CHECK_FALSE(parse_public_multikey(multibase_encode(coded)));
  coded[0] = 0x80;  // P-256 of 33 bytes, the first neither 2 nor 3
  coded[1] = 0x24;
  coded[2] = 4;
  CHECK_FALSE(parse_public_multikey(multibase_encode(coded)));
  CHECK_FALSE(parse_public_multikey("z"));
}
