#include "formats/rdf/rdfc.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "formats/rdf/nquads.h"

using namespace cairn;

namespace {

rdf::Dataset read(std::string_view text) {
  auto data = rdf::read_nquads(text);
  REQUIRE_MESSAGE(data.has_value(), describe(data.error()));
  return std::move(data).value();
}

std::string canonical(std::string_view text) {
  const auto form = rdf::canonicalize(read(text));
  REQUIRE_MESSAGE(form.has_value(), describe(form.error()));
  return form->nquads;
}

// A ring of `size` blank nodes, each of which looks like every other.
std::string ring(int size) {
  std::string text;
  for (int i = 0; i < size; ++i)
    text += "_:r" + std::to_string(i) + " <a:next> _:r" + std::to_string((i + 1) % size) + " .\n";
  return text;
}

}  // namespace

TEST_CASE("labels, order and repetition of the input leave no trace") {
  const std::string expected = "_:c14n0 <a:p> _:c14n1 .\n_:c14n1 <a:q> \"x\" .\n";
  CHECK(canonical("_:a <a:p> _:b .\n_:b <a:q> \"x\" .\n") == expected);
  CHECK(canonical("_:z <a:q> \"x\" .\n_:y <a:p> _:z .\n_:z <a:q> \"x\" .\n") == expected);
}

// Small graphs with everything that the order of lines hangs on: loops, several blank nodes under
// one predicate, IRIs and literals beside them, named graphs, repetition.
TEST_CASE("whatever order and labels a graph comes in, its lines are the same, sorted, each once") {
  std::uint64_t state = 17;
  const auto below = [&](std::size_t end) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return (state >> 33) % end;
  };
  for (int round = 0; round < 3000; ++round) {
    CAPTURE(round);
    std::vector<std::array<std::string, 4>> quads(1 + below(9));
    const auto blank = [&] { return "_:b" + std::to_string(below(4)); };
    for (auto& [subject, predicate, object, graph] : quads) {
      subject = below(4) == 0 ? "<a:s>" : blank();
      predicate = below(3) == 0 ? "<a:q>" : "<a:p>";
      object = below(3) != 0 ? blank() : below(2) == 0 ? "<a:s>" : "\"x\"";
      graph = below(4) != 0 ? "" : below(2) == 0 ? "<a:g> " : blank() + " ";
    }
    const auto text_of = [&](std::string_view mark) {
      std::string text;
      for (const auto& [subject, predicate, object, graph] : quads)
        text.append(subject)
            .append(" ")
            .append(predicate)
            .append(" ")
            .append(object)
            .append(" ")
            .append(graph)
            .append(".\n");
      for (std::size_t at = 0; (at = text.find("_:b", at)) != std::string::npos; ++at)
        text.replace(at, 3, mark);
      return text;
    };
    const std::string expected = canonical(text_of("_:b"));
    std::vector<std::string> lines;
    std::istringstream in(expected);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    CHECK(std::ranges::adjacent_find(lines, std::ranges::greater_equal()) == lines.end());
    quads.push_back(quads[below(quads.size())]);
    for (std::size_t i = quads.size(); i > 1; --i) std::swap(quads[i - 1], quads[below(i)]);
    for (auto& quad : quads)  // other names: the last node is the first
      for (std::string& term : quad)
        if (term.starts_with("_:b")) term[3] = static_cast<char>('0' + '3' - term[3]);
    CHECK(canonical(text_of("_:x")) == expected);
  }
}

TEST_CASE("look-alikes are told apart by what they lead to") {
  CHECK(canonical("_:a <a:p> _:b .\n_:b <a:p> _:c .\n_:c <a:p> _:d .\n") ==
        canonical("_:c <a:p> _:b .\n_:d <a:p> _:c .\n_:b <a:p> _:a .\n"));
  CHECK(canonical(ring(3) + "_:x <a:next> _:x .\n") != canonical(ring(4)));
}

TEST_CASE("nothing becomes nothing") { CHECK(canonical("") == ""); }

TEST_CASE("the work limit holds to the step") {
  const rdf::Dataset data = read(ring(6));
  const auto free = rdf::canonicalize(data);
  REQUIRE(free.has_value());
  CHECK(free->work > 0);
  CHECK(rdf::canonicalize(data, {.work_max = free->work}).has_value());
  CHECK(rdf::canonicalize(data, {.work_max = free->work - 1}).error().code == ErrorCode::exhausted);
}

TEST_CASE("a long row of look-alikes is refused, not followed until the stack ends") {
  CHECK(rdf::canonicalize(read(ring(30))).has_value());
  CHECK(rdf::canonicalize(read(ring(20'000)), {.work_max = UINT64_MAX}).error().code ==
        ErrorCode::exhausted);
}

TEST_CASE("what is no RDF is refused") {
  rdf::Dataset data;
  const rdf::TermId iri = data.iri("a:x");
  data.add({iri, data.blank("b"), iri});
  CHECK(rdf::canonicalize(data).error().code == ErrorCode::invalid);
}
