#include "formats/openbadges/assertion.h"

#include <doctest/doctest.h>

#include <string>

#include "formats/jose/jws.h"
#include "formats/json/reader.h"
#include "formats/openbadges/identity.h"

using namespace cairn;
using openbadges::Documents;

namespace {

// Made with openssl (genrsa 2048; dgst -sha256 -sign), not with this program.
const std::string kSigned =
    "eyJhbGciOiJSUzI1NiJ9.eyJAY29udGV4dCI6Imh0dHBzOi8vdzNpZC5vcmcvb3BlbmJhZGdlcy92MiIsInR5cGU"
    "iOiJBc3NlcnRpb24iLCJpZCI6InVybjp1dWlkOmExIiwicmVjaXBpZW50Ijp7InR5cGUiOiJlbWFpbCIsImhhc2h"
    "lZCI6dHJ1ZSwic2FsdCI6Iktvc2hlciIsImlkZW50aXR5Ijoic2hhMjU2JGI1ODA5ZDhhOTJmODg1ODQzNmQ3ZTZ"
    "iODdjMTJlYmMwYWUxZWFjNGJhZWNjMmMwYjkxM2FlZTJjOTIyZWYzOTkifSwiYmFkZ2UiOiJodHRwczovL3NjaG9"
    "vbC5leGFtcGxlL2JhZGdlLmpzb24iLCJpc3N1ZWRPbiI6IjIwMTctMDMtMDFUMDk6MDA6MDBaIiwidmVyaWZpY2F"
    "0aW9uIjp7InR5cGUiOiJzaWduZWQiLCJjcmVhdG9yIjoiaHR0cHM6Ly9zY2hvb2wuZXhhbXBsZS9rZXkuanNvbiJ"
    "9fQ.jb9pkezj7AAwQiRqIb3fRbvFvnREiw3JbNMvCZqN-KhoANwPidU_F-I8Z3W3lQVe2Aw8nPh4FtibDcAjP4ey"
    "qaKcF7mrQZNlvdMyJ65DJoCJKQ5LpqyBA-2-47isquIXn5qUB_0BpoQ14Bdv8iRj6irE3sLryCf5CSPVOVht__Um"
    "tfBF5Af-eJi3S_oNcFaOV1GqNTA5aIi5uUT-gVtVsH_i-yTy1Ee6TT4fQm-X8hYDMww5fYlZZnRXHrdpDm7-kfOS"
    "OvFFWnF5p2FAJA-mv4E8xx4GnvItmosQG1dSlwToSl9WAkOz-AEhRsnqg_jQUgXwNNia_7C9R-yrRZ2tWg";
const std::string kKey =
    R"({"id": "https://school.example/key.json", "type": "CryptographicKey",
  "owner": "https://school.example/issuer.json", "publicKeyPem": ")"
    "-----BEGIN PUBLIC KEY-----\\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtCwype2Dg3U2dVC"
    "Sxl4L\\nY3PEJmzSg1AmyUASs6bzKk5gW4btgM5EXiBfi474fumS9F4ciT853U+cynrDawsQ\\n9nKQ0Y9CB19+Y"
    "+CDXucTLtqD5Kk8Fl9MXJFC78OIeU5XQjtLTynEjfhkV0r1stGJ\\nxx6SynOmk9r4mYVuN1DvBlkHgqr6g5GRXE"
    "D2evuV6ytKfVQAwY63f4ka+Jwvi7+Z\\nFjz4dJS+CkY9p/KtfCsPK1xybGvZcfM3xJBeEZdvA6vBgjo4snfw8lG"
    "Z16GyUShB\\nerx0GJuuLQNs6ogGRo8xQA1mdx1mRxHkK1fVCEpEKlggXeMQ+IHwaOPt8f1G5Jd7\\n8wIDAQAB"
    "\\n-----END PUBLIC KEY-----"
    "\"}";

const std::string kHosted = R"({"@context": "https://w3id.org/openbadges/v2", "type": "Assertion",
  "id": "https://school.example/assertions/1", "issuedOn": "2017-03-01T09:00:00Z",
  "recipient": {"type": "email", "identity": "a@example.com", "hashed": false},
  "badge": "https://school.example/badge.json", "verification": {"type": "HostedBadge"},
  "evidence": "https://school.example/work", "narrative": "n"})";
const std::string kBadge = R"({"id": "https://school.example/badge.json", "type": "BadgeClass",
  "name": "Robotics", "description": "d", "criteria": {"narrative": "Build one."}, "tags": ["robots"],
  "issuer": "https://school.example/issuer.json",
  "alignment": [{"targetName": "EQF 4", "targetUrl": "http://data.europa.eu/snb/eqf/4"}]})";
const std::string kIssuer = R"({"id": "https://school.example/issuer.json", "type": "Issuer",
  "name": "School", "url": "https://school.example", "email": "office@school.example",
  "publicKey": ["https://school.example/key.json"],
  "revocationList": "https://school.example/revoked.json"})";
const std::string kRevoked = R"({"type": "RevocationList", "revokedAssertions": [
  "urn:uuid:other", {"id": "urn:uuid:another", "revocationReason": "r"}]})";

const Instant kAsked = Instant::parse("2020-01-01T00:00:00Z").value();

json::Document read(const std::string& text) {
  const auto document = json::read(text);
  REQUIRE_MESSAGE(document.has_value(), describe(document.error()));
  return *document;
}

Documents all() {
  return {{"https://school.example/assertions/1", read(kHosted)},
          {"https://school.example/badge.json", read(kBadge)},
          {"https://school.example/issuer.json", read(kIssuer)},
          {"https://school.example/key.json", read(kKey)},
          {"https://school.example/revoked.json", read(kRevoked)}};
}

std::string changed(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE_MESSAGE(at != std::string::npos, from);
  return text.replace(at, from.size(), to);
}

// "ok ok ok issuer_unknown ok ok no_schema no_log"
std::string codes(const json::Document& assertion, const Documents& documents,
                  std::string_view jws = {}, Instant at = kAsked) {
  std::string codes;
  for (const vc::Check& check :
       openbadges::verify_assertion({assertion.root(), jws}, documents, {}, at))
    codes += std::string(codes.empty() ? "" : " ") + vc::name_of(check.code);
  return codes;
}

std::string hosted(const std::string& text, const Documents& documents = all()) {
  return codes(read(text), documents);
}

json::Document payload_of(const std::string& jws) {
  const auto parts = jose::read_compact(jws);
  REQUIRE_MESSAGE(parts.has_value(), describe(parts.error()));
  return read(parts->payload);
}

}  // namespace

TEST_CASE("a hosted assertion holds while its issuer hosts the same at its own origin") {
  CHECK(hosted(kHosted) == "ok ok ok issuer_unknown ok ok no_schema no_log");
  CHECK(hosted(changed(kHosted, R"("narrative": "n")", R"("narrative": "N")")) ==
        "ok hosted_differs not_reached not_reached ok ok no_schema no_log");
  CHECK(hosted(kHosted, {}) ==
        "ok hosted_unfetched not_reached not_reached ok status_unreachable no_schema no_log");
}

TEST_CASE("an issuer says where its assertions may be hosted") {
  const auto at_issuer = [](const std::string& verification) {
    Documents documents = all();
    documents["https://school.example/issuer.json"] =
        read(changed(kIssuer, R"("type": "Issuer",)",
                     R"("type": "Issuer", "verification": )" + verification + ","));
    return codes(read(kHosted), documents).substr(6, 2);
  };
  CHECK(at_issuer(R"({"startsWith": "https://school.example/assertions/"})") == "ok");
  CHECK(at_issuer(R"({"startsWith": ["https://x.example/", "https://school.example/a"]})") == "ok");
  CHECK(at_issuer(R"({"startsWith": "https://school.example/other/"})") ==
        "is");  // issuer_mismatch
  CHECK(at_issuer(R"({"startsWith": "https://school.example"})") == "ok");
  // Else "https://school.example.forger.example/" would do for "https://school.example".
  CHECK(at_issuer(R"({"startsWith": "https://school"})") == "is");
  CHECK(at_issuer(R"({"allowedOrigins": "school.example"})") == "ok");
  CHECK(at_issuer(R"({"allowedOrigins": ["example"]})") == "is");
}

TEST_CASE("somebody else cannot host an assertion of the issuer's badge") {
  const std::string forged = changed(kHosted, "https://school.example/assertions/1",
                                     "https://forger.example/assertions/1");
  Documents documents = all();
  documents["https://forger.example/assertions/1"] = read(forged);
  CHECK(codes(read(forged), documents) ==
        "ok ok issuer_mismatch not_reached ok ok no_schema no_log");
}

TEST_CASE("a signed assertion holds by the key that its issuer names") {
  const json::Document assertion = payload_of(kSigned);
  CHECK(codes(assertion, all(), kSigned) == "ok ok ok issuer_unknown ok ok no_schema no_log");
  CHECK(codes(assertion, all()) ==
        "ok proof_missing not_reached not_reached ok ok no_schema no_log");
  CHECK(codes(assertion, {}, kSigned) ==
        "ok key_unresolved not_reached not_reached ok status_unreachable no_schema no_log");
  const std::string tampered = kSigned.substr(0, kSigned.size() - 6) + "AAAAAA";
  CHECK(codes(assertion, all(), tampered).starts_with("ok proof_"));
  Documents revoked = all();
  revoked["https://school.example/revoked.json"] =
      read(changed(kRevoked, "urn:uuid:another", "urn:uuid:a1"));
  CHECK(codes(assertion, revoked, kSigned).find(" revoked ") != std::string::npos);
}

TEST_CASE("copies of issuer and key inside the assertion prove nothing") {
  Documents documents = all();
  documents.erase("https://school.example/issuer.json");
  documents["https://school.example/badge.json"] =
      read(changed(kBadge, R"("https://school.example/issuer.json")", kIssuer));
  CHECK(codes(read(kHosted), documents) ==
        "ok ok issuer_unresolved not_reached ok ok no_schema no_log");
  CHECK(openbadges::documents_needed(read(kHosted).root(), documents) ==
        std::vector<std::string>{"https://school.example/issuer.json"});
}

TEST_CASE("a key that another owns does not bind") {
  Documents documents = all();
  documents["https://school.example/key.json"] =
      read(changed(kKey, R"("owner": "https://school.example/issuer.json")", R"("owner": "x:y")"));
  CHECK(codes(payload_of(kSigned), documents, kSigned).starts_with("ok ok issuer_mismatch"));
}

TEST_CASE("structure, validity and revocation") {
  const auto structure = [](const std::string& from, const std::string& to) {
    const std::string found = hosted(changed(kHosted, from, to));
    return found.substr(0, found.find(' '));
  };
  CHECK(structure(R"("id": "https://school.example/assertions/1")", R"("id": "1")") ==
        "id_malformed");
  CHECK(structure(R"("identity": "a@example.com")", R"("identity": "")") == "subject_missing");
  CHECK(structure(R"("issuedOn": "2017-03-01T09:00:00Z")", R"("issuedOn": "yesterday")") ==
        "date_malformed");
  const auto expiring = [&](const std::string& until) {
    return structure(R"("narrative")", R"("expires": ")" + until + R"(", "narrative")");
  };
  CHECK(expiring("2017-03-01T08:59:59Z") == "dates_reversed");
  CHECK(expiring("2017-03-01T09:00:00Z") == "ok");
  CHECK(expiring("never") == "date_malformed");
  CHECK(structure(R"({"type": "HostedBadge"})", R"({"type": "Other"})") == "entry_malformed");
  CHECK(structure(R"("badge": "https://school.example/badge.json",)", "") == "entry_malformed");
  const auto validity = [](const std::string& at) {
    return codes(read(changed(kHosted, R"("narrative")",
                              R"("expires": "2018-03-01T09:00:00Z", "narrative")")),
                 {}, {}, Instant::parse(at).value());
  };
  CHECK(validity("2018-03-01T09:00:00Z").find("not_reached ok status") != std::string::npos);
  CHECK(validity("2018-03-01T09:00:01Z").find(" expired ") != std::string::npos);
  CHECK(validity("2017-03-01T08:59:59Z").find(" not_yet_valid ") != std::string::npos);
  CHECK(hosted(changed(kHosted, R"("narrative")", R"("revoked": true, "narrative")"))
            .find(" revoked ") != std::string::npos);
}

TEST_CASE("an assertion is read in the words of version 3") {
  CHECK(openbadges::is_assertion(read(kHosted).root()));
  CHECK_FALSE(openbadges::is_assertion(read(kBadge).root()));
  const auto badge = openbadges::read_assertion(read(kHosted).root(), all());
  REQUIRE_MESSAGE(badge.has_value(), describe(badge.error()));
  CHECK(badge->subject.achievement.name == "Robotics");
  CHECK(badge->subject.achievement.criteria_narrative == "Build one.");
  CHECK(badge->subject.achievement.alignments.at(0).target_url ==
        "http://data.europa.eu/snb/eqf/4");
  CHECK(badge->issuer.name == "School");
  CHECK(badge->awarded->to_string() == "2017-03-01T09:00:00Z");
  CHECK(badge->evidence.at(0).id == "https://school.example/work");
  const std::vector<std::string> claimed = {"a@example.com"};
  CHECK(openbadges::recipient_of(badge->subject, claimed) == openbadges::Recipient::matches);
  CHECK(openbadges::recipient_of(
            openbadges::read_assertion(payload_of(kSigned).root(), {})->subject, claimed) ==
        openbadges::Recipient::matches);
  const auto alone = openbadges::read_assertion(read(kHosted).root(), {});
  CHECK(alone->subject.achievement.id == "https://school.example/badge.json");
  CHECK(openbadges::documents_needed(read(kHosted).root(), {}) ==
        std::vector<std::string>{"https://school.example/assertions/1",
                                 "https://school.example/badge.json"});
  CHECK(
      openbadges::read_assertion(read(changed(kHosted, R"("n")", "1")).root(), {}).error().where ==
      "/narrative");
}
