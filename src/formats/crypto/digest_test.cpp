#include "formats/crypto/digest.h"

#include <doctest/doctest.h>

using namespace cairn::crypto;

// FIPS 180-4 examples.
TEST_CASE("SHA-256 and SHA-384 give the published digests") {
  CHECK(to_hex(digest(HashAlgorithm::sha256, "abc").bytes()) ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(to_hex(digest(HashAlgorithm::sha256, "").bytes()) ==
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(to_hex(digest(HashAlgorithm::sha384, "abc").bytes()) ==
        "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
        "8086072ba1e7cc2358baeca134c825a7");
}

TEST_CASE("a reused hasher keeps nothing of the message before") {
  Hasher hasher(HashAlgorithm::sha256);
  hasher.digest("something else");
  hasher.update("a");
  hasher.update("bc");
  CHECK(hasher.finish() == digest(HashAlgorithm::sha256, "abc"));
}
