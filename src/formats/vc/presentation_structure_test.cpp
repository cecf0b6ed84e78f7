#include "formats/vc/presentation_structure.h"

#include <doctest/doctest.h>

#include <string>

#include "formats/json/reader.h"
#include "formats/vc/envelope.h"

using namespace cairn;

namespace {

json::Document parsed(const std::string& text) {
  const auto document = json::read(text);
  REQUIRE_MESSAGE(document.has_value(), text);
  return *document;
}

std::string said(const vc::Check& check) {
  std::string text = vc::name_of(check.code);
  if (!check.parameters.empty()) text += " " + check.parameters[0].value;
  return text;
}

std::string presentation(const std::string& more,
                         const std::string& type = "VerifiablePresentation",
                         const std::string& context = "https://www.w3.org/ns/credentials/v2") {
  return said(vc::check_presentation_structure(
      parsed(R"({"@context": [")" + context + R"("], "type": ")" + type + "\"" + more + "}")
          .root()));
}

constexpr const char* kJwt = "data:application/vc+jwt,eyJhbGciOiJFUzI1NiJ9.e30.c2ln";

std::string envelope(const std::string& id, vc::Enveloped what = vc::Enveloped::credential,
                     const std::string& type = "\"EnvelopedVerifiableCredential\"",
                     const std::string& context = R"(["https://www.w3.org/ns/credentials/v2"])") {
  const json::Document document =
      parsed(R"({"@context": )" + context + R"(, "id": ")" + id + R"(", "type": )" + type + "}");
  const auto wrong = vc::check_envelope(document.root(), what);
  return wrong ? said(*wrong) : "ok";
}

}  // namespace

TEST_CASE("a presentation has the context and the type of one") {
  CHECK(presentation("") == "ok");
  CHECK(presentation("", "VerifiablePresentation", "https://www.w3.org/2018/credentials/v1") ==
        "ok");
  CHECK(presentation("", "VerifiableCredential") == "type_missing /type");
  CHECK(presentation("", "VerifiablePresentation", "https://a.example/c") ==
        "context_missing /@context/0");
  const auto whole = [](const std::string& text) {
    return said(vc::check_presentation_structure(parsed(text).root()));
  };
  CHECK(whole("{}") == "context_missing /@context/0");
  CHECK(whole(R"({"@context": "https://www.w3.org/ns/credentials/v2",
                  "type": "VerifiablePresentation"})") == "context_missing /@context");
  CHECK(whole(R"({"@context": ["https://www.w3.org/ns/credentials/v2"]})") == "type_missing /type");
  CHECK(whole(R"({"@context": ["https://www.w3.org/ns/credentials/v2", 5],
                  "type": ["VerifiablePresentation"]})") == "context_missing /@context/1");
}

TEST_CASE("a presentation's id and holder are URLs") {
  CHECK(presentation(R"(, "id": "urn:uuid:0be1d2c9-5c1f-4f3a-8d8c-5d2f5c2b8b11")") == "ok");
  CHECK(presentation(R"(, "id": "no url")") == "id_malformed /id");
  CHECK(presentation(R"(, "holder": "did:example:h")") == "ok");
  CHECK(presentation(R"(, "holder": {"id": "did:example:h", "name": "H"})") == "ok");
  CHECK(presentation(R"(, "holder": "no url")") == "holder_malformed /holder");
  CHECK(presentation(R"(, "holder": null)") == "holder_malformed /holder");
  CHECK(presentation(R"(, "holder": ["did:example:h"])") == "holder_malformed /holder");
  CHECK(presentation(R"(, "holder": {"name": "H"})") == "holder_malformed /holder/id");
  CHECK(presentation(R"(, "termsOfUse": {"type": "T"})") == "ok");
  CHECK(presentation(R"(, "termsOfUse": {"id": "a:b"})") == "entry_malformed /termsOfUse/type");
}

TEST_CASE("what is presented are objects, and not too many of them") {
  const auto presented = [](const std::string& text) {
    return presentation(R"(, "verifiableCredential": )" + text);
  };
  CHECK(presented(R"({"type": "VerifiableCredential"})") == "ok");
  CHECK(presented(R"([{"type": "VerifiableCredential"}, {}])") == "ok");
  CHECK(presented("[]") == "credentials_malformed /verifiableCredential");
  CHECK(presented("5") == "credentials_malformed /verifiableCredential");
  CHECK(presented(R"("https://a.example/c")") == "credentials_malformed /verifiableCredential");
  CHECK(presented(R"([{}, "eyJhbGciOiJFUzI1NiJ9.e30.c2ln"])") ==
        "credentials_malformed /verifiableCredential/1");
  std::string many = "{}";
  for (std::size_t i = 1; i < vc::kCredentialsMax; ++i) many += ", {}";
  CHECK(presented("[" + many + "]") == "ok");
  CHECK(presented("[" + many + ", {}]") == "credentials_too_many 64");
  const std::string inside = R"({"@context": "https://www.w3.org/ns/credentials/v2",
                                 "type": "EnvelopedVerifiableCredential", "id": ")";
  CHECK(presented("[" + inside + kJwt + "\"}]") == "ok");
  CHECK(presented("[" + inside + "eyJhbGciOiJFUzI1NiJ9.e30.c2ln\"}]") ==
        "envelope_malformed /verifiableCredential/0/id");
}

TEST_CASE("an envelope is a data: URL of the right media type") {
  CHECK(envelope(kJwt) == "ok");
  CHECK(envelope("data:application/jwt,e30") == "ok");
  CHECK(envelope("data:application/vc+cose;base64,0oRDoQEmoQ") == "ok");
  const std::string jwt = std::string(kJwt).substr(24);
  CHECK(envelope(jwt) == "envelope_malformed /id");
  CHECK(envelope("data:application/vc+jwt,") == "envelope_malformed /id");
  CHECK(envelope("data:application/vc+jwt") == "envelope_malformed /id");
  CHECK(envelope("data:text/plain,e30") == "envelope_malformed /id");
  CHECK(envelope("data:application/vp+jwt,e30") == "envelope_malformed /id");
  CHECK(envelope("https://a.example/vc.jwt") == "envelope_malformed /id");
  CHECK(envelope(kJwt, vc::Enveloped::credential, R"(["EnvelopedVerifiableCredential"])") == "ok");
  CHECK(envelope(kJwt, vc::Enveloped::credential, R"("VerifiableCredential")") ==
        "envelope_malformed /type");
  CHECK(envelope(kJwt, vc::Enveloped::credential,
                 R"(["EnvelopedVerifiableCredential", "VerifiableCredential"])") ==
        "envelope_malformed /type");
  const auto context = [](const std::string& text) {
    return envelope(kJwt, vc::Enveloped::credential, R"("EnvelopedVerifiableCredential")", text);
  };
  CHECK(context(R"("https://www.w3.org/ns/credentials/v2")") == "ok");
  CHECK(context("[]") == "envelope_malformed /@context");
  CHECK(context(R"("https://www.w3.org/ns/credentials/examples/v2")") ==
        "envelope_malformed /@context");
  CHECK(envelope("data:application/vp+jwt,e30", vc::Enveloped::presentation,
                 R"("EnvelopedVerifiablePresentation")") == "ok");
  CHECK(envelope(kJwt, vc::Enveloped::presentation, R"("EnvelopedVerifiablePresentation")") ==
        "envelope_malformed /id");

  const json::Document document = parsed(std::string(R"({"id": ")") + kJwt + "\"}");
  const auto inside = vc::envelope_of(document.root());
  REQUIRE(inside.has_value());
  CHECK(inside->media_type == "application/vc+jwt");
  CHECK(inside->content == "eyJhbGciOiJFUzI1NiJ9.e30.c2ln");
}
