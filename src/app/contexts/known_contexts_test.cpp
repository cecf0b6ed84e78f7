#include "app/contexts/known_contexts.h"

#include <doctest/doctest.h>

#include <map>

#include "formats/crypto/digest.h"
#include "formats/rdf/context_store.h"

using namespace cairn;
using contexts::KnownContexts;

namespace {

using Files = std::map<std::string, std::string>;

Result<KnownContexts> opened(const Files& files) {
  return KnownContexts::with_folder([&](const std::string& name) -> Result<std::string> {
    const auto found = files.find(name);
    if (found == files.end()) return not_found("no such file", name);
    return found->second;
  });
}

std::string digest_of(const std::string& text) {
  return crypto::to_hex(crypto::digest(crypto::HashAlgorithm::sha256, text).bytes());
}

std::string entry(const std::string& url, const std::string& file, const std::string& sha256) {
  return R"({"url": ")" + url + R"(", "file": ")" + file + R"(", "sha256": ")" + sha256 + "\"}";
}

const std::string kText = R"({"@context": {"shoe": "https://a.example/#shoe"}})";

std::string place_of(const Files& files) {
  const auto known = opened(files);
  return known ? "" : known.error().where;
}

}  // namespace

TEST_CASE("a folder adds contexts to those compiled in") {
  const auto known = opened(
      {{"a.jsonld", kText},
       {"contexts.json", "[" + entry("https://a.example/c", "a.jsonld", digest_of(kText)) + "]"}});
  REQUIRE_MESSAGE(known.has_value(), describe(known.error()));
  REQUIRE(known->store().find("https://a.example/c") != nullptr);
  CHECK(known->store().find("https://a.example/c")->text == kText);
  CHECK(known->store().find("https://www.w3.org/ns/credentials/v2") != nullptr);
  CHECK(opened({{"contexts.json", "[]"}}).has_value());
  CHECK(KnownContexts().store().find("https://a.example/c") == nullptr);
}

TEST_CASE("what is not as the manifest says is refused with its place") {
  const auto folder = [](const std::string& manifest) {
    return Files{{"a.jsonld", kText}, {"b.jsonld", "{}"}, {"contexts.json", manifest}};
  };
  const std::string good = entry("https://a.example/c", "a.jsonld", digest_of(kText));
  CHECK(place_of({}) == "contexts.json");
  CHECK(place_of(folder("{}")) == "contexts.json");
  CHECK(place_of(folder("[" + good + "," + good + "]")) == "contexts.json#/1/url");
  CHECK(place_of(folder("[" + entry("https://a.example/c", "a.jsonld", digest_of("x")) + "]")) ==
        "contexts.json#/0/sha256");
  CHECK(place_of(folder(
            "[" + entry("https://www.w3.org/ns/credentials/v2", "a.jsonld", digest_of(kText)) +
            "]")) == "contexts.json#/0/url");
  CHECK(place_of(folder("[" + entry("no url", "a.jsonld", digest_of(kText)) + "]")) ==
        "contexts.json#/0/url");
  CHECK(place_of(folder("[" + entry("https://a.example/c", "../a.jsonld", digest_of(kText)) +
                        "]")) == "contexts.json#/0/file");
  CHECK(place_of(folder("[" + entry("https://a.example/c", "b.jsonld", digest_of("{}")) + "]")) ==
        "contexts.json#/0/file");
  CHECK(place_of(folder("[" + entry("https://a.example/c", "absent", digest_of(kText)) + "]")) ==
        "absent");
}
