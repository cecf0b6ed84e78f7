#include "app/verification/trust_files.h"

#include <algorithm>

#include "formats/crypto/digest.h"
#include "formats/did/self_described.h"
#include "formats/json/reader.h"
#include "formats/trust/etsi_list.h"
#include "formats/trust/federation.h"
#include "formats/vc/verify.h"

namespace cairn::verification {
namespace {

using trust::Form;
using trust::TrustList;

// Room for trust::kIssuersMax issuers with some accreditations each.
constexpr json::Limits kLimits = {
    .bytes_max = 64 * 1024 * 1024, .depth_max = 32, .values_max = 3'000'000};

bool names(std::span<const std::string> signers, std::string_view signer) {
  return std::ranges::find(signers, signer) != signers.end();
}

Result<TrustList> open_signed(const TrustListFile& file, std::span<const std::string> signers,
                              const vc::Facts& facts, Instant at) {
  constexpr vc::Required kOfList = {vc::CheckName::structure, vc::CheckName::proof,
                                    vc::CheckName::issuer_binding};
  CAIRN_TRY(TrustList list, trust::read_trust_list(file.document.root()));
  if (!names(signers, list.signer))
    return invalid("the trust list is signed by " + list.signer +
                       ", which is not among the signers that you accept",
                   "/issuer");
  const auto checks = vc::verify(file.document.root(), facts, at);
  if (vc::decide(checks, kOfList) == vc::Verdict::valid) return list;
  const auto broken = std::ranges::find_if(checks, [&](const vc::Check& check) {
    return kOfList.has(check.check) && check.outcome != vc::Outcome::pass;
  });
  return invalid(std::string("the trust list is not genuine: ") + vc::name_of(broken->code));
}

// Signers that are keys in themselves.
Result<TrustList> open_federation(std::string_view text, std::span<const std::string> signers) {
  std::vector<crypto::PublicKey> anchors;
  for (const std::string& signer : signers)
    if (auto listing = did::self_described(signer); listing && listing->method->key)
      anchors.push_back(*std::move(listing->method->key));
  return trust::read_federation(text, anchors);
}

Result<TrustList> open_etsi(std::string_view text, std::span<const std::string> signers) {
  const std::string digest =
      "sha256:" + crypto::to_hex(crypto::digest(crypto::HashAlgorithm::sha256, text).bytes());
  if (!names(signers, digest))
    return invalid("the signature of an XML list is not checked here: accept this one as " +
                   digest + " if that is the list that you mean");
  return trust::read_etsi_list(text);
}

}  // namespace

std::optional<vc::FactsNeeded> TrustListFile::needs() const {
  if (form != Form::signed_list) return std::nullopt;
  return vc::facts_needed(document.root());
}

Result<TrustListFile> read_trust_list_file(std::string_view text) {
  if (trust::looks_like_xml(text)) return TrustListFile{text, Form::etsi_list};
  if (trust::looks_like_federation(text)) return TrustListFile{text, Form::federation};
  TrustListFile file{text};
  CAIRN_TRY(file.document, json::read(text, kLimits));
  if (file.document.root().find("registry") != nullptr) file.form = Form::dcc_registry;
  return file;
}

Result<TrustList> open_trust_list(const TrustListFile& file, std::span<const std::string> signers,
                                  const vc::Facts& facts, Instant at) {
  switch (file.form) {
    case Form::signed_list:
      return open_signed(file, signers, facts, at);
    case Form::dcc_registry:
      return trust::read_trust_list(file.document.root());
    case Form::federation:
      return open_federation(file.text, signers);
    case Form::etsi_list:
      return open_etsi(file.text, signers);
  }
  return Error{ErrorCode::internal, "a form of list without a name", ""};
}

Result<TrustList> read_held_list(std::string_view text) {
  CAIRN_TRY(const TrustListFile file, read_trust_list_file(text));
  if (file.form == Form::etsi_list) return trust::read_etsi_list(text);
  if (file.form != Form::signed_list)
    return invalid("the held list has no number, so nothing shows which is newer");
  return trust::read_trust_list(file.document.root());
}

}  // namespace cairn::verification
