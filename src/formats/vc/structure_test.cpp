// Each rule of the Data Model: what it grants, what it refuses, and its border.
#include "formats/vc/structure.h"

#include <doctest/doctest.h>

#include <string>

#include "formats/json/reader.h"
#include "formats/vc/related_resource.h"

using namespace cairn;

namespace {

const rdf::ContextStore& contexts() {
  static const auto store = rdf::ContextStore::with_built_in_contexts();
  return *store;
}

json::Document parsed(const std::string& text) {
  const auto document = json::read(text);
  REQUIRE_MESSAGE(document.has_value(), text);
  return *document;
}

// "code" or "code place".
std::string said(const vc::Check& check) {
  std::string text = vc::name_of(check.code);
  if (!check.parameters.empty()) text += " " + check.parameters[0].value;
  return text;
}

struct Parts {
  std::string context = R"(["https://www.w3.org/ns/credentials/v2"])";
  std::string type = R"(["VerifiableCredential"])";
  std::string issuer = R"("https://school.example/")";
  std::string subject = R"({"id": "did:example:learner"})";
  std::string more = {};  ///< ", …"
};

std::string credential(const Parts& parts) {
  return R"({"@context": )" + parts.context + R"(, "type": )" + parts.type + R"(, "issuer": )" +
         parts.issuer + R"(, "credentialSubject": )" + parts.subject + parts.more + "}";
}

std::string structure(const Parts& parts) {
  return said(vc::check_structure(parsed(credential(parts)).root()));
}
std::string with(const std::string& more) { return structure({.more = ", " + more}); }
std::string with_member(const std::string& name, const std::string& value) {
  return with("\"" + name + "\": " + value);
}

std::string terms(const Parts& parts) {
  return said(vc::check_terms(parsed(credential(parts)).root(), contexts()));
}

std::string digests(const std::string& resources) {
  const json::Document document =
      parsed(credential({.more = R"(, "relatedResource": )" + resources}));
  if (const auto form = vc::check_related_form(document.root())) return said(*form);
  const auto wrong = vc::check_related_digests(document.root(), contexts());
  return wrong ? said(*wrong) : "ok";
}

}  // namespace

TEST_CASE("4.3: the first context is that of the version, the others are URLs or objects") {
  const auto context = [](const std::string& text) { return structure({.context = text}); };
  const std::string v2 = R"("https://www.w3.org/ns/credentials/v2")";
  CHECK(context("[" + v2 + "]") == "ok");
  CHECK(context("[" + v2 + R"(, "https://a.example/c", {"a": "b:c"}])") == "ok");
  CHECK(context(v2) == "context_missing /@context");  // a set of one is still a set
  CHECK(context("[]") == "context_missing /@context/0");
  CHECK(context(R"(["https://a.example/c", )" + v2 + "]") == "context_missing /@context/0");
  CHECK(context(R"(["https://www.w3.org/ns/credentials/v2/"])") == "context_missing /@context/0");
  CHECK(context("[" + v2 + ", 123192875]") == "context_missing /@context/1");
  CHECK(context("[" + v2 + R"(, "https ://a.example/c"])") == "context_missing /@context/1");
  CHECK(context("[" + v2 + ", null]") == "context_missing /@context/1");
}

TEST_CASE("4.4: an id is a single URL, in the credential and in each subject") {
  CHECK(with(R"("id": "urn:uuid:0be1d2c9-5c1f-4f3a-8d8c-5d2f5c2b8b11")") == "ok");
  CHECK(with(R"("id": "did:example:c")") == "ok");
  CHECK(with(R"("id": "a:b")") == "ok");
  CHECK(with(R"("id": "not a url")") == "id_malformed /id");
  CHECK(with(R"("id": "no-scheme")") == "id_malformed /id");
  CHECK(with(R"("id": null)") == "id_malformed /id");
  CHECK(with(R"("id": ["a:b"])") == "id_malformed /id");
  CHECK(with(R"("id": ["a:b", "a:c"])") == "id_malformed /id");
  CHECK(structure({.subject = R"({"id": ["a:b", "a:c"]})"}) ==
        "id_malformed /credentialSubject/id");
}

TEST_CASE("4.5: a credential has its type, and every type has a meaning") {
  const auto typed = [](const std::string& text) { return structure({.type = text}); };
  CHECK(typed(R"("VerifiableCredential")") == "ok");
  CHECK(typed(R"(["https://a.example/T", "VerifiableCredential"])") == "ok");
  CHECK(typed(R"(["https://a.example/T"])") == "type_missing /type");
  CHECK(typed(R"([])") == "type_missing /type");
  CHECK(typed(R"(["VerifiableCredential", ""])") == "type_missing /type");
  CHECK(typed(R"(["VerifiableCredential", 5])") == "type_missing /type");

  const std::string v2 = R"(["https://www.w3.org/ns/credentials/v2")";
  const std::string own = R"(["VerifiableCredential", "Own"])";
  CHECK(terms({}) == "ok");
  CHECK(terms({.type = R"(["VerifiableCredential", "https://a.example/T"])"}) == "ok");
  CHECK(terms({.context = v2 + R"(, {"Own": "https://a.example/#Own"}])", .type = own}) == "ok");
  CHECK(terms({.context = v2 + R"(, "https://www.w3.org/ns/credentials/examples/v2"])",
               .type = own}) == "ok");
  CHECK(terms({.type = own}) == "document_ambiguous /type");
  CHECK(terms({.context = v2 + R"(, {"@vocab": null}])", .type = own}) ==
        "document_ambiguous /type");
  CHECK(terms({.context = v2 + R"(, {"Own": "https ://a.example/#Own"}])", .type = own}) ==
        "document_ambiguous /@context");
  CHECK(terms({.context = v2 + R"(, {"VerifiableCredential": "https://a.example/#V"}])"}) ==
        "document_ambiguous /@context");
  CHECK(terms({.more = R"(, "credentialStatus": {"type": "Own"})"}) ==
        "document_ambiguous /credentialStatus/type");
  CHECK(terms({.more = R"(, "undefinedTerm": 1)"}) == "document_ambiguous /undefinedTerm");
  CHECK(terms({.context = v2 + R"(, "https://a.example/c"])"}) ==
        "context_unknown https://a.example/c");

  const auto types = [&](const Parts& parts) {
    return said(vc::check_types(parsed(credential(parts)).root(), contexts()));
  };
  CHECK(types({.more = R"(, "undefinedTerm": 1)"}) == "ok");
  CHECK(types({.context = v2 + R"(, {"Own": "https://a.example/#Own"}])", .type = own}) == "ok");
  CHECK(types({.type = own}) == "document_ambiguous /type");
}

TEST_CASE("4.6 and 11.1: names are text, or text with language and direction only") {
  for (const std::string member : {"name", "description"}) {
    const auto named = [&](const std::string& text) { return with_member(member, text); };
    CHECK(named(R"("N")") == "ok");
    CHECK(named(R"({"@value": "N", "@language": "ar-EG", "@direction": "rtl"})") == "ok");
    CHECK(named(R"([{"@value": "N", "@language": "en"}, {"@value": "M", "@language": "fr"}])") ==
          "ok");
    CHECK(named(R"({"@value": "N"})") == "ok");
    CHECK(named(R"({"@value": "", "@language": "en"})") == "ok");
    const std::string wrong = "text_malformed /" + member;
    CHECK(named(R"({"@value": "N", "@language": "en", "url": "a:b"})") == wrong);
    CHECK(named(R"({"@value": "N", "@type": "a:b"})") == wrong);
    CHECK(named(R"({"@language": "en"})") == wrong);
    CHECK(named(R"({"@value": 5, "@language": "en"})") == wrong);
    CHECK(named(R"({"@value": "N", "@direction": "up"})") == wrong);
    CHECK(named(R"({"@value": "N", "@language": "english-is-too-l0ngwords"})") == wrong);
    CHECK(named(R"({"@value": "N", "@language": ""})") == wrong);
    CHECK(named("5") == wrong);
    CHECK(named("[]") == wrong);
    CHECK(
        structure({.issuer = R"({"id": "a:b", ")" + member + R"(": {"@value": "N", "x": "y"}})"}) ==
        "text_malformed /issuer/" + member);
  }
}

TEST_CASE("4.7: an issuer is a URL or an object with one") {
  const auto issued = [](const std::string& text) { return structure({.issuer = text}); };
  CHECK(issued(R"("did:example:i")") == "ok");
  CHECK(issued(R"({"id": "did:example:i", "name": "School"})") == "ok");
  CHECK(issued(R"("no url")") == "issuer_missing /issuer");
  CHECK(issued("null") == "issuer_missing /issuer");
  CHECK(issued(R"(["did:example:i"])") == "issuer_missing /issuer");
  CHECK(issued("{}") == "issuer_missing /issuer/id");
  CHECK(issued(R"({"id": null})") == "issuer_missing /issuer/id");
  CHECK(issued(R"({"id": "no url"})") == "issuer_missing /issuer/id");
}

TEST_CASE("4.8: a subject says something, each of several") {
  const auto about = [](const std::string& text) { return structure({.subject = text}); };
  CHECK(about(R"({"id": "a:b"})") == "ok");
  CHECK(about(R"({"name": "no id"})") == "ok");
  CHECK(about(R"([{"id": "a:b"}, {"id": "a:c"}])") == "ok");
  CHECK(about("{}") == "subject_missing /credentialSubject");
  CHECK(about("[]") == "subject_missing /credentialSubject");
  CHECK(about("null") == "subject_missing /credentialSubject");
  CHECK(about(R"("a:b")") == "subject_missing /credentialSubject");
  CHECK(about(R"([{"id": "a:b"}, {}])") == "subject_missing /credentialSubject/1");
}

TEST_CASE("4.9: dates have a zone and come in order") {
  const auto dated = [](const std::string& from, const std::string& until) {
    return with(R"("validFrom": ")" + from + R"(", "validUntil": ")" + until + "\"");
  };
  CHECK(dated("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z") == "ok");
  CHECK(dated("2026-01-01T00:00:00.001Z", "2026-01-01T00:00:00Z") == "dates_reversed /validUntil");
  CHECK(dated("2026-01-01T00:00:00-05:00", "2026-01-01T04:59:59Z") == "dates_reversed /validUntil");
  CHECK(dated("2026-01-01T00:00:00-05:00", "2026-01-01T05:00:00Z") == "ok");
  CHECK(with(R"("validFrom": "2026-01-01T00:00:00")") == "date_malformed /validFrom");
  CHECK(with(R"("validFrom": "2026-01-01T00:00:00z")") == "date_malformed /validFrom");
  CHECK(with(R"("validFrom": "2026-01-01t00:00:00Z")") == "date_malformed /validFrom");
  CHECK(with(R"("validUntil": "2026-02-30T00:00:00Z")") == "date_malformed /validUntil");
  CHECK(with(R"("validUntil": 1767225600)") == "date_malformed /validUntil");
  CHECK(with(R"("validFrom": ["2026-01-01T00:00:00Z"])") == "date_malformed /validFrom");
}

TEST_CASE("4.10, 4.11, 5.4 to 5.6, 5.10: members that need a type have one") {
  for (const std::string member : {"credentialStatus", "termsOfUse", "evidence", "refreshService",
                                   "confidenceMethod", "renderMethod", "credentialSchema"}) {
    const auto entry = [&](const std::string& text) { return with_member(member, text); };
    const std::string wrong = "entry_malformed /" + member;
    CHECK(entry(R"({"type": "T", "id": "a:b"})") == "ok");
    CHECK(entry(R"([{"type": "T", "id": "a:b"}, {"type": ["T", "U"], "id": "a:c"}])") == "ok");
    CHECK(entry(R"({"id": "a:b"})") == wrong + "/type");
    CHECK(entry(R"([{"type": "T", "id": "a:b"}, {"id": "a:b"}])") == wrong + "/1/type");
    CHECK(entry(R"({"type": []})") == wrong + "/type");
    CHECK(entry(R"("a:b")") == wrong);
    CHECK(entry("[]") == wrong);
    CHECK(entry("null") == wrong);
    CHECK(entry(R"({"type": "T", "id": "no url"})") == "id_malformed /" + member + "/id");
    CHECK(entry(R"({"type": "T", "id": ["a:b", "a:c"]})") == "id_malformed /" + member + "/id");
    const bool needs_id = member == "credentialSchema";
    CHECK(entry(R"({"type": "T"})") == (needs_id ? wrong + "/id" : "ok"));
  }
}

TEST_CASE("5.3: related resources are named once and have readable digests") {
  const std::string sri = R"("digestSRI": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")";
  const std::string multibase =
      R"("digestMultibase": "uEiDjsMRCmPwcFJr79MiZb7kkJ65B5GSbk0yklZkbeFK4VQ")";
  const std::string a = R"({"id": "https://a.example/a", )",
                    b = R"({"id": "https://a.example/b", )";
  CHECK(digests("[" + a + sri + "}, " + b + multibase + "}]") == "ok");
  CHECK(digests(a + sri + ", " + multibase + R"(, "mediaType": "text/html"})") == "ok");
  CHECK(digests("[" + a + sri + "}, " + a + multibase + "}]") ==
        "entry_repeated /relatedResource/1/id");
  CHECK(digests(R"(["https://a.example/a"])") == "entry_malformed /relatedResource/0/id");
  CHECK(digests("{" + sri + "}") == "entry_malformed /relatedResource/0/id");
  CHECK(digests("[]") == "entry_malformed /relatedResource");
  CHECK(digests(R"({"id": "https://a.example/a"})") == "digest_malformed /relatedResource/0");
  CHECK(digests(a + sri + R"(, "mediaType": 5})") ==
        "entry_malformed /relatedResource/0/mediaType");
  const auto with_sri = [&](const std::string& text) {
    return digests(a + R"("digestSRI": ")" + text + "\"}");
  };
  const std::string wrong = "digest_malformed /relatedResource/0";
  CHECK(with_sri("sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb") ==
        "ok");
  CHECK(with_sri("sha256-" + std::string(64, 'a')) == wrong);  // hexadecimal, not base64
  CHECK(with_sri("sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU") == wrong);   // not padded
  CHECK(with_sri("sha256-47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=") == wrong);  // base64url
  CHECK(with_sri("md5-1B2M2Y8AsgTpgAmY7PhCfg==") == wrong);
  CHECK(with_sri("") == wrong);
  std::string eight, one = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU= ";
  for (int i = 0; i < 8; ++i) eight += one;
  CHECK(with_sri(eight) == "ok");
  CHECK(with_sri(eight + one) == wrong);
  CHECK(digests(a + R"("digestMultibase": "uZTQ0MjM1NiAgcmVwb3J0"})") == wrong);
  CHECK(digests(a + R"("digestMultibase": "EiDjsMRCmPwcFJr79MiZb7kkJ65B5GSbk0yklZkbeFK4VQ"})") ==
        wrong);
}

TEST_CASE("5.3: a related resource that is at hand has the digest it is given") {
  // SHA-256 of the context as it is published (Data Model 2.0, appendix B.1).
  const std::string v2 = R"({"id": "https://www.w3.org/ns/credentials/v2", "digestSRI": )";
  CHECK(digests(v2 + R"("sha256-WZVc7WaX1h4D8rJVb+vlMIqxaEKEb1tYbX8fet7JJzQ="})") == "ok");
  CHECK(digests(v2 + R"("sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="})") ==
        "digest_mismatch /relatedResource/0");
  CHECK(digests(v2 +
                R"("sha384-l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU"})") ==
        "ok");
  CHECK(digests(v2 +
                R"("sha384-m/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU"})") ==
        "digest_mismatch /relatedResource/0");
  // Without a multihash header, as the W3C's suite writes it.
  const std::string bare = R"({"id": "https://www.w3.org/ns/credentials/v2", "digestMultibase": )";
  CHECK(digests(bare + R"("uWZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzQ"})") == "ok");
  CHECK(digests(bare + R"("uWZWc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzQ"})") ==
        "digest_mismatch /relatedResource/0");
  // Two digests: both must be right.
  CHECK(digests(v2 + R"("sha256-WZVc7WaX1h4D8rJVb+vlMIqxaEKEb1tYbX8fet7JJzQ=",
          "digestMultibase": "uEiDjsMRCmPwcFJr79MiZb7kkJ65B5GSbk0yklZkbeFK4VQ"})") ==
        "digest_mismatch /relatedResource/0");
  const std::string multikey = R"({"id": "https://w3id.org/security/multikey/v1", "digestSRI": )";
  CHECK(digests(multikey + R"("sha256-xfOAb4KGkgVzIhk4kXmIoYpMxaCelo0pZJYTx6HCsfY="})") == "ok");
  // Two texts of one SRI are both asked for too.
  CHECK(digests(multikey + R"("sha256-xfOAb4KGkgVzIhk4kXmIoYpMxaCelo0pZJYTx6HCsfY= )"
                           R"(sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="})") ==
        "digest_mismatch /relatedResource/0");
}

TEST_CASE("1.1 is read by its own rules and not issued") {
  const auto old = [](const std::string& more) {
    return structure({.context = R"(["https://www.w3.org/2018/credentials/v1"])", .more = more});
  };
  const std::string issued = R"(, "issuanceDate": "2020-01-01T00:00:00Z")";
  CHECK(old(issued) == "ok");
  CHECK(old(issued + R"(, "expirationDate": "2020-01-01T00:00:00Z")") == "ok");
  CHECK(old("") == "date_malformed /issuanceDate");
  CHECK(old(R"(, "issuanceDate": "2020")") == "date_malformed /issuanceDate");
  CHECK(old(issued + R"(, "expirationDate": "2019-12-31T23:59:59Z")") ==
        "dates_reversed /expirationDate");
  CHECK(old(issued + R"(, "credentialStatus": {"type": "T"})") ==
        "entry_malformed /credentialStatus/id");

  const json::Document document = parsed(credential(
      {.context = R"(["https://www.w3.org/2018/credentials/v1"])",
       .more = issued + R"(, "expirationDate": "2021-01-01T00:00:00Z", "validUntil": "x")"}));
  CHECK(said(vc::check_issuable(document.root())) == "version_unsupported /@context/0");
  const vc::ValidityPeriod period = vc::validity_period(document.root());
  CHECK(period.from->to_string() == "2020-01-01T00:00:00Z");
  CHECK(period.until->to_string() == "2021-01-01T00:00:00Z");
  CHECK_FALSE(period.malformed);
}

TEST_CASE("a credential whose status nobody could look up is not issued") {
  const auto issued_with = [](const std::string& status) {
    const auto text = credential({.more = R"(, "credentialStatus": )" + status});
    CHECK(vc::check_structure(parsed(text).root()).outcome == vc::Outcome::pass);
    return said(vc::check_issuable(parsed(text).root()));
  };
  const auto entry = [](const std::string& index, const std::string& more) {
    return R"({"type": "BitstringStatusListEntry", "statusPurpose": "revocation",
        "statusListCredential": "https://a.example/list", "statusListIndex": )" +
           index + more + "}";
  };
  const std::string good = entry("\"7\"", "");
  CHECK(issued_with(good) == "ok");
  CHECK(issued_with(R"({"type": "https://a.example/#Status"})") == "ok");
  CHECK(issued_with(entry("true", "")) == "entry_malformed /credentialStatus/statusListIndex");
  CHECK(issued_with("[" + good + ", " + entry("\"-1\"", "") + "]") ==
        "entry_malformed /credentialStatus/1/statusListIndex");
  CHECK(issued_with(entry("\"7\"", R"(, "statusSize": 0)")) ==
        "entry_malformed /credentialStatus/statusSize");
  CHECK(issued_with(entry("\"7\"", R"(, "statusSize": 2)")) ==
        "entry_malformed /credentialStatus/statusMessage");
  CHECK(issued_with(entry("\"7\"", R"(, "id": "https://a.example/list")")) ==
        "entry_malformed /credentialStatus/id");
}
