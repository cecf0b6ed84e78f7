// Lifetimes, the cache under several threads, and what is gathered for a document.
#include <doctest/doctest.h>

#include <atomic>
#include <map>
#include <mutex>
#include <thread>

#include "app/facts/cache.h"
#include "app/facts/gathered.h"
#include "app/facts/lifetime.h"
#include "app/facts/outside.h"
#include "formats/json/reader.h"
#include "formats/rdf/context_store.h"
#include "formats/vc/verify.h"
#include "support/fixed_ports.h"

using namespace cairn;
using namespace std::chrono_literals;

namespace {

/// Answers from a table and counts what it was asked.
class TableFetch final : public facts::Fetch {
 public:
  std::map<std::string, facts::Fetched> pages;
  ErrorCode otherwise = ErrorCode::not_found;

  Result<facts::Fetched> get(const facts::FetchRequest& request) override {
    {
      const std::scoped_lock lock(mutex_);
      ++asked_[request.url];
    }
    if (wait_) std::this_thread::sleep_for(20ms);
    const auto page = pages.find(request.url);
    if (page == pages.end()) return Error{otherwise, "nothing there", request.url};
    return page->second;
  }
  int asked(const std::string& url) {
    const std::scoped_lock lock(mutex_);
    return asked_[url];
  }
  void wait() { wait_ = true; }

 private:
  bool wait_ = false;
  std::mutex mutex_;
  std::map<std::string, int> asked_;  // guarded by mutex_
};

class SetClock final : public Clock {
 public:
  Instant now() const override { return Instant(Instant::Millis(millis_.load())); }
  void pass(std::chrono::milliseconds time) { millis_ = millis_.load() + time; }

 private:
  std::atomic<std::chrono::milliseconds> millis_{1'000'000'000s};
};

using Texts = facts::Cache<std::string>;

Result<facts::Read<std::string>> read_text(const facts::Fetched& fetched, Instant) {
  if (fetched.body == "broken") return invalid("broken");
  return facts::Read<std::string>{fetched.body, std::nullopt};
}

const std::string kUrl = "https://a.example/x";

}  // namespace

TEST_CASE("a lifetime is the shorter of what is said, within bounds") {
  const facts::Lifetimes bounds{10s, 5min, 1h, 30s};
  const auto of = [&](std::string_view header, std::optional<facts::Millis> ttl = {}) {
    return facts::lifetime_of(header, ttl, bounds);
  };
  CHECK(of("") == 5min);
  CHECK(of("public, Max-Age=60") == 60s);
  CHECK(of("max-age=\"60\"") == 60s);
  CHECK(of("max-age=0") == 10s);
  CHECK(of("no-store") == 10s);
  CHECK(of("max-age=600, no-cache") == 10s);
  CHECK(of("max-age=86400") == 1h);
  CHECK(of("max-age=99999999999999999999") == 5min);
  CHECK(of("max-age=x, private") == 5min);
  CHECK(of(",,,") == 5min);
  CHECK(of("max-age=600", 120s) == 120s);
  CHECK(of("max-age=60", 120s) == 60s);
  CHECK(of("", 24h) == 1h);
}

TEST_CASE("a document is fetched again only when its lifetime is over") {
  TableFetch fetch;
  SetClock clock;
  fetch.pages[kUrl] = {"one", "", "max-age=60"};
  Texts cache(fetch, clock, {});
  const Instant first = clock.now();
  CHECK(*cache.get(kUrl, "", read_text).value == "one");
  fetch.pages[kUrl].body = "two";
  clock.pass(59'999ms);
  CHECK(*cache.get(kUrl, "", read_text).value == "one");
  CHECK(cache.get(kUrl, "", read_text).fetched == first);
  clock.pass(1ms);
  CHECK(*cache.get(kUrl, "", read_text).value == "two");
  CHECK(fetch.asked(kUrl) == 2);
}

TEST_CASE("a failure is remembered for a while, with its reason") {
  TableFetch fetch;
  SetClock clock;
  Texts cache(fetch, clock, {});
  CHECK(cache.get(kUrl, "", read_text).error.code == ErrorCode::not_found);
  fetch.pages[kUrl] = {"broken", "", ""};
  clock.pass(29s);
  CHECK(cache.get(kUrl, "", read_text).error.code == ErrorCode::not_found);
  clock.pass(1s);
  CHECK(cache.get(kUrl, "", read_text).error.code == ErrorCode::invalid);
  fetch.pages[kUrl].body = "whole";
  clock.pass(30s);
  CHECK(*cache.get(kUrl, "", read_text).value == "whole");
}

TEST_CASE("the least recently used goes first when bytes or entries are too many") {
  TableFetch fetch;
  SetClock clock;
  for (const char* path : {"a", "b", "c"}) fetch.pages[path] = {"1234", "", ""};
  const auto used_a_last = [&](const facts::CacheOptions& options) {
    Texts cache(fetch, clock, options);
    for (const char* path : {"a", "b", "a", "c"}) cache.get(path, "", read_text);
    const int a = fetch.asked("a"), b = fetch.asked("b");
    cache.get("a", "", read_text);
    cache.get("b", "", read_text);
    return fetch.asked("a") == a && fetch.asked("b") == b + 1;
  };
  CHECK(used_a_last({.bytes_max = 8}));
  CHECK(used_a_last({.entries_max = 2}));
  Texts small(fetch, clock, {.bytes_max = 3});
  CHECK(*small.get("a", "", read_text).value == "1234");
}

TEST_CASE("threads that ask for one address at once fetch it once") {
  TableFetch fetch;
  SetClock clock;
  fetch.wait();
  fetch.pages[kUrl] = {"one", "", ""};
  Texts cache(fetch, clock, {});
  std::atomic<int> right = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&, i] {
      if (*cache.get(kUrl, "", read_text).value == "one") ++right;
      cache.get("https://a.example/" + std::to_string(i % 2), "", read_text);
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(right == 8);
  CHECK(fetch.asked(kUrl) == 1);
  CHECK(fetch.asked("https://a.example/0") == 1);
}

TEST_CASE("controllers are gathered by their addresses, with why one is missing") {
  TableFetch fetch;
  const SetClock clock;
  const auto contexts = rdf::ContextStore::with_built_in_contexts();
  const std::string key =
      R"("type":"Multikey","publicKeyMultibase":"z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK")";
  fetch.pages["https://school.example/.well-known/did.json"].body =
      R"({"id":"did:web:school.example","assertionMethod":["https://keys.example/1"]})";
  fetch.pages["https://keys.example/1"].body =
      R"({"id":"https://keys.example/1","controller":"https://owner.example",)" + key + "}";
  fetch.pages["https://owner.example"].body = R"({"id":"https://other.example"})";
  const auto credential = json::read(R"({"issuer":"did:web:school.example",
    "proof":[{"verificationMethod":"https://keys.example/1"},
             {"verificationMethod":"did:key:z6Mk#z6Mk"},
             {"verificationMethod":"did:web:gone.example#k"},
             {"verificationMethod":"did:example:1#k"}]})");
  const facts::Outside outside(fetch, clock);
  const auto gathered = outside.gather({vc::facts_needed(credential->root())}, *contexts);
  const auto stated = [&](const std::string& id) {
    for (const auto& one : gathered.controllers)
      if (one.id == id) return one;
    FAIL(id);
    return did::StatedController{};
  };
  fetch.pages["https://html.example/key"].body = "<!doctype html><title>Sign in</title>";
  CHECK(outside.controller("https://html.example/key").missing == did::Missing::unreadable);
  CHECK(gathered.controllers.size() == 5);
  CHECK(stated("did:web:school.example").document != nullptr);
  CHECK(stated("https://keys.example/1").document != nullptr);
  CHECK(stated("https://owner.example").missing == did::Missing::malformed);
  CHECK(stated("did:web:gone.example").missing == did::Missing::unreachable);
  CHECK(stated("did:example:1").missing == did::Missing::refused);
  fetch.otherwise = ErrorCode::forbidden;
  CHECK(outside.controller("did:web:inner.example").missing == did::Missing::refused);
}

TEST_CASE("what was stored keeps the moment it was fetched and is good for as long as was said") {
  TableFetch fetch;
  const SetClock clock;
  const Instant stored = Instant(clock.now().time() - 2h);
  facts::Fetched page{R"({"id":"did:web:school.example"})", "", "max-age=60"};
  page.stored = stored;
  fetch.pages["https://school.example/.well-known/did.json"] = page;
  const auto by = [&](const facts::StoredAges& ages) {
    return facts::Outside(fetch, clock, ages).controller("did:web:school.example");
  };
  CHECK(by({}).fetched == stored);
  CHECK(by({}).good_until == Instant(stored.time() + 30 * 24h));
  CHECK(by({.all = 1h}).good_until == Instant(stored.time() + 1h));
  fetch.pages["https://school.example/.well-known/did.json"].stored.reset();
  CHECK_FALSE(by({.all = 1h}).good_until.has_value());
  CHECK(by({}).fetched == clock.now());
}

TEST_CASE("documents are asked for until nothing more is wanted, or too much is") {
  TableFetch fetch;
  const SetClock clock;
  for (int i = 0; i < 20; ++i) fetch.pages["https://a.example/" + std::to_string(i)].body = "{}";
  const facts::Outside outside(fetch, clock);
  facts::Documents documents;
  const auto one_after_another = [](int count) {
    return [count](const facts::Documents& there) {
      const int had = static_cast<int>(there.size());
      return had < count ? std::vector<std::string>{"https://a.example/" + std::to_string(had),
                                                    "https://gone.example/"}
                         : std::vector<std::string>{};
    };
  };
  CHECK(outside.gather(one_after_another(3), documents).size() == 3);
  CHECK(documents.size() == 3);
  documents.clear();
  CHECK(outside.gather(one_after_another(20), documents).size() == facts::kDocumentsMax - 1);
  CHECK(fetch.asked("https://gone.example/") == 1);
}

TEST_CASE("a document that names too many addresses makes us ask for some only") {
  TableFetch fetch;
  const SetClock clock;
  const auto contexts = rdf::ContextStore::with_built_in_contexts();
  std::string proofs, lists;
  for (int i = 0; i < 50; ++i) {
    const std::string n = std::to_string(i);
    proofs += (i == 0 ? "" : ",") + (R"({"verificationMethod":"did:web:a)" + n + R"(.example#k"})");
    lists += (i == 0 ? "" : ",") +
             (R"({"id":"urn:x","type":"BitstringStatusListEntry","statusPurpose":"revocation",)"
              R"("statusListIndex":"0","statusListCredential":"https://l)" +
              n + R"(.example/"})");
  }
  const auto credential =
      json::read(R"({"proof":[)" + proofs + R"(],"credentialStatus":[)" + lists + "]}");
  const facts::Outside outside(fetch, clock);
  const auto gathered = outside.gather({vc::facts_needed(credential->root())}, *contexts);
  CHECK(gathered.controllers.size() == facts::kControllersMax);
  CHECK(gathered.status_lists.size() == facts::kStatusListsMax);
  CHECK(gathered.status_lists[0].problem == vc::Code::status_unreachable);
}
