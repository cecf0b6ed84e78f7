#include "formats/rdf/context_store.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "formats/rdf/context_processing.h"
#include "formats/rdf/expansion.h"
#include "formats/rdf/iri.h"
#include "formats/rdf/nquads.h"
#include "formats/rdf/to_rdf.h"

using namespace cairn;

namespace {

constexpr auto kMode = rdf::ProcessingMode::json_ld_1_1;

json::Document parse(std::string_view text) {
  auto document = json::read(text);
  REQUIRE_MESSAGE(document.has_value(), text);
  return std::move(*document);
}

std::string expanded(std::string_view text, const rdf::ContextStore& store, std::string_view base) {
  const json::Document document = parse(text);
  const auto result = rdf::expand(document.root(), store, {.base = base});
  return result ? json::write(result->root()) : describe(result.error());
}

}  // namespace

TEST_CASE("a second document with the same contexts gets the very same active context") {
  const auto store = rdf::ContextStore::with_built_in_contexts();
  const std::string text = R"(["https://www.w3.org/ns/credentials/v2",)"
                           R"( "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"])";
  const json::Document one = parse(text);
  const json::Document two = parse(text);
  rdf::ContextProcessor first(*store, "https://a.test/", kMode);
  rdf::ContextProcessor second(*store, "https://b.test/", kMode);
  const rdf::Context* active = first.process(first.initial(), one.root()).value();
  CHECK(active == second.process(second.initial(), two.root()).value());
  CHECK(active->shared);

  const rdf::TermDefinition* type = active->find("OpenBadgeCredential");
  REQUIRE(type != nullptr);
  const rdf::TermDefinition* scoped = active->find("VerifiableCredential");
  REQUIRE((scoped != nullptr && scoped->scoped != nullptr));
  const auto kind = rdf::ScopeKind::type;
  CHECK(first.process_scoped(*active, *scoped, kind).value() ==
        second.process_scoped(*active, *scoped, kind).value());
}

TEST_CASE("what depends on the document stays with the document") {
  rdf::ContextStore store;
  REQUIRE(store.add("https://c.test/relative", R"({"@context": {"@vocab": "terms#"}})"));
  REQUIRE(store.add("https://c.test/plain", R"({"@context": {"p": {"@id": "https://c.test/p",)"
                                            R"( "@type": "@id"}}})"));
  CHECK(!store.add("https://c.test/plain", "{}"));
  CHECK(!store.add("https://c.test/bad", "{"));
  const std::string relative = R"({"@context": "https://c.test/relative", "p": 1})";
  CHECK(expanded(relative, store, "https://a.test/") ==
        R"([{"https://a.test/terms#p":[{"@value":1}]}])");
  CHECK(expanded(relative, store, "https://b.test/x/y") ==
        R"([{"https://b.test/x/terms#p":[{"@value":1}]}])");
  const std::string based =
      R"({"@context": ["https://c.test/plain", {"@base": "sub/"}], "p": "x"})";
  CHECK(expanded(based, store, "https://a.test/") ==
        R"([{"https://c.test/p":[{"@id":"https://a.test/sub/x"}]}])");
  CHECK(expanded(R"({"@context": "https://c.test/plain", "p": "x"})", store, "https://b.test/") ==
        R"([{"https://c.test/p":[{"@id":"https://b.test/x"}]}])");
}

TEST_CASE("threads that share a cold store agree") {
  const auto store = rdf::ContextStore::with_built_in_contexts();
  const json::Document document = parse(R"({
    "@context": ["https://www.w3.org/ns/credentials/v2",
                 "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
    "id": "urn:uuid:1", "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "issuer": {"id": "did:example:i", "type": ["Profile"], "name": "School"},
    "credentialSubject": {"type": ["AchievementSubject"], "achievement":
      {"id": "urn:a", "type": ["Achievement"], "criteria": {"narrative": "All of it"}}}})");
  std::vector<std::string> results(8);
  std::vector<std::thread> threads;
  for (std::string& result : results)
    threads.emplace_back([&] {
      for (int i = 0; i < 20; ++i) {
        const auto data = rdf::to_rdf(document.root(), *store);
        result = data ? rdf::write_nquads(*data) : describe(data.error());
      }
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(results.front().find("#Achievement>") != std::string::npos);
  CHECK(std::ranges::count(results, results.front()) == 8);
}

TEST_CASE("a chain of contexts cannot fill the store, and results stay right") {
  const auto store = rdf::ContextStore::with_built_in_contexts();
  std::string contexts;
  for (int i = 0; i < 400; ++i) {
    contexts += R"("https://w3id.org/security/multikey/v1", )";
    contexts += R"("https://w3id.org/security/data-integrity/v2", )";
  }
  const std::string text = R"({"@context": [)" + contexts +
                           R"("https://www.w3.org/ns/credentials/undefined-terms/v2"], "p": 1})";
  const std::string once = expanded(text, *store, "");
  CHECK(once == R"([{"https://www.w3.org/ns/credentials/undefined-term#p":[{"@value":1}]}])");
  CHECK(expanded(text, *store, "") == once);
}

TEST_CASE("an inline context of a list that is wrapped like a document is what is inside") {
  const rdf::ContextStore store;
  const auto of = [&](const std::string& context) {
    return expanded(R"({"@context": )" + context + R"(, "p": 1})", store, "");
  };
  const std::string plain = R"({"p": "https://c.test/p"})";
  const std::string wrapped = R"({"@context": )" + plain + "}";
  CHECK(of("[" + wrapped + "]") == of(plain));
  // Not outside of a list, not with something beside it, not twice, and nothing but a map.
  for (const std::string& wrong :
       {wrapped, R"([{"@context": )" + plain + R"(, "q": "https://c.test/q"}])",
        R"([{"@context": )" + wrapped + "}]", std::string(R"([{"@context": "https://c.test/c"}])")})
    CHECK_MESSAGE(of(wrong).find("keyword redefinition") != std::string::npos, wrong);
}

TEST_CASE("references resolve as RFC 3986 section 5.4 shows") {
  const std::string base = "http://a/b/c/d;p?q";
  const std::pair<const char*, const char*> examples[] = {
      {"g:h", "g:h"},
      {"g", "http://a/b/c/g"},
      {"./g", "http://a/b/c/g"},
      {"g/", "http://a/b/c/g/"},
      {"/g", "http://a/g"},
      {"//g", "http://g"},
      {"?y", "http://a/b/c/d;p?y"},
      {"g?y", "http://a/b/c/g?y"},
      {"#s", "http://a/b/c/d;p?q#s"},
      {"g?y#s", "http://a/b/c/g?y#s"},
      {";x", "http://a/b/c/;x"},
      {"", "http://a/b/c/d;p?q"},
      {".", "http://a/b/c/"},
      {"..", "http://a/b/"},
      {"../g", "http://a/b/g"},
      {"../..", "http://a/"},
      {"../../../g", "http://a/g"},
      {"/./g", "http://a/g"},
      {"/../g", "http://a/g"},
      {"g.", "http://a/b/c/g."},
      {"..g", "http://a/b/c/..g"},
      {"./../g", "http://a/b/g"},
      {"g/./h", "http://a/b/c/g/h"},
      {"g/../h", "http://a/b/c/h"},
      {"g?y/../x", "http://a/b/c/g?y/../x"},
      {"g#s/../x", "http://a/b/c/g#s/../x"},
  };
  for (const auto& [reference, resolved] : examples)
    CHECK(rdf::resolve_iri(base, reference) == resolved);
}

TEST_CASE("an IRI is well-formed without controls, spaces and brackets, wherever they stand") {
  for (std::size_t place = 2; place < 30; ++place) {
    for (unsigned code = 0; code < 256; ++code) {
      std::string iri = "x:abcdefghijklmnopqrstuvwxyzabcdef";
      iri[place] = static_cast<char>(code);
      const bool forbidden = code <= 0x20 || std::string_view("<>\"{}|\\^`").find(iri[place]) !=
                                                 std::string_view::npos;
      CAPTURE(place);
      CAPTURE(code);
      CHECK(rdf::is_well_formed_iri(iri) == !forbidden);
    }
  }
  CHECK(!rdf::is_well_formed_iri("no-scheme"));
  CHECK(!rdf::is_well_formed_iri("1a:b"));
  CHECK(rdf::is_well_formed_iri("a:"));
  CHECK(rdf::is_well_formed_iri("a:b#c"));
  CHECK(!rdf::is_well_formed_iri("a:b#c#d"));
}
