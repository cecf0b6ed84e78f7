// A demonstration of the server without sockets: the whole site over a store in a temporary folder.
#pragma once

#include <doctest/doctest.h>

#include <fstream>
#include <initializer_list>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/files/tree.h"
#include "adapters/sql/migrations.h"
#include "adapters/sql/store.h"
#include "adapters/sqlite/database.h"
#include "adapters/sqlite/migrations.h"
#include "app/catalogue/import.h"
#include "app/status_lists/publisher.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "server/api/own_fetch.h"
#include "server/api/site.h"
#include "support/fixed_ports.h"
#include "support/openapi.h"
#include "support/temporary_folder.h"

namespace cairn::test {

inline std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE(in.good());
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

inline std::string badge(const std::string& name) { return read_file("examples/badges/" + name); }

struct Answer {
  int status = 0;
  server::Headers headers;
  std::string body;
  json::Document document;

  /// The value at a path of keys and indexes; null when there is none.
  json::Value at(std::initializer_list<std::string_view> path) const {
    json::Value value = document.root();
    for (std::string_view step : path) {
      if (value.is_array()) {
        auto index = static_cast<std::size_t>(std::stoul(std::string(step)));
        if (index >= value.items().size()) return {};
        value = json::Value(value.items()[index]);
      } else {
        const json::Value* next = value.find(step);
        if (!next) return {};
        value = *next;
      }
    }
    return value;
  }
  std::string text(std::initializer_list<std::string_view> path) const {
    json::Value value = at(path);
    return value.is_string() ? std::string(value.string()) : json::write(value);
  }
  std::string header(std::string_view name) const {
    for (const server::Header& one : headers)
      if (one.name == name) return one.value;
    return {};
  }
  std::size_t count(std::initializer_list<std::string_view> path) const {
    json::Value value = at(path);
    return value.is_array() ? value.items().size() : 0;
  }
};

/// A demonstration in a temporary folder, on 21 November 2026.
class Demonstration {
 public:
  Demonstration() {
    database_ = sqlite::open(folder_.path()).value();
    REQUIRE(sql::migrate(*database_, sqlite::all_migrations(), clock_).has_value());
    store_ = std::make_unique<sql::SqlStore>(*database_);
    const std::string_view suffixes[] = {".yaml"};
    auto read = adapters::read_tree("examples/consortium", suffixes);
    REQUIRE(read.has_value());
    for (auto& file : *read) files_.push_back({file.name, file.text});
    import();
    site_ = server::Site::create({*store_, clock_, random_, identity::DemonstrationSignIn::allowed})
                .value();
  }

  catalogue::ImportReport import() {
    auto report = catalogue::import_catalogue({*store_, clock_, random_},
                                              {files_, "system", catalogue::People::allowed});
    REQUIRE_MESSAGE(report.has_value(), (report ? "" : describe(report.error())));
    return *report;
  }

  Answer ask(const std::string& method, const std::string& path, const std::string& body = "",
             const std::string& query = "", server::Headers headers = {}) const {
    if (!cookie_.empty()) headers.push_back({"cookie", cookie_});
    server::Response response = site_->handle({method, path, query, headers, body});
    Answer answer{response.status, response.headers, response.body, {}};
    if (auto document = json::read(response.body)) {
      answer.document = *document;
      static const OpenApi described;
      for (const std::string& finding :
           described.check(method, path, answer.status, document->root()))
        FAIL_CHECK(method << " " << path << " " << answer.status << " " << finding);
    }
    return answer;
  }
  Answer get(const std::string& path, const std::string& query = "") const {
    return ask("GET", "/api/v1" + path, "", query);
  }
  Answer post(const std::string& path, const std::string& body) const {
    return ask("POST", "/api/v1" + path, body);
  }

  Answer accept(const std::string& proposal) const {
    std::string escaped;
    for (char c : proposal) escaped += c == '/' ? "%2F" : std::string(1, c);
    return post("/decisions/" + escaped + "/accept", "");
  }

  /// An award from no credential in the learner's portfolio, seeded as an import of people would.
  void give(const std::string& handle, const learning::Award& award) {
    const auto added = store_->write([&](store::Repositories& repositories) -> Result<void> {
      CAIRN_TRY(const auto person, repositories.persons().find_by_handle(handle));
      store::KeptAward kept;
      kept.award = award;
      return repositories.portfolios().add(person->id, kept);
    });
    REQUIRE(added.has_value());
  }

  void sign_in(const std::string& person) {
    Answer answer = post("/session", "{\"person\":\"" + person + "\"}");
    REQUIRE(answer.status == 200);
    for (const server::Header& header : answer.headers)
      if (header.name == "set-cookie") cookie_ = header.value.substr(0, header.value.find(';'));
  }

  /// From then on the status lists are published, signed by `signer`, which must outlive this.
  void publish_lists(const status_lists::Signer& signer) {
    server::SiteParts parts{*store_, clock_, random_, identity::DemonstrationSignIn::allowed};
    parts.list_signer = &signer;
    open(std::move(parts));
  }

  /// From then on organizations attest, with these keys.
  void attest_with(attestation::FindKey find_key) {
    server::SiteParts parts{*store_, clock_, random_, identity::DemonstrationSignIn::allowed};
    parts.find_key = std::move(find_key);
    open(std::move(parts));
  }

  FixedClock& clock() { return clock_; }
  store::Store& store() { return *store_; }

 private:
  void open(server::SiteParts parts) {
    parts.origin = "https://cairn.example";
    own_fetch_ = std::make_unique<server::OwnFetch>(
        parts.origin, "cairn.example",
        [this](const server::Request& request) { return site_->handle(request); }, nullptr);
    parts.fetch = own_fetch_.get();
    site_ = server::Site::create(std::move(parts)).value();
  }

  TemporaryFolder folder_;
  FixedClock clock_;
  SeededRandom random_;
  std::unique_ptr<sql::Database> database_;
  std::unique_ptr<sql::SqlStore> store_;
  std::vector<documents::NamedText> files_;
  std::unique_ptr<server::OwnFetch> own_fetch_;
  std::unique_ptr<server::Site> site_;
  std::string cookie_;
};

}  // namespace cairn::test
