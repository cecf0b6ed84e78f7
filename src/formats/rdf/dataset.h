// An RDF 1.1 dataset held for speed: every term is kept once and named by a small number.
//
// RDF 1.1 Concepts section 4 (datasets) and section 3 (terms). JSON-LD processing fills it,
// RDFC-1.0 and N-Quads read it.
#pragma once

#include <cstdint>
#include <memory>
#include <memory_resource>
#include <span>
#include <string_view>
#include <vector>

namespace cairn::rdf {

inline constexpr std::string_view kRdfType = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
inline constexpr std::string_view kRdfFirst = "http://www.w3.org/1999/02/22-rdf-syntax-ns#first";
inline constexpr std::string_view kRdfRest = "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest";
inline constexpr std::string_view kRdfNil = "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil";
inline constexpr std::string_view kRdfJson = "http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON";
inline constexpr std::string_view kRdfLangString =
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString";
inline constexpr std::string_view kXsdString = "http://www.w3.org/2001/XMLSchema#string";
inline constexpr std::string_view kXsdBoolean = "http://www.w3.org/2001/XMLSchema#boolean";
inline constexpr std::string_view kXsdInteger = "http://www.w3.org/2001/XMLSchema#integer";
inline constexpr std::string_view kXsdDouble = "http://www.w3.org/2001/XMLSchema#double";

/// Names a term inside one Dataset; equal terms have equal ids. 0 is no term: as the graph of a
/// quad it means the default graph.
using TermId = std::uint32_t;
inline constexpr TermId kDefaultGraph = 0;

enum class TermKind : std::uint8_t { iri, blank, literal };

/// The views live as long as the Dataset, also when it is moved.
struct Term {
  TermKind kind = TermKind::iri;
  std::string_view value;     ///< the IRI, the label without "_:", or the lexical form (UTF-8)
  std::string_view datatype;  ///< of literals: never empty, xsd:string and rdf:langString included
  std::string_view language;  ///< of literals: as written, empty when there is none
  /// In canonical N-Quads (RDFC-1.0 section 5) with the space that follows it in a line; of a blank
  /// node, whose label is not canonical, empty.
  std::string_view text = {};
};

struct Quad {
  TermId subject = 0;
  TermId predicate = 0;
  TermId object = 0;
  TermId graph = kDefaultGraph;

  bool operator==(const Quad&) const = default;
  auto operator<=>(const Quad&) const = default;
};

/// Terms and quads with the text they need. Not checked here: whether IRIs are well-formed and
/// which kinds of term stand where. Not thread-safe while it grows; reading is.
class Dataset {
 public:
  Dataset();
  Dataset(Dataset&&) noexcept = default;
  Dataset& operator=(Dataset&& other) noexcept;
  /// One that begins with all of `base`, whose texts it points to: `base` must outlive it.
  static Dataset extending(const Dataset& base);

  /// The id of the term, made on first sight (constant time). The text is copied.
  TermId iri(std::string_view value);
  TermId blank(std::string_view label);
  /// An empty `datatype` means xsd:string, or rdf:langString when there is a language.
  TermId literal(std::string_view value, std::string_view datatype = {},
                 std::string_view language = {});

  /// Appends; the same quad may be added again (canonicalize() and write() count it once).
  void add(Quad quad) { quads_.push_back(quad); }

  /// Orders the quads by what they say, so that whoever sorts them finds little to do.
  void sort();

  /// `id` must come from this dataset and not be 0. Valid until the next term is made.
  const Term& term(TermId id) const { return terms_[id]; }
  /// Ids run from 1 up to and without this.
  TermId term_end() const { return static_cast<TermId>(terms_.size()); }
  std::span<const Quad> quads() const { return quads_; }
  /// All that the terms say, each counted once.
  std::size_t text_bytes() const { return text_bytes_; }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    TermId id = 0;
  };

  TermId intern(const Term& term);
  Term keep(const Term& term);
  Term keep_literal(const Term& term);
  Term keep_escaped(const Term& term);
  char* room_for(std::size_t bytes);
  std::string_view keep(std::string_view text);
  std::string_view keep_datatype(std::string_view datatype);
  std::uint64_t hash_of(const Term& term) const;
  void grow();

  // Everything lies in few blocks, which are given back together; one is enough for a credential.
  std::unique_ptr<std::pmr::monotonic_buffer_resource> memory_;
  std::pmr::vector<Term> terms_;
  std::pmr::vector<Quad> quads_;
  std::pmr::vector<Slot> slots_;  // open addressing, a power of two, at most half full
  std::uint64_t seed_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
  std::size_t text_bytes_ = 0;
};

/// Whether the dataset, written out, is far longer than a document that was read can be.
bool is_blown_up(const Dataset& dataset);

}  // namespace cairn::rdf
