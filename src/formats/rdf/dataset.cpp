#include "formats/rdf/dataset.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "formats/rdf/text_table.h"

namespace cairn::rdf {
namespace {

constexpr std::size_t kFirstSlots = 512;
constexpr std::size_t kBlockBytes = 16 * 1024;

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

bool same(const Term& a, const Term& b) {
  return a.kind == b.kind && a.value == b.value && a.datatype == b.datatype &&
         a.language == b.language;
}

}  // namespace

Dataset::Dataset() : terms_(1), slots_(kFirstSlots) {
  terms_.reserve(kFirstSlots / 2);
  blocks_.push_back(std::make_unique_for_overwrite<char[]>(kBlockBytes));
  next_ = blocks_.back().get();
  left_ = kBlockBytes;
}

TermId Dataset::iri(std::string_view value) { return intern({TermKind::iri, value, {}, {}}); }

TermId Dataset::blank(std::string_view label) { return intern({TermKind::blank, label, {}, {}}); }

TermId Dataset::literal(std::string_view value, std::string_view datatype,
                        std::string_view language) {
  if (datatype.empty()) datatype = language.empty() ? kXsdString : kRdfLangString;
  return intern({TermKind::literal, value, datatype, language});
}

TermId Dataset::intern(const Term& term) {
  const std::uint64_t hash = hash_of(term);
  const auto short_hash = static_cast<std::uint32_t>(hash >> 32);
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = short_hash & mask;
  for (; slots_[at].id != 0; at = (at + 1) & mask)
    if (slots_[at].hash == short_hash && same(terms_[slots_[at].id], term)) return slots_[at].id;

  const TermId id = term_end();
  terms_.push_back(
      {term.kind, keep(term.value), keep_datatype(term.datatype), keep(term.language)});
  slots_[at] = {short_hash, id};
  if (terms_.size() * 2 > slots_.size()) grow();
  return id;
}

// The seed is an address, which the writer of a hostile document cannot know: colliding terms
// cannot be prepared. Nothing that leaves this class depends on it.
std::uint64_t Dataset::hash_of(const Term& term) const {
  const auto seed = reinterpret_cast<std::uintptr_t>(blocks_.front().get());
  std::uint64_t hash = hash_text(term.value, mix(seed, 0xd1342543de82ef95));
  if (term.kind != TermKind::literal) return hash + static_cast<std::uint64_t>(term.kind);
  if (term.datatype != kXsdString) hash = hash_text(term.datatype, hash);
  return term.language.empty() ? hash : hash_text(term.language, hash);
}

void Dataset::grow() {
  std::vector<Slot> slots(slots_.size() * 2);
  const std::size_t mask = slots.size() - 1;
  for (const Slot& slot : slots_) {
    if (slot.id == 0) continue;
    std::size_t at = slot.hash & mask;
    while (slots[at].id != 0) at = (at + 1) & mask;
    slots[at] = slot;
  }
  slots_ = std::move(slots);
}

std::string_view Dataset::keep(std::string_view text) {
  if (text.empty()) return {};
  if (text.size() > left_) {
    const std::size_t size = std::max(kBlockBytes, text.size());
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(size));
    next_ = blocks_.back().get();
    left_ = size;
  }
  std::memcpy(next_, text.data(), text.size());
  const std::string_view kept(next_, text.size());
  next_ += text.size();
  left_ -= text.size();
  return kept;
}

std::string_view Dataset::keep_datatype(std::string_view datatype) {
  constexpr std::array kKnown = {kXsdString,  kRdfLangString, kXsdBoolean,
                                 kXsdInteger, kXsdDouble,     kRdfJson};
  for (const std::string_view known : kKnown)
    if (datatype == known) return known;
  return keep(datatype);
}

}  // namespace cairn::rdf
