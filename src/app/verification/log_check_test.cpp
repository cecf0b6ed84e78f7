// The check `log`: a proof that holds, and each way in which one does not.
#include <doctest/doctest.h>

#include "app/verification/verifier.h"
#include "formats/crypto/signing_key.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "formats/translog/checkpoint.h"
#include "formats/translog/entry.h"
#include "formats/translog/proof_file.h"

using namespace cairn;
using namespace cairn::verification;

namespace {

constexpr std::string_view kCredential = R"({"@context": ["https://www.w3.org/ns/credentials/v2"],
  "type": ["VerifiableCredential"], "issuer": "did:example:school",
  "credentialSubject": {"id": "did:example:learner"}})";
constexpr std::string_view kReordered = R"({"type":["VerifiableCredential"],
  "credentialSubject":{"id":"did:example:learner"}, "issuer":"did:example:sc\u0068ool",
  "@context":["https://www.w3.org/ns/credentials/v2"]})";

crypto::SigningKey key_of(std::uint8_t number) {
  std::array<std::uint8_t, 32> seed{};
  seed.fill(number);
  return crypto::SigningKey::from_seed(seed);
}

struct Logged {
  std::string proof;
  std::string key;
};

/// A log of two entries, of which the second is the credential's.
Logged logged(translog::EntryKind kind = translog::EntryKind::credential) {
  const auto document = json::read(kCredential).value();
  const auto digest = translog::plain_hash(json::canonicalize(document.root()).value());
  translog::Opening opening;
  opening.salt.fill(9);
  opening.kind = kind;
  const auto leaf = translog::leaf_hash(translog::text_of(translog::entry_of(opening, digest)));
  const auto other = translog::leaf_hash("other");
  const translog::Checkpoint checkpoint{"log.example", {2, translog::node_hash(other, leaf)}};
  const auto note = translog::sign_note(translog::text_of(checkpoint), "log.example", key_of(1));
  return {translog::write_proof_file({translog::write_opening(opening), 1, {other}, note}),
          translog::NoteKey::create("log.example", key_of(1)).value().text()};
}

CheckReport check_of(std::string_view credential, const std::string& proof,
                     const std::string& key) {
  const Verifier verifier;
  const auto report = verifier.verify({.file = credential,
                                       .at = Instant(),
                                       .known_issuers = {},
                                       .also_required = {},
                                       .log = StatedLogProof{proof, key}});
  REQUIRE(report.has_value());
  return report->checks.back();
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  return text.replace(text.find(from), from.size(), to);
}

}  // namespace

TEST_CASE("a credential is in the log, in whatever order its members come") {
  const Logged log = logged();
  for (const std::string_view credential : {kCredential, kReordered}) {
    const CheckReport check = check_of(credential, log.proof, log.key);
    CHECK(check.check == "log");
    CHECK(check.outcome == Outcome::pass);
    CHECK(check.message.find("log.example") != std::string::npos);
  }
}

TEST_CASE("a proof that does not hold fails the check, and says how") {
  const Logged log = logged();
  const std::string other_name = translog::NoteKey::create("log.example", key_of(2)).value().text();
  const std::string changed = replaced(std::string(kCredential), "learner", "impostor");
  CHECK(check_of(changed, log.proof, log.key).code == "log_not_included");
  CHECK(check_of(kCredential, replaced(log.proof, "index 1", "index 0"), log.key).code ==
        "log_not_included");
  CHECK(check_of(kCredential, logged(translog::EntryKind::status_change).proof, log.key).code ==
        "log_not_included");
  CHECK(check_of(kCredential, log.proof, other_name).code == "log_not_signed");
  CHECK(check_of(kCredential, replaced(log.proof, "log.example\n2\n", "log.example\n3\n"), log.key)
            .code == "log_not_signed");
  CHECK(check_of(kCredential, replaced(log.proof, "\n2\n", "\n02\n"), log.key).code ==
        "log_proof_malformed");
  CHECK(check_of(kCredential, "", log.key).code == "log_proof_malformed");
  CHECK(check_of(kCredential, replaced(log.proof, "extra ", "extra AAAA"), log.key).outcome ==
        Outcome::fail);
}

TEST_CASE("without a proof nothing is asked, and a key that is none is an error") {
  const Verifier verifier;
  const auto report = verifier.verify(
      {.file = kCredential, .at = Instant(), .known_issuers = {}, .also_required = {}});
  REQUIRE(report.has_value());
  CHECK(report->checks.back().code == "no_log");
  const auto refused = verifier.verify({.file = kCredential,
                                        .at = Instant(),
                                        .known_issuers = {},
                                        .also_required = {},
                                        .log = StatedLogProof{logged().proof, "no key"}});
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().code == ErrorCode::invalid);
}
