#include "formats/rdf/dataset.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>
#include <tuple>
#include <utility>

#include "formats/rdf/escapes.h"
#include "formats/rdf/text_table.h"

namespace cairn::rdf {
namespace {

constexpr std::size_t kFirstSlots = 512;
constexpr std::size_t kFirstBytes = 40 * 1024;
constexpr std::size_t kBlockBytes = 8 * 1024;

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

// Puts one text after the other into memory that is large enough.
class TextMaker {
 public:
  explicit TextMaker(char* at) : begin_(at), end_(at) {}

  std::string_view put(std::string_view text) {
    std::memcpy(end_, text.data(), text.size());
    const std::string_view kept(end_, text.size());
    end_ += text.size();
    return kept;
  }
  std::string_view made() const { return {begin_, end_}; }

 private:
  char* begin_;
  char* end_;
};

bool same(const Term& a, const Term& b) {
  return a.kind == b.kind && a.value == b.value && a.datatype == b.datatype &&
         a.language == b.language;
}

std::size_t text_bytes(const Dataset& dataset, TermId id) {
  if (id == kDefaultGraph) return 0;
  const Term& term = dataset.term(id);
  return term.value.size() + term.datatype.size() + term.language.size();
}

}  // namespace

Dataset::Dataset()
    : memory_(std::make_unique<std::pmr::monotonic_buffer_resource>(kFirstBytes)),
      terms_(memory_.get()),
      quads_(memory_.get()),
      slots_(kFirstSlots, memory_.get()),
      seed_(mix(reinterpret_cast<std::uintptr_t>(memory_.get()), 0xd1342543de82ef95)) {
  terms_.reserve(kFirstSlots / 2);
  terms_.resize(1);
  quads_.reserve(kFirstSlots / 4);
}

// The containers stay with the memory that they were made in, so they are made anew with it.
Dataset& Dataset::operator=(Dataset&& other) noexcept {
  if (this == &other) return *this;
  std::destroy_at(this);
  return *std::construct_at(this, std::move(other));
}

Dataset Dataset::extending(const Dataset& base) {
  Dataset made;
  made.terms_.assign(base.terms_.begin(), base.terms_.end());
  made.quads_.assign(base.quads_.begin(), base.quads_.end());
  made.slots_.assign(base.slots_.begin(), base.slots_.end());
  made.seed_ = base.seed_;
  made.text_bytes_ = base.text_bytes_;
  return made;
}

TermId Dataset::iri(std::string_view value) { return intern({TermKind::iri, value, {}, {}}); }

TermId Dataset::blank(std::string_view label) { return intern({TermKind::blank, label, {}, {}}); }

TermId Dataset::literal(std::string_view value, std::string_view datatype,
                        std::string_view language) {
  if (datatype.empty()) datatype = language.empty() ? kXsdString : kRdfLangString;
  return intern({TermKind::literal, value, datatype, language});
}

void Dataset::sort() {
  std::ranges::sort(quads_, {}, [&](const Quad& quad) {
    return std::tuple(quad.subject, terms_[quad.predicate].text, terms_[quad.object].text,
                      quad.object, quad.graph);
  });
}

TermId Dataset::intern(const Term& term) {
  const std::uint64_t hash = hash_of(term);
  const auto short_hash = static_cast<std::uint32_t>(hash >> 32);
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = short_hash & mask;
  for (; slots_[at].id != 0; at = (at + 1) & mask)
    if (slots_[at].hash == short_hash && same(terms_[slots_[at].id], term)) return slots_[at].id;

  const TermId id = term_end();
  terms_.push_back(keep(term));
  text_bytes_ += term.value.size() + term.datatype.size() + term.language.size();
  slots_[at] = {short_hash, id};
  if (terms_.size() * 2 > slots_.size()) grow();
  return id;
}

// The seed is an address, which the writer of a hostile document cannot know: colliding terms
// cannot be prepared. Nothing that leaves this class depends on it.
std::uint64_t Dataset::hash_of(const Term& term) const {
  std::uint64_t hash = hash_text(term.value, seed_);
  if (term.kind != TermKind::literal) return hash + static_cast<std::uint64_t>(term.kind);
  if (term.datatype != kXsdString) hash = hash_text(term.datatype, hash);
  return term.language.empty() ? hash : hash_text(term.language, hash);
}

void Dataset::grow() {
  std::pmr::vector<Slot> slots(slots_.size() * 2, memory_.get());
  const std::size_t mask = slots.size() - 1;
  for (const Slot& slot : slots_) {
    if (slot.id == 0) continue;
    std::size_t at = slot.hash & mask;
    while (slots[at].id != 0) at = (at + 1) & mask;
    slots[at] = slot;
  }
  slots_ = std::move(slots);
}

char* Dataset::room_for(std::size_t bytes) {
  if (bytes > left_) {
    left_ = std::max(kBlockBytes, bytes);
    next_ = static_cast<char*>(memory_->allocate(left_, 1));
  }
  char* const room = next_;
  next_ += bytes;
  left_ -= bytes;
  return room;
}

std::string_view Dataset::keep(std::string_view text) {
  if (text.empty()) return {};
  char* const at = room_for(text.size());
  std::memcpy(at, text.data(), text.size());
  return {at, text.size()};
}

// The text of a term holds its parts, so that one copy serves both.
Term Dataset::keep(const Term& term) {
  switch (term.kind) {
    case TermKind::blank:
      return {term.kind, keep(term.value), {}, {}};
    case TermKind::literal:
      return must_escape(term.value) ? keep_escaped(term) : keep_literal(term);
    case TermKind::iri:
      break;
  }
  const std::size_t size = term.value.size() + 3;
  TextMaker text(room_for(size));
  text.put("<");
  const std::string_view value = text.put(term.value);
  text.put("> ");
  return {term.kind, value, {}, {}, text.made()};
}

Term Dataset::keep_literal(const Term& term) {
  constexpr std::size_t kMarkup = 8;
  TextMaker text(
      room_for(term.value.size() + term.datatype.size() + term.language.size() + kMarkup));
  Term kept{term.kind, {}, term.datatype, {}};
  text.put("\"");
  kept.value = text.put(term.value);
  if (!term.language.empty()) {
    text.put("\"@");
    kept.language = text.put(term.language);
    text.put(" ");
    kept.datatype = keep_datatype(term.datatype);
  } else if (term.datatype == kXsdString) {
    text.put("\" ");
    kept.datatype = kXsdString;
  } else {
    text.put("\"^^<");
    kept.datatype = text.put(term.datatype);
    text.put("> ");
  }
  kept.text = text.made();
  return kept;
}

Term Dataset::keep_escaped(const Term& term) {
  Term kept = keep_literal({term.kind, escaped(term.value), term.datatype, term.language});
  kept.value = keep(term.value);
  return kept;
}

std::string_view Dataset::keep_datatype(std::string_view datatype) {
  for (const std::string_view known : {kRdfLangString, kXsdString})
    if (datatype == known) return known;
  return keep(datatype);
}

// One long IRI in each of many statements, or behind a prefix, would make a small document as large
// as it likes. Values stand in the document itself, and once.
bool is_blown_up(const Dataset& dataset) {
  constexpr std::size_t kBytesFree = 8 * 1024 * 1024, kBytesEach = 512, kTermsOfQuad = 4;
  if (dataset.quads().size() * dataset.text_bytes() * kTermsOfQuad <= kBytesFree) return false;
  std::size_t allowed = kBytesFree + kBytesEach * dataset.quads().size();
  for (TermId id = 1; id < dataset.term_end(); ++id)
    if (const Term& term = dataset.term(id); term.kind == TermKind::literal)
      allowed += term.value.size();
  std::size_t written = 0;
  for (const Quad& quad : dataset.quads())
    written += text_bytes(dataset, quad.subject) + text_bytes(dataset, quad.predicate) +
               text_bytes(dataset, quad.object) + text_bytes(dataset, quad.graph);
  return written > allowed;
}

}  // namespace cairn::rdf
