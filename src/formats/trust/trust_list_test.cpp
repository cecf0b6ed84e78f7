#include "formats/trust/trust_list.h"

#include <doctest/doctest.h>

#include <string>

#include "formats/json/reader.h"

using namespace cairn;

namespace {

constexpr std::string_view kList = R"({
  "@context": ["https://www.w3.org/ns/credentials/v2"],
  "type": ["VerifiableCredential", "TrustListCredential"],
  "issuer": "did:web:ministry.example",
  "validFrom": "2026-01-01T00:00:00Z", "validUntil": "2026-12-31T23:59:59Z",
  "credentialSubject": {
    "id": "https://ministry.example/trust", "name": "Recognised providers", "sequence": 7,
    "nextSigner": "did:web:agency.example",
    "recognisedIssuer": [
      {"id": "did:web:z.example", "name": "Z College"},
      {"id": "did:web:a.example", "name": "A College", "url": "https://a.example/",
       "validFrom": "2026-03-01T00:00:00Z",
       "accreditation": {"field": "http://data.europa.eu/snb/isced-f/061",
                         "level": "http://data.europa.eu/snb/eqf/5"}}]}})";

// The form of the registries at digitalcredentials.github.io.
constexpr std::string_view kRegistry = R"({
  "meta": {"created": "2020-12-02", "updated": "2021-09-20"},
  "registry": {
    "did:web:mit.example": {"name": "Institute", "location": "Here", "url": "https://mit.example"},
    "did:key:z6MkqKj": {"name": "Sandbox"}}})";

Result<trust::TrustList> read(std::string text, std::string_view what = "",
                              std::string_view by = "") {
  if (!what.empty()) {
    REQUIRE(text.find(what) != std::string::npos);
    text.replace(text.find(what), what.size(), by);
  }
  return trust::read_trust_list(json::read(text)->root());
}

std::string place_after(std::string_view what, std::string_view by) {
  const auto list = read(std::string(kList), what, by);
  REQUIRE_FALSE(list.has_value());
  return list.error().where;
}

trust::TrustList issue(std::int64_t sequence, std::string signer) {
  auto list = read(std::string(kList)).value();
  list.sequence = sequence;
  list.signer = std::move(signer);
  return list;
}

}  // namespace

TEST_CASE("a signed list says who is recognised, for what and when") {
  const auto list = read(std::string(kList));
  REQUIRE_MESSAGE(list.has_value(), describe(list.error()));
  CHECK(list->form == trust::Form::signed_list);
  CHECK(list->signer == "did:web:ministry.example");
  CHECK(list->sequence == 7);
  CHECK(list->next_signers == std::vector<std::string>{"did:web:agency.example"});
  REQUIRE(list->issuers.size() == 2);
  const auto* issuer = list->find("did:web:a.example");
  REQUIRE(issuer != nullptr);
  CHECK(issuer->name == "A College");
  REQUIRE(issuer->accreditations.size() == 1);
  CHECK(issuer->accreditations[0].level == "http://data.europa.eu/snb/eqf/5");
  CHECK(issuer->period.holds(Instant::parse("2026-03-01T00:00:00Z").value()));
  CHECK_FALSE(issuer->period.holds(Instant::parse("2026-02-28T23:59:59Z").value()));
  CHECK(list->period.holds(Instant::parse("2026-12-31T23:59:59Z").value()));
  CHECK_FALSE(list->period.holds(Instant::parse("2027-01-01T00:00:00Z").value()));
  CHECK(list->find("did:web:b.example") == nullptr);
}

TEST_CASE("a registry of the Digital Credentials Consortium is read as it is") {
  const auto list = read(std::string(kRegistry));
  REQUIRE_MESSAGE(list.has_value(), describe(list.error()));
  CHECK(list->form == trust::Form::dcc_registry);
  REQUIRE(list->find("did:web:mit.example") != nullptr);
  CHECK(list->find("did:web:mit.example")->url == "https://mit.example");
  CHECK(list->find("did:key:z6MkqKj")->name == "Sandbox");
}

TEST_CASE("a broken list is refused with its place") {
  CHECK(place_after("\"TrustListCredential\"", "\"Other\"") == "/type");
  CHECK(place_after("credentials/v2\"]", "credentials/v2\", {}]") == "/@context");
  CHECK(place_after(", \"validUntil\": \"2026-12-31T23:59:59Z\"", "") == "/validUntil");
  CHECK(place_after("2026-12-31T23:59:59Z", "2025-12-31T23:59:59Z") == "/validUntil");
  CHECK(place_after("2026-12-31T23:59:59Z", "2026-12-31") == "/validUntil");
  CHECK(place_after("\"issuer\": \"did:web:ministry.example\"", "\"issuer\": {}") == "/issuer");
  CHECK(place_after("\"sequence\": 7", "\"sequence\": 0") == "/credentialSubject/sequence");
  CHECK(place_after("\"sequence\": 7", "\"sequence\": 7.5") == "/credentialSubject/sequence");
  CHECK(place_after("\"sequence\": 7", "\"sequence\": \"7\"") == "/credentialSubject/sequence");
  CHECK(place_after("\"name\": \"Z College\"", "\"name\": 7") ==
        "/credentialSubject/recognisedIssuer/0/name");
  CHECK(place_after("\"url\": \"https://a.example/\"", "\"url\": null") ==
        "/credentialSubject/recognisedIssuer/1/url");
  CHECK_FALSE(read(std::string(kList), "did:web:z.example", "did:web:a.example").has_value());
  CHECK_FALSE(read("[]").has_value());
  CHECK_FALSE(read(R"({"registry": {"did:web:a.example": "A"}})").has_value());
}

TEST_CASE("a list gives way only to a newer one of its series by a signer that it names") {
  const trust::TrustList held = issue(7, "did:web:ministry.example");
  CHECK(check_succession(held, issue(8, "did:web:ministry.example")).has_value());
  CHECK(check_succession(held, issue(9, "did:web:agency.example")).has_value());
  CHECK(check_succession(held, issue(8, "did:web:stranger.example")).error().where == "/issuer");
  CHECK_FALSE(check_succession(held, issue(7, "did:web:ministry.example")).has_value());
  CHECK_FALSE(check_succession(held, issue(6, "did:web:ministry.example")).has_value());
  trust::TrustList other = issue(8, "did:web:ministry.example");
  other.id = "https://other.example/trust";
  CHECK(check_succession(held, other).error().where == "/credentialSubject/id");
}
