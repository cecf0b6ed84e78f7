#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#include <algorithm>
#include <ctime>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>
#include "formats/crypto/multibase.h"
#include "formats/crypto/multikey.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "formats/rdf/rdfc.h"
#include "formats/rdf/to_rdf.h"
#include "formats/vc/cryptosuite.h"
#include "formats/vc/data_integrity.h"
#include "formats/vc/plain_terms.h"
#include "formats/vc/structure.h"
#include "formats/vc/verify.h"
using namespace cairn;
namespace {
double now() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec * 1e6 + t.tv_nsec / 1e3;
}
template <class F>
void stage(const char* name, std::size_t n, F f) {
  std::vector<double> v;
  for (int r = 0; r < 9; ++r) {
    double b = now();
    for (std::size_t i = 0; i < n; ++i) f(i);
    v.push_back((now() - b) / double(n));
  }
  std::ranges::sort(v);
  std::cout << name << ": " << v[4] << " (min " << v[0] << ")\n";
}
}  // namespace
int main(int, char** argv) {
  std::vector<std::string> t;
  std::ifstream file(argv[1]);
  for (std::string line; std::getline(file, line);) t.push_back(line);
  const auto contexts = rdf::ContextStore::with_built_in_contexts();
  const vc::Facts facts{*contexts, {}};
  const Instant at = Instant::parse("2026-11-21T12:00:00Z").value();
  std::size_t n = t.size();
  std::vector<json::Document> docs;
  json::Arena arena;
  std::vector<json::Value> bare, config;
  std::vector<rdf::Dataset> sets;
  std::vector<std::string> forms, cforms;
  std::vector<std::vector<std::uint8_t>> data, sigs;
  std::vector<crypto::PublicKey> keys;
  rdf::ToRdfOptions o;
  o.expand.dropping = rdf::Dropping::safe;
  o.direction = rdf::RdfDirection::i18n_datatype;
  bool rdfc = true;
  for (auto& s : t) {
    docs.push_back(json::read(s).value());
    auto& root = docs.back().root();
    const json::Value& proof = *root.find("proof");
    rdfc = proof.text_of("cryptosuite").find("rdfc") != std::string::npos;
    bare.push_back(arena.without_member(root, "proof"));
    auto c = arena.without_member(proof, "proofValue");
    config.push_back(rdfc ? arena.with_member(c, "@context", *root.find("@context")) : c);
    vc::Transformation how{rdfc ? vc::Canonicalization::rdfc : vc::Canonicalization::jcs};
    forms.push_back(vc::canonical_form(bare.back(), *contexts, how).value());
    cforms.push_back(vc::canonical_form(config.back(), *contexts, how).value());
    if (rdfc) sets.push_back(rdf::to_rdf(bare.back(), *contexts, o).value());
    data.push_back(vc::joined_hashes(cforms.back(), forms.back(), crypto::HashAlgorithm::sha256));
    sigs.push_back(crypto::multibase_decode(proof.text_of("proofValue"), 96).value());
    keys.push_back(crypto::parse_did_key_method(proof.text_of("verificationMethod")).value().key);
  }
  std::cout << "nq " << forms[0].size() << " config " << cforms[0].size() << "\n";
  if (!sets.empty())
    std::cout << "quads " << sets[0].quads().size() << " terms " << sets[0].term_end() << "\n";
  for (int k = 0; k < 2; ++k) {
    stage("read", n, [&](auto i) { return json::read(t[i]).has_value(); });
    stage("structure", n, [&](auto i) { return vc::check_structure(docs[i].root()).outcome; });
    stage("disguise", n,
          [&](auto i) { return vc::find_disguise(docs[i].root(), *contexts).has_value(); });
    if (rdfc) {
      stage("expand", n,
            [&](auto i) { return rdf::expand_document(bare[i], *contexts, o.expand).has_value(); });
      stage("to_rdf(with expand)", n,
            [&](auto i) { return rdf::to_rdf(bare[i], *contexts, o).has_value(); });
      stage("rdfc", n, [&](auto i) { return rdf::canonicalize(sets[i], {}).has_value(); });
      stage("config expand", n, [&](auto i) {
        return rdf::expand_document(config[i], *contexts, o.expand).has_value();
      });
      stage("config to_rdf", n,
            [&](auto i) { return rdf::to_rdf(config[i], *contexts, o).has_value(); });
    }
    vc::Transformation how{rdfc ? vc::Canonicalization::rdfc : vc::Canonicalization::jcs};
    stage("config form", n,
          [&](auto i) { return vc::canonical_form(config[i], *contexts, how).has_value(); });
    stage("form", n,
          [&](auto i) { return vc::canonical_form(bare[i], *contexts, how).has_value(); });
    stage("hashes", n, [&](auto i) {
      return vc::joined_hashes(cforms[i], forms[i], crypto::HashAlgorithm::sha256);
    });
    stage("signature", n, [&](auto i) { return keys[i].verify(data[i], sigs[i]); });
    stage("proofs", n, [&](auto i) { return vc::check_proofs(docs[i].root(), facts, at); });
    stage("verify", n, [&](auto i) { return vc::verify(docs[i].root(), facts, at); });
    std::cout << "\n";
  }
}
