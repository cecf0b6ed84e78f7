// What the asker states beside a credential: status lists, lists of recognised issuers, a proof of
// the log and its key, documents of Open Badges 2, a bundle. None of it makes an unsigned
// credential valid.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "app/bundle/opened.h"
#include "app/verification/report.h"
#include "app/verification/verifier.h"

using namespace cairn;

namespace {

constexpr std::string_view kCredential = R"({"@context": ["https://www.w3.org/ns/credentials/v2"],
  "type": ["VerifiableCredential"], "issuer": "did:web:school.example",
  "credentialStatus": {"type": "BitstringStatusListEntry", "statusPurpose": "revocation",
    "statusListIndex": "5", "statusListCredential": "https://school.example/status/1"},
  "credentialSubject": {"id": "urn:x:learner"}})";
constexpr std::string_view kAssertion = R"({"@context": "https://w3id.org/openbadges/v2",
  "type": "Assertion", "id": "https://school.example/1", "issuedOn": "2017-03-01T09:00:00Z",
  "recipient": {"type": "email", "identity": "a@example.com", "hashed": false},
  "badge": "https://school.example/badge", "verification": {"type": "HostedBadge"}})";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const verification::Verifier verifier;
  static const std::array<std::string, 1> kSigners = {"did:web:ministry.example"};
  const std::array<std::string, 1> lists = {std::string(reinterpret_cast<const char*>(data), size)};
  const Instant at = Instant::parse("2026-11-21T12:00:00Z").value();
  verification::Question question;
  question.file = kCredential;
  question.at = at;
  const auto ask = [&] {
    const auto report = verifier.verify(question);
    CAIRN_ASSERT(!report || report->verdict != verification::Verdict::valid);
  };
  question.status_lists = lists;
  ask();
  question.status_lists = {};
  const std::array<verification::StatedTrustList, 1> trusted = {{{lists[0]}}};
  question.trust_lists = trusted;
  question.trust_signers = kSigners;
  ask();
  question.trust_lists = {};
  question.log = verification::StatedLogProof{lists[0], lists[0]};
  ask();
  question.log.reset();
  const std::array<verification::StatedDocument, 3> documents = {
      {{"https://school.example/1", lists[0]},
       {"https://school.example/badge", lists[0]},
       {"https://school.example/issuer", lists[0]}}};
  question.file = kAssertion;
  question.documents = documents;
  static_cast<void>(verifier.verify(question));
  const auto accepted =
      verifier.accept({.text = lists[0], .held = {}, .signers = kSigners, .at = at});
  CAIRN_ASSERT(!accepted.has_value());
  const auto bundle = bundle::open_bundle(lists[0], {}, at);
  CAIRN_ASSERT(bundle.has_value() || !bundle.error().message.empty());
  return 0;
}
