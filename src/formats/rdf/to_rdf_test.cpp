#include "formats/rdf/to_rdf.h"

#include <doctest/doctest.h>

#include <string>

#include "formats/json/reader.h"
#include "formats/rdf/nquads.h"
#include "formats/rdf/plain_statements.h"
#include "formats/rdf/rdfc.h"

using namespace cairn;
using rdf::Dropping;

namespace {

const rdf::ContextStore& built_in() {
  static const auto store = rdf::ContextStore::with_built_in_contexts();
  return *store;
}

Result<rdf::Dataset> convert(std::string_view text, rdf::ToRdfOptions options = {}) {
  const auto document = json::read(text);
  REQUIRE(document.has_value());
  return rdf::to_rdf(document->root(), built_in(), options);
}

std::string nquads(std::string_view text, rdf::ToRdfOptions options = {}) {
  const auto data = convert(text, options);
  return data ? rdf::write_nquads(*data) : describe(data.error());
}

/// The error's place and the start of its message.
std::string refusal(std::string_view text) {
  const auto data = convert(text);
  if (data) return "accepted";
  return data.error().where + " " + data.error().message;
}

}  // namespace

TEST_CASE("a credential with built-in contexts becomes the quads of its terms") {
  CHECK(
      nquads(R"({
    "@context": ["https://www.w3.org/ns/credentials/v2",
                 "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
    "id": "urn:uuid:1", "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "issuer": {"id": "did:example:issuer", "type": ["Profile"], "name": "School"},
    "validFrom": "2026-03-01T09:00:00Z",
    "credentialSubject": {"type": ["AchievementSubject"], "creditsEarned": 2.5}})") ==
      R"(<did:example:issuer> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://purl.imsglobal.org/spec/vc/ob/vocab.html#Profile> .
<did:example:issuer> <https://schema.org/name> "School" .
<urn:uuid:1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential> .
<urn:uuid:1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://www.w3.org/2018/credentials#VerifiableCredential> .
<urn:uuid:1> <https://www.w3.org/2018/credentials#credentialSubject> _:b0 .
<urn:uuid:1> <https://www.w3.org/2018/credentials#issuer> <did:example:issuer> .
<urn:uuid:1> <https://www.w3.org/2018/credentials#validFrom> "2026-03-01T09:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime> .
_:b0 <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://purl.imsglobal.org/spec/vc/ob/vocab.html#AchievementSubject> .
_:b0 <https://purl.imsglobal.org/spec/vc/ob/vocab.html#creditsEarned> "2.5E0"^^<https://www.w3.org/2001/XMLSchema#float> .
)");
}

TEST_CASE("safe mode refuses what would be dropped, and names the place") {
  const std::string head =
      R"({"@context": ["https://www.w3.org/ns/credentials/v2", {"ex": "https://e.test/"}],)"
      R"("type": ["VerifiableCredential"], )";
  struct Refusal {
    const char* body;
    const char* place;
  };
  const Refusal refusals[] = {
      {R"("grade": "A"})", "/grade "},                         // a term of no context
      {R"("issuer": {"id": "school"}})", "/issuer/id "},       // a relative reference
      {R"("issuer": {"type": "Unknown"}})", "/issuer/type "},  // a type of no context
      {R"("issuer": "not an iri"})", "/issuer "},
      {R"("ex:p": {"@value": null}})", "/ex:p "},
      {R"("ex:p": {"@value": "a", "@language": "en_US"}})", "/ex:p/@language "},
      {R"("ex:p q": 1})", "/ex:p q "},
      {R"("ex:p": {"@future": 1}})", "/ex:p/@future "},
      {R"("_:p": 1})", "/_:p "},
      {R"("@graph": ["loose"]})", "/@graph/0 "},
      {R"("issuer": {"id": "urn:i", "type": "@id"}})", "/issuer/type "},
      {R"("issuer": {"id": "urn:i", "type": "@json"}})", "/issuer "},
      {R"("ex:p": {"@list": ["a", ["b"]]}})", "/ex:p/@list/1 "},  // implementations disagree
      {R"("proof": "z3FX"})", "/proof "},                         // a value alone in a graph
  };
  for (const Refusal& expected : refusals) {
    const std::string text = head + expected.body;
    CAPTURE(text);
    CHECK(refusal(text).starts_with(std::string(expected.place) + "content would be dropped: "));
    rdf::ToRdfOptions lenient;
    lenient.expand.dropping = Dropping::lenient;
    CHECK(convert(text, lenient).has_value());
  }
  CHECK(refusal(head + R"("ex:p": [null, 1, {"@id": "_:x"}], "ex:q": null})") == "accepted");
}

TEST_CASE("protected terms cannot be redefined, unknown contexts are not found") {
  const std::string v2 = R"("https://www.w3.org/ns/credentials/v2")";
  CHECK(refusal(R"({"@context": [)" + v2 + R"(, {"name": "https://e.test/n"}], "name": "x"})")
            .starts_with("/@context protected term redefinition: the term \"name\""));
  CHECK(refusal(R"({"@context": [)" + v2 + R"(, null], "https://e.test/p": 1})")
            .starts_with("/@context invalid context nullification:"));
  const auto unknown = convert(R"({"@context": "https://e.test/context", "name": "x"})");
  REQUIRE(!unknown.has_value());
  CHECK(unknown.error().code == ErrorCode::not_found);
  CHECK(unknown.error().where == "/@context");
}

TEST_CASE("numbers, directions and JSON become the standard's literals") {
  const auto object = [](std::string_view value, rdf::ToRdfOptions options = {}) {
    const std::string text =
        R"({"@context": {"p": "https://e.test/p", "j": {"@id": "https://e.test/p",)"
        R"( "@type": "@json"}}, "@id": "https://e.test/s", )" +
        std::string(value) + "}";
    const std::string line = nquads(text, options);
    const std::string_view lead = "<https://e.test/s> <https://e.test/p> ";
    return line.starts_with(lead) ? line.substr(lead.size(), line.size() - lead.size() - 3) : line;
  };
  const std::string integer = "^^<http://www.w3.org/2001/XMLSchema#integer>";
  const std::string floating = "^^<http://www.w3.org/2001/XMLSchema#double>";
  CHECK(object(R"("p": 5)") == "\"5\"" + integer);
  CHECK(object(R"("p": -0)") == "\"0\"" + integer);
  CHECK(object(R"("p": 5.0e2)") == "\"500\"" + integer);
  CHECK(object(R"("p": 9007199254740993)") == "\"9007199254740992\"" + integer);
  CHECK(object(R"("p": 1e20)") == "\"100000000000000000000\"" + integer);
  CHECK(object(R"("p": 1e21)") == "\"1.0E21\"" + floating);
  CHECK(object(R"("p": -0.00123)") == "\"-1.23E-3\"" + floating);
  CHECK(object(R"("p": 1e400)").find("double") != std::string::npos);
  CHECK(object(R"("j": {"b": 1.0, "a": [null]})") ==
        "\"{\\\"a\\\":[null],\\\"b\\\":1}\"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON>");

  const std::string_view arabic = R"("p": {"@value": "x", "@language": "AR", "@direction": "rtl"})";
  CHECK(object(arabic).starts_with("content would be dropped"));
  rdf::ToRdfOptions i18n;
  i18n.direction = rdf::RdfDirection::i18n_datatype;
  CHECK(object(arabic, i18n) == "\"x\"^^<https://www.w3.org/ns/i18n#ar_rtl>");
}

TEST_CASE("work is limited: hostile contexts and documents are refused, not followed") {
  std::string chain = R"({"@context": {)";
  for (int i = 0; i < 1000; ++i)
    chain += "\"t" + std::to_string(i) + "\": \"t" + std::to_string(i + 1) + ":x\", ";
  CHECK(convert(chain + R"("t1000": "https://e.test/"}, "t0": 1})").error().code ==
        ErrorCode::exhausted);

  std::string wide = R"({"@context": {)";
  for (int i = 0; i < 5000; ++i)
    wide += "\"t" + std::to_string(i) + R"(": {"@id": "https://e.test/", "@context": {}}, )";
  CHECK(convert(wide + R"("t": "https://e.test/"}, "t": 1})").error().code == ErrorCode::exhausted);

  rdf::ToRdfOptions few;
  few.quads_max = 2;
  CHECK(convert(R"({"https://e.test/p": [1, 2, 3]})", few).error().code == ErrorCode::exhausted);

  // 400 KB as one value are fine, as the subject of 300 statements they are 120 MB.
  const std::string long_text(400'000, 'x');
  CHECK(convert(R"({"@id": "urn:x:1", "https://e.test/p": ")" + long_text + R"("})").has_value());
  std::string many = R"({"@id": "urn:x:)" + long_text + R"(", "https://e.test/p": [0)";
  for (int i = 1; i < 300; ++i) many += ", " + std::to_string(i);
  CHECK(convert(many + "]}").error().code == ErrorCode::exhausted);
  std::string prefixed = R"({"@context": {"p": "urn:x:)" + long_text + R"(/"}, "@type": ["p:0")";
  for (int i = 1; i < 50; ++i) prefixed += ", \"p:" + std::to_string(i) + "\"";
  CHECK(convert(prefixed + "]}").error().code == ErrorCode::exhausted);
}

// Documents from one model, by what they do with its objects: leave them, add to them, say more of
// one, hold one twice, and lack one.
TEST_CASE("shared statements give what each document gives by itself, or nothing") {
  const auto model = json::read(R"({
    "@context": ["https://www.w3.org/ns/credentials/v2",
                 "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "evidence": [{"type": ["Evidence"], "name": "Work"}],
    "credentialSubject": {"type": ["AchievementSubject"], "achievement": {
      "type": ["Achievement"], "name": "SQL", "criteria": {"narrative": "A project."},
      "alignment": [{"type": ["Alignment"], "targetName": "a", "targetUrl": "https://e.example/a"},
                    {"type": ["Alignment"], "targetName": "b", "targetUrl": "https://e.example/b"}]
    }}})");
  REQUIRE(model.has_value());
  const json::Value& root = model->root();
  const json::Value& subject = *root.find("credentialSubject");
  const json::Value& achievement = *subject.find("achievement");
  const rdf::ToRdfOptions options;
  const auto shared = rdf::SharedStatements::of(root, "credentialSubject", built_in(), options);
  REQUIRE(shared.has_value());
  const auto hashes =
      rdf::first_degree_hashes(shared->dataset(), crypto::HashAlgorithm::sha256).value();
  const auto agrees = [&](const json::Value& document) {
    const auto made = shared->statements(document, built_in(), options);
    if (!made) return false;
    const auto general = rdf::general_statements(document, built_in(), options);
    REQUIRE(general.has_value());
    rdf::CanonicalizeOptions known;
    known.known = &hashes;
    CHECK(rdf::canonicalize(*made, known).value().nquads ==
          rdf::canonicalize(*general).value().nquads);
    return true;
  };
  json::Arena arena;
  const auto with = [&](std::string_view key, const json::Value& value) {
    return arena.with_member(root, "credentialSubject", arena.with_member(subject, key, value));
  };
  CHECK(agrees(root));
  CHECK(agrees(arena.with_member(root, "id", arena.string("urn:uuid:1"))));
  CHECK(agrees(with("id", arena.string("did:example:learner"))));
  CHECK(agrees(with("achievement", arena.array({achievement, achievement}))));
  CHECK_FALSE(agrees(arena.without_member(root, "evidence")));
  CHECK_FALSE(agrees(with("achievement", arena.object({{"name", arena.string("Other")}}))));
  CHECK(agrees(arena.with_member(root, "type", arena.string("VerifiableCredential"))));
}
