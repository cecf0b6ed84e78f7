#include "formats/rdf/plain_statements.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <charconv>
#include <span>
#include <string>
#include <utility>

#include "formats/rdf/context_processing.h"
#include "formats/rdf/iri.h"
#include "formats/rdf/number_literal.h"

namespace cairn::rdf {
namespace {

using json::Value;

/// What the functions here return for a term when the document is not plain.
constexpr TermId kNotPlain = kDefaultGraph;

constexpr unsigned kDepthMax = 64;
constexpr std::size_t kMembersMax = 64;
constexpr std::size_t kSharedMax = 64;
// Of IRIs put together from a prefix: a long one used often is for those who count it.
constexpr std::size_t kTextMax = 64 * 1024;

bool are_urls(const Value& contexts) {
  return std::ranges::all_of(json::one_or_more(&contexts), &Value::is_string);
}

// Neither a container that changes the shape of the values nor anything but a property.
bool is_plain(const TermDefinition& term) {
  return term.keyword == Keyword::none && term.well_formed && !term.reverse &&
         (term.containers & ~(kContainerSet | kContainerList)) == 0 &&
         term.coercion != Coercion::json;
}

bool are_supported(const ExpandOptions& expand) {
  return expand.dropping == Dropping::safe && expand.order == KeyOrder::as_written &&
         expand.mode == ProcessingMode::json_ld_1_1 && expand.expand_context == nullptr;
}

class Walk {
 public:
  /// With what `shared` holds already, if anything, which must outlive the result.
  Walk(const ContextStore& store, const ToRdfOptions& options, const SharedParts* shared = nullptr)
      : options_(options),
        contexts_(store, options.expand.base, options.expand.mode),
        shared_(shared),
        out_(shared == nullptr ? Dataset() : Dataset::extending(shared->dataset)),
        type_(out_.iri(kRdfType)),
        blank_count_(shared == nullptr ? 0 : shared->blanks) {}

  std::optional<Dataset> run(const Value& document) {
    const Context* active = top_context(document);
    if (active == nullptr || node(document, *active) == kNotPlain || out_.quads().empty() ||
        !met_all_shared())
      return {};
    return std::move(out_);
  }

  /// Walks the objects that the top holds, and those in its member `opened`, which is an object
  /// itself, instead of that; remembers them.
  std::optional<SharedParts> run_shared(const Value& document, std::string_view opened) {
    const Context* active = top_context(document);
    if (active == nullptr) return {};
    opened_ = document.find(opened);
    SharedParts made;
    remembered_ = &made.objects;
    if (node(document, *active) == kNotPlain) return {};
    out_.sort();
    made.dataset = std::move(out_);
    made.blanks = blank_count_;
    return made;
  }

 private:
  const Context* top_context(const Value& document) {
    const Value* local = document.find("@context");
    if (local == nullptr || !are_urls(*local)) return nullptr;
    const auto active = contexts_.process(contexts_.initial(), *local);
    return active ? *active : nullptr;
  }

  /// The active context for the object that is a value of `property`, whose definition `active`
  /// has: JSON-LD 1.1 API section 5.1.2 steps 7 and 8. nullptr when the object is not plain.
  const Context* context_inside(const Value& map, const Context& active,
                                const TermDefinition& property) {
    const Context* inside = &active;
    if (active.previous != nullptr) {
      const auto members = map.members();
      const auto means = [&](Keyword keyword) {
        return std::ranges::any_of(members, [&](const json::Member& member) {
          return active.keyword_for(member.key) == keyword;
        });
      };
      if (means(Keyword::value)) return nullptr;
      if (members.size() != 1 || !means(Keyword::id)) inside = active.previous;
    }
    return property.scoped == nullptr ? inside : scoped(*inside, property, ScopeKind::property);
  }

  const Context* scoped(const Context& active, const TermDefinition& term, ScopeKind kind) {
    const auto made = contexts_.process_scoped(active, term, kind);
    return made ? *made : nullptr;
  }

  /// What `types` bring into force: step 11. nullptr when they are not plain.
  const Context* context_of_types(std::span<const Value> types, const Context& active) {
    std::array<std::string_view, 8> sorted;
    if (types.size() > sorted.size()) return nullptr;
    for (std::size_t i = 0; i < types.size(); ++i) {
      if (!types[i].is_string()) return nullptr;
      sorted[i] = types[i].string();
    }
    std::sort(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(types.size()));
    const Context* inside = &active;
    for (std::size_t i = 0; i < types.size() && inside != nullptr; ++i) {
      const TermDefinition* term = active.find(sorted[i]);
      if (term != nullptr && term->scoped != nullptr)
        inside = scoped(*inside, *term, ScopeKind::type);
    }
    return inside;
  }

  /// Adds all that the object says; returns its term.
  TermId node(const Value& map, const Context& active) {
    const auto members = map.members();
    const json::Member* types = nullptr;
    for (const json::Member& member : members) {
      if (active.keyword_for(member.key) != Keyword::type) continue;
      if (types != nullptr) return kNotPlain;
      types = &member;
    }
    const Context* inside = &active;
    if (types != nullptr) inside = context_of_types(json::one_or_more(&types->value), active);
    if (inside == nullptr || members.size() > kMembersMax) return kNotPlain;

    std::array<const TermDefinition*, kMembersMax> terms;
    TermId subject = kNotPlain;
    for (std::size_t i = 0; i < members.size(); ++i) {
      terms[i] = inside->find(members[i].key);
      if (terms[i] == nullptr || terms[i]->keyword != Keyword::id) continue;
      if (subject != kNotPlain || !members[i].value.is_string()) return kNotPlain;
      subject = reference(*inside, members[i].value.string(), kDocumentRelative);
      if (subject == kNotPlain) return kNotPlain;
    }
    if (subject == kNotPlain) subject = new_blank();
    const bool is_own = remembered_ == nullptr || (depth_ > 0 && &map != opened_);
    for (std::size_t i = 0; i < members.size(); ++i)
      if (is_own ? !add(members[i], terms[i], types, {subject, &active, inside})
                 : !remember_objects(members[i], terms[i], *inside))
        return kNotPlain;
    return subject;
  }

  /// An object while its members are added.
  struct Node {
    TermId subject;
    const Context* outside;  ///< for its types
    const Context* inside;   ///< for everything else
  };

  bool add(const json::Member& member, const TermDefinition* term, const json::Member* types,
           const Node& node) {
    if (term == nullptr) return depth_ == 0 && member.key == "@context";
    if (term->keyword == Keyword::id) return true;
    if (term->keyword == Keyword::type) return &member == types && add_types(member.value, node);
    if (&member == types || !is_plain(*term)) return false;
    const TermId predicate = known(*term);
    const Property property{member.key, *term, *node.inside};
    if (term->has(kContainerList)) {
      const TermId head = list(json::one_or_more(&member.value), property);
      return head != kNotPlain && add_quad({node.subject, predicate, head});
    }
    return std::ranges::all_of(json::one_or_more(&member.value), [&](const Value& item) {
      const TermId object = value(item, property);
      return object != kNotPlain && add_quad({node.subject, predicate, object});
    });
  }

  struct Property {
    std::string_view key;
    const TermDefinition& term;  ///< of the key, in
    const Context& active;
  };

  /// The objects that a member holds outside of lists, each for itself.
  bool remember_objects(const json::Member& member, const TermDefinition* term,
                        const Context& active) {
    if (term == nullptr || !is_plain(*term) || term->has(kContainerList)) return true;
    for (const Value& item : json::one_or_more(&member.value)) {
      if (!item.is_object()) continue;
      const TermId made = value(item, {member.key, *term, active});
      if (made == kNotPlain) return false;
      if (&item == opened_) continue;
      if (!active.shared || !term->shared || remembered_->size() == kSharedMax) return false;
      remembered_->push_back({item.members(), term, &active, made});
    }
    return true;
  }

  /// The term of an object that is shared, where it is met first: a second time it would have blank
  /// nodes of its own.
  TermId known_object(const Value& object, const Property& property) {
    if (shared_ == nullptr) return kNotPlain;
    const auto members = object.members();
    for (std::size_t i = 0; i < shared_->objects.size(); ++i) {
      const auto& known = shared_->objects[i];
      if (met_[i] || known.members.data() != members.data() ||
          known.members.size() != members.size() || known.term != &property.term ||
          known.active != &property.active)
        continue;
      met_[i] = true;
      return known.id;
    }
    return kNotPlain;
  }

  bool met_all_shared() const {
    return shared_ == nullptr || met_.count() == shared_->objects.size();
  }

  bool add_types(const Value& types, const Node& node) {
    return std::ranges::all_of(json::one_or_more(&types), [&](const Value& name) {
      const TermDefinition* term = node.outside->find(name.string());
      TermId type = kNotPlain;
      if (term == nullptr)
        type = reference(*node.outside, name.string(), kVocab | kDocumentRelative);
      else if (term->keyword == Keyword::none && term->well_formed)
        type = known(*term);
      return type != kNotPlain && add_quad({node.subject, type_, type});
    });
  }

  /// Section 8.3 of the standard.
  TermId list(std::span<const Value> items, const Property& property) {
    const TermId nil = out_.iri(kRdfNil);
    TermId cell = items.empty() ? nil : new_blank();
    const TermId head = cell;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const TermId object = value(items[i], property);
      const TermId next = i + 1 == items.size() ? nil : new_blank();
      if (object == kNotPlain || !add_quad({cell, out_.iri(kRdfFirst), object}) ||
          !add_quad({cell, out_.iri(kRdfRest), next}))
        return kNotPlain;
      cell = next;
    }
    return head;
  }

  TermId value(const Value& value, const Property& property) {
    if (value.is_object()) {
      if (const TermId known = known_object(value, property); known != kNotPlain) return known;
      const Context* inside = context_inside(value, property.active, property.term);
      if (inside == nullptr || depth_ == kDepthMax) return kNotPlain;
      ++depth_;
      const TermId made = node(value, *inside);
      --depth_;
      return made;
    }
    if (property.term.scoped == nullptr) return scalar(value, property.term, property.active);
    const Context* inside = scoped(property.active, property.term, ScopeKind::property);
    const TermDefinition* term = inside == nullptr ? nullptr : inside->find(property.key);
    return term == nullptr ? kNotPlain : scalar(value, *term, *inside);
  }

  TermId scalar(const Value& value, const TermDefinition& term, const Context& active) {
    if (value.is_string()) return text(value.string(), term, active);
    return number(value, term.coercion == Coercion::iri ? term.type_iri : std::string_view());
  }

  /// Section 5.3.2 and section 8.2 for strings.
  TermId text(std::string_view text, const TermDefinition& term, const Context& active) {
    if (term.coercion == Coercion::id) return reference(active, text, kDocumentRelative);
    if (term.coercion == Coercion::vocab)
      return reference(active, text, kVocab | kDocumentRelative);
    if (term.coercion == Coercion::iri)
      return is_well_formed_iri(term.type_iri) ? out_.literal(text, term.type_iri) : kNotPlain;
    const bool own_language = term.language_override != Override::absent;
    const bool own_direction = term.direction_override != Override::absent;
    const bool tagged = !(own_language ? term.language : active.language).empty() ||
                        (own_direction ? term.direction : active.direction) != Direction::none;
    return tagged ? kNotPlain : out_.literal(text);
  }

  /// Section 8.2 for numbers and booleans; an empty `datatype` is none.
  TermId number(const Value& value, std::string_view datatype) {
    if (!datatype.empty() && !is_well_formed_iri(datatype)) return kNotPlain;
    if (value.is_boolean())
      return out_.literal(value.boolean() ? "true" : "false",
                          datatype.empty() ? kXsdBoolean : datatype);
    if (!value.is_number()) return kNotPlain;
    const auto written = number_literal(value.number(), datatype == kXsdDouble);
    if (!written) return kNotPlain;
    if (datatype.empty()) datatype = written->is_double ? kXsdDouble : kXsdInteger;
    return out_.literal(written->text, datatype);
  }

  TermId reference(const Context& active, std::string_view value, int how) {
    const ExpandedIri iri = expand_iri(active, value, how, options_.expand.base, scratch_);
    if (iri.is_null || iri.keyword != Keyword::none || !is_well_formed_iri(iri.text))
      return kNotPlain;
    if (iri.text.data() == scratch_.data()) made_ += iri.text.size();
    return made_ > kTextMax ? kNotPlain : out_.iri(iri.text);
  }

  /// The IRI of a term; there are few, which come again and again.
  TermId known(const TermDefinition& term) {
    const auto address = reinterpret_cast<std::uintptr_t>(&term);
    auto& [definition, id] = known_[(address >> 6 ^ address >> 12) % known_.size()];
    if (definition != &term) {
      definition = &term;
      id = out_.iri(term.iri);
    }
    return id;
  }

  TermId new_blank() {
    std::array<char, 16> label{'b'};
    const auto end = std::to_chars(label.data() + 1, label.data() + label.size(), blank_count_++);
    return out_.blank({label.data(), end.ptr});
  }

  bool add_quad(Quad quad) {
    if (out_.quads().size() >= options_.quads_max) return false;
    out_.add(quad);
    return true;
  }

  const ToRdfOptions& options_;
  ContextProcessor contexts_;
  const SharedParts* shared_;
  std::bitset<kSharedMax> met_;  // of the objects of shared_
  const Value* opened_ = nullptr;
  std::vector<SharedParts::Object>* remembered_ = nullptr;
  Dataset out_;
  std::array<std::pair<const TermDefinition*, TermId>, 128> known_{};
  std::string scratch_;
  std::size_t made_ = 0;
  TermId type_;
  unsigned blank_count_;
  unsigned depth_ = 0;
};

}  // namespace

std::optional<Dataset> plain_statements(const json::Value& document, const ContextStore& store,
                                        const ToRdfOptions& options) {
  if (!document.is_object() || !are_supported(options.expand)) return {};
  return Walk(store, options).run(document);
}

std::optional<SharedStatements> SharedStatements::of(const json::Value& document,
                                                     std::string_view opened,
                                                     const ContextStore& store,
                                                     const ToRdfOptions& options) {
  if (!document.is_object() || !are_supported(options.expand)) return {};
  auto parts = Walk(store, options).run_shared(document, opened);
  if (!parts) return {};
  return SharedStatements(*std::move(parts));
}

std::optional<Dataset> SharedStatements::statements(const json::Value& document,
                                                    const ContextStore& store,
                                                    const ToRdfOptions& options) const {
  if (!document.is_object() || !are_supported(options.expand)) return {};
  auto made = Walk(store, options, &parts_).run(document);
  if (made && is_blown_up(*made)) return {};
  return made;
}

}  // namespace cairn::rdf
