#include "formats/vc/cryptosuite.h"

#include <algorithm>
#include <array>

namespace cairn::vc {
namespace {

using enum Canonicalization;
using enum Cryptosuite::Signing;
using enum Cryptosuite::Issuing;

constexpr std::array kSuites = {
    Cryptosuite{kEddsaRdfc2022, kDataIntegrityProof, rdfc, eddsa, allowed},
    Cryptosuite{kEddsa2022, kDataIntegrityProof, rdfc, eddsa, refused},
    Cryptosuite{kEddsaJcs2022, kDataIntegrityProof, jcs, eddsa, allowed},
    Cryptosuite{kEcdsaRdfc2019, kDataIntegrityProof, rdfc, ecdsa, allowed},
    Cryptosuite{kEcdsaJcs2019, kDataIntegrityProof, jcs, ecdsa, allowed},
    Cryptosuite{kEd25519Signature2020, kEd25519Signature2020, rdfc, eddsa, refused},
};

}  // namespace

bool accepts(const Cryptosuite& suite, crypto::KeyKind kind) {
  switch (kind) {
    case crypto::KeyKind::ed25519:
      return suite.signing == eddsa;
    case crypto::KeyKind::p256:
    case crypto::KeyKind::p384:
      return suite.signing == ecdsa;
    case crypto::KeyKind::rsa:
      return false;
  }
  return false;
}

crypto::HashAlgorithm hash_of(crypto::KeyKind kind) {
  return kind == crypto::KeyKind::p384 ? crypto::HashAlgorithm::sha384
                                       : crypto::HashAlgorithm::sha256;
}

const Cryptosuite* find_cryptosuite(std::string_view name) {
  const auto* const suite = std::ranges::find(kSuites, name, &Cryptosuite::name);
  return suite == kSuites.end() ? nullptr : suite;
}

const Cryptosuite* cryptosuite_of(const json::Value& proof) {
  const Cryptosuite* suite = find_cryptosuite(suite_name_of(proof));
  return suite != nullptr && suite->type == proof.text_of("type") ? suite : nullptr;
}

std::string_view suite_name_of(const json::Value& proof) {
  const std::string_view type = proof.text_of("type");
  return type == kDataIntegrityProof ? proof.text_of("cryptosuite") : type;
}

}  // namespace cairn::vc
