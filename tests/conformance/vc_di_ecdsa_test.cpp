// The published examples of the ECDSA suites (w3c/vc-di-ecdsa TestVectors): their document is the
// one of the EdDSA vectors; the hashes and signatures over it are given here.
#include <doctest/doctest.h>

#include <cstdio>
#include <string>

#include "formats/crypto/digest.h"
#include "formats/json/reader.h"
#include "formats/rdf/context_store.h"
#include "formats/vc/data_integrity.h"
#include "formats/vc/verify.h"
#include "support/vectors.h"

using namespace cairn;

namespace {

constexpr const char* kP256 = "zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP";
constexpr const char* kP384 =
    "z82LkuBieyGShVBhvtE2zoiD6Kma4tJGFtkAhxR5pfkp5QPw4LutoYWhvQCnGjdVn14kujQ";

struct Example {
  std::string_view suite;
  vc::Transformation how;
  std::string method;
  const char* hashes;  // of the proof's options, then of the document
  const char* value;
};

const Example kExamples[] = {
    {vc::kEcdsaRdfc2019,
     {},
     std::string("did:key:") + kP256 + "#" + kP256,
     "3a8a522f689025727fb9d1f0fa99a618da023e8494ac74f51015d009d35abc2e"
     "517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017",
     "zaHXrr7AQdydBk3ahpCDpWbxfLokDqmCToYm2dyWvpcFVyWooC2he63w1f7UNQoAMKdhaRtcnaE2KTo5o5vTCcfw"},
    {vc::kEcdsaRdfc2019,
     {vc::Canonicalization::rdfc, crypto::HashAlgorithm::sha384},
     std::string("did:key:") + kP384 + "#" + kP384,
     "e32805a26492eac777aa7a138f6d8da3c74e0c7be7b296dcaccf97420c3b92eaad7be6449ca565e165031567f5c7c"
     "b"
     "c18bf6e01df72c5b62f91b685231915ac4b8c58ea95f002c6b8f6bfafa1b251df476b56b8e01518e317dab099d3ec"
     "b"
     "ff96",
     "z967Mvv5bxtmLNqTzPZ8KmJjFmFXaAKeQNzq7GWnQkMcLtaGSSmuozE5WtJ8PipMe178B1tE28K1vsJur9bGVJhz6jgS"
     "JsRHFSQeqgH8hhjcg8gZDFJC1b9FsR5ggNmDBqHv"},
    {vc::kEcdsaJcs2019,
     {vc::Canonicalization::jcs},
     std::string("did:key:") + kP256 + "#" + kP256,
     "9c4b552d65fcb106b6b27ec2436d8ae81b319afc7aeaab7964b2938cd120cec3"
     "59b7cb6251b8991add1ce0bc83107e3db9dbbab5bd2c28f687db1a03abc92f19",
     "zq6PrUMCtqY5obCSsrQxuFJdGffCDxvFuopdZiBPUBRTFEs1VVsBZi8YiEwVWgHYrXxoV93gBHqGDBtQLPFxpZxz"},
    {vc::kEcdsaJcs2019,
     {vc::Canonicalization::jcs, crypto::HashAlgorithm::sha384},
     std::string("did:key:") + kP384 + "#" + kP384,
     "bb8fd231f3f5441c089210bb991ca21910ecb2c62e82111f9d4de1ac0db3e6f2fc5dbe33cffc3a08ec1165b7b3a8b"
     "e"
     "dd3e0be671cc1881035d463158c80921973dab3534d4f8dfacf4ff2725a4115eb718e49d66de0e90e7365cd6062ab"
     "f"
     "2259",
     "zR3krc7pt9Dpn1PY2u8HWPePggtzAG2SuH2ZGNrzw8Ku3QrFLWgDTjS5mCWy65ShixJEtpMwfviAFfh5xTgd5FGN1sSb"
     "pPJ5djqSZQLqQkY8KLBPNswuqKtq3bS8f9vEHm8w"},
};

json::Value options_of(const Example& example, json::Arena& arena) {
  return arena.object({{"type", arena.string("DataIntegrityProof")},
                       {"cryptosuite", arena.string(example.suite)},
                       {"created", arena.string("2023-02-24T23:36:38Z")},
                       {"verificationMethod", arena.string(example.method)},
                       {"proofPurpose", arena.string("assertionMethod")}});
}

}  // namespace

TEST_CASE("the published hashes and signatures of the ECDSA suites are ours") {
  if (!test::have_vectors("vc-di-eddsa")) return;
  const auto document =
      json::read(test::read_file(test::vectors_folder() / "vc-di-eddsa" / "unsigned.json"));
  REQUIRE(document.has_value());
  const auto store = rdf::ContextStore::with_built_in_contexts();
  int passed = 0, failed = 0;
  const auto expect = [&](const std::string& got, const std::string& wanted) {
    ++(got == wanted ? passed : failed);
    CHECK(got == wanted);
  };
  for (const Example& example : kExamples) {
    CAPTURE(example.method);
    CAPTURE(example.suite);
    json::Arena arena;
    const json::Value options = options_of(example, arena);
    const auto data = vc::data_to_sign(document->root(), options, *store, example.how);
    REQUIRE(data.has_value());
    expect(crypto::to_hex(data->data), example.hashes);
    const auto code = [&](const json::Value& signed_document) {
      const json::Value proof =
          arena.with_member(options, "proofValue", arena.string(example.value));
      const auto checks = vc::verify(arena.with_member(signed_document, "proof", proof),
                                     {*store, {}}, Instant::parse("2026-01-01T00:00:00Z").value());
      return std::string(vc::name_of(checks.at(1).code));
    };
    expect(code(document->root()), "ok");
    expect(code(arena.with_member(document->root(), "name", arena.string("Another name"))),
           "proof_mismatch");
  }
  std::printf("vectors vc-di-ecdsa: %d passed, %d failed, 0 skipped\n", passed, failed);
}
