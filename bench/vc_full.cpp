// The native side of `./dev bench vc-full`: the verification of the credentials of a file, one
// unsigned JSON text a line, first without and then with status, trust and schema, whose facts are
// at hand. The file's first line is the status list, whose issuer's lists count for everybody, the
// second the registry of issuers. The last credential is tampered with. What is fetched after the
// first time is an error.
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/facts/gathered.h"
#include "app/facts/outside.h"
#include "app/verification/schema_check.h"
#include "app/verification/trust_check.h"
#include "formats/crypto/signing_key.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "formats/trust/trust_list.h"
#include "formats/vc/data_integrity.h"
#include "formats/vc/verify.h"
#include "turns.h"

using namespace cairn;

namespace {

const Instant kAt = Instant::parse("2026-11-21T12:00:00Z").value();

class FixedClock final : public Clock {
 public:
  Instant now() const override { return kAt; }
};

// Serves one status list and counts how often it was asked.
class OneList final : public facts::Fetch {
 public:
  explicit OneList(std::string body) : body_(std::move(body)) {}
  Result<facts::Fetched> get(const facts::FetchRequest&) override {
    ++asked;
    return facts::Fetched{body_, "application/vc", "max-age=86400"};
  }
  int asked = 0;

 private:
  std::string body_;
};

// tests/interop/peer.mjs
crypto::SigningKey demonstration_key(std::size_t number) {
  const auto seed = crypto::digest(
      crypto::HashAlgorithm::sha256,
      "Cairn demonstration key, never use elsewhere: Bench " + std::to_string(number));
  return crypto::SigningKey::from_seed(std::span(seed.data).first<32>());
}

std::string signed_by(std::size_t number, const std::string& text,
                      const rdf::ContextStore& contexts) {
  const vc::ProofOptions options{.created = Instant::parse("2026-03-01T09:00:00Z").value()};
  return json::write(
      vc::add_proof(json::read(text).value(), demonstration_key(number), options, contexts)
          .value()
          .root());
}

class Bench {
 public:
  explicit Bench(const std::vector<std::string>& lines)
      : contexts_(rdf::ContextStore::with_built_in_contexts()),
        list_(signed_by(0, lines.at(0), *contexts_)),
        list_issuer_(json::read(lines.at(0)).value().root().text_of("issuer")),
        outside_(list_, clock_),
        lists_{{.list = trust::read_trust_list(json::read(lines.at(1)).value().root()).value(),
                .stored = std::nullopt,
                .good_until = std::nullopt}} {
    for (std::size_t i = 2; i < lines.size(); ++i)
      credentials_.push_back(signed_by(i - 2, lines[i], *contexts_));
    std::string& last = credentials_.back();
    last.replace(last.find("2031-03-01"), 4, "2041");
  }

  std::size_t size() const { return credentials_.size(); }
  bool is_right(std::size_t i, bool passes) const { return passes == (i + 1 != size()); }

  bool proof(std::size_t i) const {
    const auto document = json::read(credentials_[i]);
    if (!document) return false;
    const auto checks = vc::verify(document->root(), {*contexts_, {}}, kAt);
    return is_right(i, passes(checks, {vc::CheckName::structure, vc::CheckName::proof,
                                       vc::CheckName::issuer_binding, vc::CheckName::validity}));
  }

  bool full(std::size_t i) const {
    const auto document = json::read(credentials_[i]);
    if (!document) return false;
    const facts::Gathered gathered =
        outside_.gather({vc::facts_needed(document->root())}, *contexts_);
    vc::Facts facts{*contexts_, {}};
    facts.status = {gathered.status_lists, std::span(&list_issuer_, 1)};
    facts.controllers = gathered.controllers;
    auto checks = vc::verify(document->root(), facts, kAt);
    for (vc::Check& check : checks) {
      if (check.check == vc::CheckName::schema)
        check = verification::check_schema(document->root());
      if (check.check == vc::CheckName::trust)
        check = verification::check_trust(check, lists_, std::nullopt, kAt).check;
    }
    return list_.asked <= 1 &&
           is_right(i, passes(checks, {vc::CheckName::structure, vc::CheckName::proof,
                                       vc::CheckName::issuer_binding, vc::CheckName::validity,
                                       vc::CheckName::status, vc::CheckName::trust,
                                       vc::CheckName::schema}));
  }

 private:
  static bool passes(const std::vector<vc::Check>& checks,
                     std::initializer_list<vc::CheckName> needed) {
    return std::ranges::all_of(needed, [&](vc::CheckName name) {
      return checks[static_cast<std::size_t>(name)].outcome == vc::Outcome::pass;
    });
  }

  std::unique_ptr<rdf::ContextStore> contexts_;
  OneList list_;
  std::string list_issuer_;
  FixedClock clock_;
  facts::Outside outside_;
  std::vector<verification::OpenedTrustList> lists_;
  std::vector<std::string> credentials_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 64;
  std::vector<std::string> lines;
  std::ifstream file(argv[1]);
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  if (lines.size() < 4) return 66;
  const Bench bench(lines);
  return bench::serve_rounds({{"floor", [&](std::size_t i) { return bench.proof(i); }},
                              {"cairn", [&](std::size_t i) { return bench.full(i); }}},
                             bench.size());
}
