#include "formats/rdf/dataset.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>

using cairn::rdf::Dataset;
using cairn::rdf::TermId;
using cairn::rdf::TermKind;

TEST_CASE("equal terms get one id, terms that differ in any part get their own") {
  Dataset data;
  const TermId iri = data.iri("x");
  CHECK(data.iri("x") == iri);
  CHECK(data.blank("x") != iri);
  const TermId plain = data.literal("x");
  CHECK(plain != iri);
  CHECK(data.literal("x", cairn::rdf::kXsdString) == plain);
  CHECK(data.literal("x", cairn::rdf::kXsdInteger) != plain);
  const TermId english = data.literal("x", {}, "en");
  CHECK(english != plain);
  CHECK(data.literal("x", {}, "ar") != english);
  CHECK(data.term(english).datatype == cairn::rdf::kRdfLangString);
  CHECK(data.term(plain).kind == TermKind::literal);
}

TEST_CASE("a hundred thousand terms keep their ids and text through growth and a move") {
  Dataset data;
  constexpr int kCount = 100'000;
  for (int i = 0; i < kCount; ++i) data.iri("https://example.org/term/" + std::to_string(i));
  Dataset moved;
  moved.iri("gone");
  moved = std::move(data);
  CHECK(moved.term_end() == kCount + 1);
  bool all_kept = true;
  for (int i = 0; i < kCount; ++i) {
    const auto id = static_cast<TermId>(i + 1);
    all_kept = all_kept && moved.term(id).value == "https://example.org/term/" + std::to_string(i);
  }
  CHECK(all_kept);
}
