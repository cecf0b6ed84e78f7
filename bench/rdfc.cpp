// The native side of `./dev bench rdfc`: RDFC-1.0 of the credentials of a file, one JSON text a
// line, beside the hash of its output and the sorting of its lines; then of the hostile graphs of
// the W3C suite, whose folder is the second argument.
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "formats/crypto/digest.h"
#include "formats/json/reader.h"
#include "formats/rdf/nquads.h"
#include "formats/rdf/rdfc.h"
#include "formats/rdf/to_rdf.h"
#include "turns.h"

using namespace cairn;

namespace {

constexpr std::size_t kTurn = 20;

// The lines of the output in the order of the input: as they come from the document.
std::vector<std::string> lines_of(const rdf::Dataset& data) {
  const rdf::Canonical canonical = rdf::canonicalize(data).value();
  std::vector<std::string> lines;
  for (const rdf::Quad& quad : data.quads()) {
    std::string line;
    for (const rdf::TermId id : {quad.subject, quad.predicate, quad.object}) {
      const auto issued =
          std::ranges::find(canonical.issued, id, &std::pair<rdf::TermId, std::uint32_t>::first);
      if (issued != canonical.issued.end())
        line += "_:c14n" + std::to_string(issued->second) + ' ';
      else
        line += data.term(id).text;
    }
    lines.push_back(line + ".\n");
  }
  return lines;
}

std::string content_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

bench::Work graph(const std::string& folder, const std::string& name, bool accepted) {
  const auto data = std::make_shared<rdf::Dataset>(  // outlives the list of works that it is put in
      rdf::read_nquads(content_of(folder + "/" + name + "-in.nq")).value());
  return {name, [data, accepted](std::size_t) {
            const auto form = rdf::canonicalize(*data);
            return form.has_value() == accepted &&
                   (accepted || form.error().code == ErrorCode::exhausted);
          }};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 64;
  const auto contexts = rdf::ContextStore::with_built_in_contexts();
  std::vector<json::Document> documents;
  std::vector<std::vector<std::string>> lines;
  std::vector<std::string> expected;
  std::ifstream file(argv[1]);
  for (std::string line; std::getline(file, line);) {
    documents.push_back(json::read(line).value());
    const rdf::Dataset data = rdf::to_rdf(documents.back().root(), *contexts).value();
    lines.push_back(lines_of(data));
    expected.push_back(rdf::canonicalize(data).value().nquads);
  }
  if (documents.empty()) return 66;

  std::vector<rdf::Dataset> datasets(kTurn);
  const auto prepare = [&](std::size_t i) {
    auto data = rdf::to_rdf(documents[i].root(), *contexts);
    if (data) datasets[i % kTurn] = std::move(data).value();
    return data.has_value();
  };
  const auto floor = [&](std::size_t i) {
    std::vector<std::string_view> sorted(lines[i].begin(), lines[i].end());
    std::ranges::sort(sorted);
    return crypto::digest(crypto::HashAlgorithm::sha256, expected[i]).size == 32 &&
           expected[i].starts_with(sorted.front());
  };
  const auto cairn = [&](std::size_t i) {
    const auto form = rdf::canonicalize(datasets[i % kTurn]);
    return form && form->nquads == expected[i];
  };
  if (content_of(std::string(argv[2]) + "/test044-in.nq").empty()) return 66;
  std::vector<bench::Work> works = {{"prepare", prepare}, {"floor", floor}, {"cairn", cairn}};
  std::vector<bench::Work> graphs;
  for (const char* poison : {"test044", "test045", "test046"})
    graphs.push_back(graph(argv[2], poison, true));
  graphs.push_back(graph(argv[2], "test074", false));
  for (int round = 0; round < 7; ++round)
    if (!bench::run_in_turns(works, documents.size(), kTurn) || !bench::run_in_turns(graphs, 1))
      return 70;
  std::string json = "{";
  for (const auto* each : {&works, &graphs})
    for (const bench::Work& work : *each) {
      if (json.size() > 1) json += ',';
      json += '"' + work.name + "\":" + std::to_string(bench::median(work.turns));
    }
  std::cout << json << "}\n";
  return 0;
}
