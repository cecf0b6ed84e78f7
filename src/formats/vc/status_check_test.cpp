#include "formats/vc/status_check.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "formats/crypto/multikey.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "formats/status/bitstring.h"
#include "formats/status/list.h"
#include "formats/vc/data_integrity.h"
#include "formats/vc/jwt_credential.h"
#include "formats/vc/status_list.h"
#include "formats/vc/verify.h"

using namespace cairn;
using status::kEntriesMin;

namespace {

constexpr const char* kUrl = "https://school.example/status/1";

const rdf::ContextStore& contexts() {
  static const auto store = rdf::ContextStore::with_built_in_contexts();
  return *store;
}

crypto::SigningKey key(std::uint8_t first) {
  return crypto::SigningKey::from_seed(std::array<std::uint8_t, 32>{first});
}

Instant moment(std::string_view text) { return Instant::parse(text).value(); }
const Instant kNow = moment("2026-11-21T12:00:00Z");

json::Document parsed(const std::string& text) {
  auto document = json::read(text);
  REQUIRE_MESSAGE(document.has_value(), describe(document.error()));
  return *std::move(document);
}

std::string issuer_did(std::uint8_t first) { return crypto::did_key(key(first).public_key()); }

json::Document signed_by(std::uint8_t signer, const std::string& text) {
  auto secured = vc::add_proof(parsed(text), key(signer),
                               {.created = moment("2026-01-01T00:00:00Z")}, contexts());
  REQUIRE_MESSAGE(secured.has_value(), describe(secured.error()));
  return *std::move(secured);
}

std::string entry(const std::string& purpose, std::uint64_t index, const std::string& more = "") {
  return R"({"type": "BitstringStatusListEntry", "statusPurpose": ")" + purpose +
         R"(", "statusListIndex": ")" + std::to_string(index) + R"(", "statusListCredential": ")" +
         kUrl + "\"" + more + "}";
}

json::Document credential(const std::string& statuses) {
  return signed_by(1, R"({"@context": ["https://www.w3.org/ns/credentials/v2"],
    "type": ["VerifiableCredential"], "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "issuer": ")" + issuer_did(1) +
                          R"(", "credentialSubject": {"id": "did:example:learner"},
    "credentialStatus": )" +
                          statuses + "}");
}

// A list in which the entries of `set` are 1.
std::string list(std::uint8_t issuer, std::initializer_list<std::uint64_t> set,
                 const std::string& purposes = R"("revocation")", const std::string& more = "",
                 std::size_t entries = kEntriesMin) {
  status::Bitstring bits = status::Bitstring::zeros(entries);
  for (const std::uint64_t index : set) bits.set(index, 1, 1);
  return R"({"@context": ["https://www.w3.org/ns/credentials/v2"], "id": ")" + std::string(kUrl) +
         R"(", "type": ["VerifiableCredential", "BitstringStatusListCredential"], "issuer": ")" +
         issuer_did(issuer) + "\"" + more +
         R"(, "credentialSubject": {"type": "BitstringStatusList", "statusPurpose": )" + purposes +
         R"(, "encodedList": ")" + bits.encode() + R"("}})";
}

vc::StatusListFact fact(const json::Document& document) {
  return vc::read_status_list(kUrl, {document}, {contexts(), {}}, kNow);
}

vc::StatusListFact good(std::initializer_list<std::uint64_t> set,
                        const std::string& purposes = R"("revocation")") {
  vc::StatusListFact made = fact(signed_by(1, list(1, set, purposes)));
  REQUIRE(made.problem == vc::Code::ok);
  return made;
}

vc::Check status_of(const json::Document& document, const vc::StatusListFact& known,
                    Instant at = kNow, std::span<const std::string> also_by = {}) {
  const vc::StatusFacts status{std::span(&known, 1), also_by};
  const auto checks = vc::verify(document.root(), {contexts(), {}, status}, at);
  const auto found = std::ranges::find(checks, vc::CheckName::status, &vc::Check::check);
  REQUIRE(found != checks.end());
  return *found;
}

std::string said(const vc::Check& check) {
  constexpr const char* kOutcomes[] = {"pass", "fail", "unknown", "skipped"};
  return std::string(kOutcomes[static_cast<int>(check.outcome)]) + " " + vc::name_of(check.code);
}

std::string parameter(const vc::Check& check, const std::string& name) {
  for (const vc::Parameter& one : check.parameters)
    if (one.name == name) return one.value;
  return {};
}

}  // namespace

TEST_CASE("a credential that its list does not name passes, one that it names is revoked") {
  const auto known = good({0, 94567, kEntriesMin - 1});
  for (const std::uint64_t index : {std::uint64_t{0}, std::uint64_t{94567}, kEntriesMin - 1})
    CHECK(said(status_of(credential(entry("revocation", index)), known)) == "fail revoked");
  for (const std::uint64_t index : {std::uint64_t{1}, std::uint64_t{94566}, kEntriesMin - 2})
    CHECK(said(status_of(credential(entry("revocation", index)), known)) == "pass ok");
  const auto check = status_of(credential(entry("revocation", 1)), known);
  CHECK(parameter(check, "date") == kNow.to_string());
}

TEST_CASE("each purpose has its own consequence") {
  const auto known = good({7}, R"(["revocation", "suspension", "refresh", "message", "colour"])");
  const auto of = [&](const char* purpose, std::uint64_t index) {
    return said(status_of(credential(entry(purpose, index)), known));
  };
  CHECK(of("suspension", 7) == "fail suspended");
  CHECK(of("suspension", 8) == "pass ok");
  CHECK(of("refresh", 7) == "pass status_refresh");
  CHECK(of("refresh", 8) == "pass ok");
  CHECK(of("colour", 8) == "pass ok");
  CHECK(of("message", 7) == "pass status_message");
}

TEST_CASE("a message is reported with its text") {
  status::Bitstring bits = status::Bitstring::zeros(kEntriesMin * 2);
  bits.set(7, 2, 2);
  status::List two_bits;
  two_bits.issuer = issuer_did(1);
  two_bits.purposes = {"message"};
  two_bits.bits = bits;
  const vc::StatusListFact known{kUrl, vc::Code::ok, std::make_shared<const status::List>(two_bits),
                                 kNow};
  const std::string messages = R"(, "statusSize": 2, "statusMessage": [
      {"status": "0x0", "message": "pending"}, {"status": "0x1", "message": "accepted"},
      {"status": "0x2", "message": "rejected"}, {"status": "0x3", "message": "undefined"}])";
  const auto check = status_of(credential(entry("message", 7, messages)), known);
  CHECK(said(check) == "pass status_message");
  CHECK(parameter(check, "message") == "rejected");
  CHECK(parameter(status_of(credential(entry("message", 8, messages)), known), "message") ==
        "pending");
}

TEST_CASE("of several entries all are looked at and the worst decides") {
  const auto known = good({7, 9}, R"(["revocation", "suspension", "message"])");
  const auto of = [&](const std::string& entries) {
    return said(status_of(credential("[" + entries + "]"), known));
  };
  const std::string clear = entry("revocation", 1), revoked = entry("revocation", 7),
                    suspended = entry("suspension", 9), note = entry("message", 7);
  CHECK(of(clear + "," + clear) == "pass ok");
  CHECK(of(clear + "," + suspended) == "fail suspended");
  CHECK(of(suspended + "," + revoked) == "fail revoked");
  CHECK(of(revoked + "," + suspended) == "fail revoked");
  CHECK(of(clear + "," + note) == "pass status_message");
  CHECK(of(note + "," + suspended) == "fail suspended");
  const std::string elsewhere = R"({"type": "1EdTechRevocationList", "id": "https://e.example/r"})";
  const auto both = [&](const std::string& entries) {
    return said(vc::check_status(
        parsed(R"({"issuer": ")" + issuer_did(1) + R"(", "credentialStatus": [)" + entries + "]}")
            .root(),
        {std::span(&known, 1)}, kNow));
  };
  CHECK(both(clear + "," + elsewhere) == "unknown status_unreachable");
  CHECK(both(elsewhere + "," + revoked) == "fail revoked");
  CHECK(both("") == "skipped no_status");
}

TEST_CASE("a list that is not at hand, or serves another purpose, leaves the answer open") {
  const json::Document asked = credential(entry("revocation", 5));
  CHECK(said(status_of(asked, {.url = "https://school.example/status/2"})) ==
        "unknown status_unreachable");
  CHECK(said(status_of(asked, good({5}, R"("suspension")"))) == "unknown status_purpose_mismatch");
  const auto short_list = fact(signed_by(1, list(1, {5}, R"("revocation")", "", kEntriesMin - 8)));
  CHECK(said(status_of(credential(entry("revocation", 6)), short_list)) ==
        "unknown status_list_too_short");
  CHECK(said(status_of(credential(entry("revocation", kEntriesMin)), good({}))) ==
        "unknown status_out_of_range");
  CHECK(
      vc::status_error_of(vc::Code::status_list_too_short).ends_with("#STATUS_LIST_LENGTH_ERROR"));
}

// Lists of 100,000 entries are in use, though the Recommendation wants 131,072.
TEST_CASE("whom a list that is too short revokes is revoked, but it clears nobody") {
  const auto of = [](const std::string& purpose, std::uint64_t index) {
    const std::string purposes = "\"" + purpose + "\"";
    return said(status_of(credential(entry(purpose, index)),
                          fact(signed_by(1, list(1, {5}, purposes, "", 100'000)))));
  };
  CHECK(of("revocation", 5) == "fail revoked");
  CHECK(of("suspension", 5) == "fail suspended");
  CHECK(of("refresh", 5) == "unknown status_list_too_short");
  CHECK(of("revocation", 4) == "unknown status_list_too_short");
  CHECK(of("revocation", 100'000) == "unknown status_list_too_short");
}

TEST_CASE("a broken entry fails, one of an unknown type is left open") {
  CHECK(said(vc::check_status(parsed(R"({"credentialStatus": {"type": "BitstringStatusListEntry",
          "statusPurpose": "revocation", "statusListIndex": 5,
          "statusListCredential": "https://school.example/status/1"}})")
                                  .root(),
                              {}, kNow)) == "fail status_malformed");
  CHECK(said(vc::check_status(parsed(R"({"credentialStatus": {"type": "Weather"}})").root(), {},
                              kNow)) == "unknown status_unsupported");
}

TEST_CASE("a list is believed only with its issuer's own proof over it as it stands") {
  const json::Document asked = credential(entry("revocation", 5));
  CHECK(said(status_of(asked, fact(parsed(list(1, {5}))))) == "unknown status_list_unverified");

  std::string tampered = json::write(signed_by(1, list(1, {5})).root());
  const std::string before =
      status::Bitstring::decode(
          parsed(tampered).root().find("credentialSubject")->text_of("encodedList"))
          ->encode();
  status::Bitstring cleared = status::Bitstring::zeros(kEntriesMin);
  tampered.replace(tampered.find(before), before.size(), cleared.encode());
  CHECK(said(status_of(asked, fact(parsed(tampered)))) == "unknown status_list_unverified");

  const json::Document elsewhere = signed_by(1, list(1, {5}));
  const auto moved =
      vc::read_status_list("https://school.example/status/2", {elsewhere}, {contexts(), {}}, kNow);
  CHECK(moved.problem == vc::Code::status_list_unverified);
  CHECK(fact(parsed("{}")).problem == vc::Code::status_list_malformed);
}

// Status lists as VC-JOSE-COSE secures them: the token as such, and in an envelope.
TEST_CASE("a list in a token is believed by the token's signature") {
  const json::Document asked = credential(entry("revocation", 5));
  const auto token = [](std::uint8_t signer) {
    auto written = vc::write_token(parsed(list(signer, {5})).root(), key(signer),
                                   {.created = moment("2026-01-01T00:00:00Z")});
    REQUIRE_MESSAGE(written.has_value(), describe(written.error()));
    return *std::move(written);
  };
  const auto enveloped = [](const std::string& inside) {
    return R"({"@context": "https://www.w3.org/ns/credentials/v2",
      "type": "EnvelopedVerifiableCredential", "id": "data:application/vc+jwt,)" +
           inside + "\"}";
  };
  const auto read = [](const std::string& text) {
    const auto opened = vc::open_status_list(text, {});
    REQUIRE_MESSAGE(opened.has_value(), describe(opened.error()));
    return vc::read_status_list(kUrl, *opened, {contexts(), {}}, kNow);
  };
  CHECK(said(status_of(asked, read(token(1)))) == "fail revoked");
  CHECK(said(status_of(asked, read(token(1) + "\n"))) == "fail revoked");
  CHECK(said(status_of(asked, read(enveloped(token(1))))) == "fail revoked");
  CHECK(said(status_of(credential(entry("revocation", 6)), read(token(1)))) == "pass ok");
  CHECK(said(status_of(asked, read(token(2)))) == "unknown status_issuer_mismatch");
  std::string forged = token(1);
  forged.replace(forged.rfind('.') + 1, std::string::npos,
                 token(2).substr(token(2).rfind('.') + 1));
  CHECK(said(status_of(asked, read(forged))) == "unknown status_list_unverified");
  CHECK_FALSE(vc::open_status_list("eyJ.broken", {}).has_value());
  CHECK_FALSE(vc::open_status_list(enveloped(""), {}).has_value());
}

TEST_CASE("a stored list clears nobody when it is too old, but what it revoked stays revoked") {
  vc::StatusListFact stored = good({5});
  stored.good_until = moment("2026-11-22T12:00:00Z");
  const auto of = [&](std::uint64_t index, const char* at) {
    return said(status_of(credential(entry("revocation", index)), stored, moment(at)));
  };
  CHECK(of(6, "2026-11-22T12:00:00Z") == "pass ok");
  CHECK(of(6, "2026-11-22T12:00:01Z") == "unknown status_outdated");
  CHECK(of(5, "2026-11-22T12:00:01Z") == "fail revoked");
}

TEST_CASE("another issuer's list counts only where the asker says so") {
  const json::Document asked = credential(entry("revocation", 5));
  const auto others = fact(signed_by(2, list(2, {5})));
  REQUIRE(others.problem == vc::Code::ok);
  CHECK(said(status_of(asked, others)) == "unknown status_issuer_mismatch");
  const std::vector<std::string> known = {issuer_did(2)}, stranger = {issuer_did(3)};
  CHECK(said(status_of(asked, others, kNow, stranger)) == "unknown status_issuer_mismatch");
  CHECK(said(status_of(asked, others, kNow, known)) == "fail revoked");
}

TEST_CASE("a list counts within its time of validity, ends included") {
  const json::Document asked = credential(entry("revocation", 5));
  const auto until = [&](const char* date, const char* at) {
    const auto known = fact(signed_by(
        1, list(1, {}, R"("revocation")", std::string(R"(, "validUntil": ")") + date + "\"")));
    return said(status_of(asked, known, moment(at)));
  };
  CHECK(until("2026-11-22T00:00:00Z", "2026-11-22T00:00:00Z") == "pass ok");
  CHECK(until("2026-11-22T00:00:00Z", "2026-11-22T00:00:01Z") == "unknown status_list_expired");
  const auto early = fact(
      signed_by(1, list(1, {}, R"("revocation")", R"(, "validFrom": "2026-11-21T12:00:01Z")")));
  CHECK(early.problem == vc::Code::status_list_unverified);
}

TEST_CASE("the unsigned list of 1EdTech answers by the credential's id") {
  const json::Document asked = parsed(R"({"id": "urn:uuid:1", "issuer": "https://school.example",
                 "credentialStatus": {"type": "1EdTechRevocationList",
                                      "id": "https://school.example/revocations"}})");
  const auto of = [&](const std::string& issuer, const std::string& revoked) {
    const auto known =
        vc::read_status_list("https://school.example/revocations",
                             {parsed(R"({"issuer": ")" + issuer +
                                     R"(", "revokedCredential": [{"id": ")" + revoked + R"("}]})")},
                             {contexts(), {}}, kNow);
    return said(vc::check_status(asked.root(), {std::span(&known, 1)}, kNow));
  };
  CHECK(of("https://school.example", "urn:uuid:1") == "fail revoked");
  CHECK(of("https://school.example", "urn:uuid:2") == "pass ok");
  CHECK(of("https://other.example", "urn:uuid:1") == "unknown status_issuer_mismatch");
}
