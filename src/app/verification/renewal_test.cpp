#include "app/verification/renewal.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "app/facts/outside.h"
#include "app/facts/stated_fetch.h"
#include "formats/crypto/multikey.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "formats/vc/data_integrity.h"

using namespace cairn;
using verification::Report;
using verification::Verdict;

namespace {

const Instant kNow = Instant::parse("2026-11-21T12:00:00Z").value();
const std::string kUrl = "https://school.example/refresh/1";
const std::string kNext = "https://school.example/refresh/2";

class NowClock final : public Clock {
 public:
  Instant now() const override { return kNow; }
};

// Each time somebody asks counts.
class CountingFetch final : public facts::Fetch {
 public:
  explicit CountingFetch(std::vector<facts::StatedFetch::Document> pages)
      : pages_(std::move(pages), nullptr) {}

  Result<facts::Fetched> get(const facts::FetchRequest& request) override {
    asked.push_back(request.url);
    return pages_.get(request);
  }

  std::vector<std::string> asked;

 private:
  facts::StatedFetch pages_;
};

// By the key `first`, renewed at `service`, ending on `until`.
std::string credential(std::uint8_t first, const std::string& service, const std::string& until) {
  static const auto contexts = rdf::ContextStore::with_built_in_contexts();
  const auto key = crypto::SigningKey::from_seed(std::array<std::uint8_t, 32>{first});
  const auto made =
      vc::add_proof(json::read(R"({"@context": ["https://www.w3.org/ns/credentials/v2",
          "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
          "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"],
        "type": ["VerifiableCredential", "AchievementCredential"], "issuer": ")" +
                               crypto::did_key(key.public_key()) + R"(", "validUntil": ")" + until +
                               R"(", "credentialSubject": {"id": "did:example:learner",
          "type": "AchievementSubject"}, "refreshService": {"id": ")" +
                               service + R"(", "type": "1EdTechCredentialRefresh"}})")
                        .value(),
                    key, {.created = Instant::parse("2026-01-01T00:00:00Z").value()}, *contexts);
  REQUIRE_MESSAGE(made.has_value(), describe(made.error()));
  return json::write(made->root());
}

Report verify(facts::Fetch& fetch, const std::string& file,
              verification::Renewal renewal = verification::Renewal::asked) {
  const NowClock clock;
  const facts::Outside outside(fetch, clock);
  verification::Question question;
  question.file = file;
  question.at = kNow;
  question.renewal = renewal;
  const auto report = verification::Verifier(&outside).verify(question);
  REQUIRE_MESSAGE(report.has_value(), describe(report.error()));
  return *report;
}

std::string expired() { return credential(1, kUrl, "2026-10-01T00:00:00Z"); }

}  // namespace

TEST_CASE("a newer issue is asked for once, and verified by itself") {
  CountingFetch fetch({{kUrl, credential(1, kNext, "2027-10-01T00:00:00Z")}});
  const Report old = verify(fetch, expired());
  CHECK(old.verdict == Verdict::invalid);  // it has expired, whatever came after it
  REQUIRE(old.renewed.size() == 1);
  CHECK(old.renewed[0].verdict == Verdict::valid);
  CHECK(old.renewed[0].renewed.empty());
  CHECK(fetch.asked == std::vector{kUrl});
  CHECK(verification::to_json(old).find("\"renewed\"") != std::string::npos);
}

TEST_CASE("nobody is asked unless somebody wants it and the old proof holds") {
  CountingFetch fetch({{kUrl, credential(1, kNext, "2027-10-01T00:00:00Z")}});
  CHECK(verify(fetch, expired(), verification::Renewal::named).renewed.empty());
  std::string forged = expired();
  forged.replace(forged.find("did:example:learner"), 19, "did:example:another");
  CHECK(verify(fetch, forged).renewed.empty());
  CHECK(fetch.asked.empty());
}

TEST_CASE("what is no newer issue of the same issuer is said and not taken") {
  const auto message = [](std::vector<facts::StatedFetch::Document> pages) {
    CountingFetch fetch(std::move(pages));
    const Report old = verify(fetch, expired());
    CHECK(old.renewed.empty());
    return old.refresh->message;
  };
  CHECK(message({}).find("none that can be read") != std::string::npos);
  CHECK(message({{kUrl, "<html>"}}).find("none that can be read") != std::string::npos);
  CHECK(message({{kUrl, credential(2, kUrl, "2027-10-01T00:00:00Z")}}).find("another issuer") !=
        std::string::npos);
  CountingFetch same({{kUrl, expired()}});
  CHECK(verify(same, expired()).renewed.at(0).verdict == Verdict::invalid);
}
