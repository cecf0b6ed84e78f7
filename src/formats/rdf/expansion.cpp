#include "formats/rdf/expansion.h"

#include <algorithm>
#include <utility>

#include "formats/json/pointer.h"
#include "formats/rdf/expander.h"
#include "formats/rdf/iri.h"

namespace cairn::rdf {
namespace {

constexpr unsigned kDepthMax = 300;
// Put-together IRIs of one document: a long prefix used often must not fill the memory.
constexpr std::size_t kTextMax = 64 * 1024 * 1024;

}  // namespace

std::string Place::to_pointer() const {
  std::string text = up == nullptr ? std::string() : up->to_pointer();
  if (kind == Kind::root) return text;
  if (kind == Kind::index) return text.append("/").append(std::to_string(index));
  json::append_step(text, key);
  return text;
}

Expander::Expander(const ExpandOptions& options, ContextProcessor& contexts, json::Arena& arena)
    : options_(options), contexts_(contexts), arena_(arena), text_left_(kTextMax) {}

Error Expander::error(std::string_view code, std::string_view detail, const Place* place) const {
  return json_ld_error(code, detail, place == nullptr ? std::string() : place->to_pointer());
}

Error Expander::dropped(std::string_view what, const Place* place) const {
  return error("content would be dropped", what, place);
}

Result<const Context*> Expander::located(Result<const Context*> context, const Place* place) const {
  if (context) return context;
  Error error = std::move(context).error();
  if (error.where.empty() && place != nullptr) error.where = place->to_pointer();
  return error;
}

// Text in the scratch buffer moves into the arena; other text outlives the expansion anyway.
Result<std::string_view> Expander::settle(std::string_view text) {
  if (text.data() != scratch_.data()) return text;
  if (text.size() > text_left_) return exhausted("the IRIs of the document are too long");
  text_left_ -= text.size();
  return arena_.keep(text);
}

KeyMeaning Expander::meaning_of(const Context& active, std::string_view key) {
  if (const TermDefinition* term = active.find(key); term != nullptr)
    return {term->iri, term->keyword, term, !term->mapped};
  const ExpandedIri iri = expand_iri(active, key, kVocab, options_.base, scratch_);
  return {iri.text, iri.keyword, nullptr, iri.is_null};
}

std::vector<const json::Member*> Expander::in_order(const json::Value& map) const {
  std::vector<const json::Member*> members;
  members.reserve(map.members().size());
  for (const json::Member& member : map.members()) members.push_back(&member);
  if (options_.order == KeyOrder::sorted)
    std::ranges::sort(members, {}, [](const json::Member* member) { return member->key; });
  return members;
}

Result<ObjectList> Expander::expand_top(const json::Value& document) {
  const Place top;
  Frame frame{.active = &contexts_.initial(), .place = &top};
  if (const json::Value* context = options_.expand_context; context != nullptr) {
    const json::Value* inner = context->find("@context");
    CAIRN_TRY(frame.active, contexts_.process(*frame.active, inner == nullptr ? *context : *inner));
  }
  Expanded expanded;
  CAIRN_CHECK(expand(document, frame, expanded));
  const ExpandedObject* only = expanded.items.first;
  if (expanded.shape == Expanded::Shape::object && only->has_only(kHasGraph)) return only->graph;
  return expanded.items;
}

// Section 5.1.2 steps 1, 4, 5.
Result<void> Expander::expand(const json::Value& element, const Frame& frame, Expanded& out) {
  out = {};
  switch (element.kind()) {
    case json::Kind::null:
      return {};
    case json::Kind::array:
    case json::Kind::object:
      break;
    default:
      return expand_scalar(element, frame, out);
  }
  if (depth_ >= kDepthMax) return exhausted("the document nests too deeply");
  ++depth_;
  Result<void> done =
      element.is_array() ? expand_array(element, frame, out) : expand_map(element, frame, out);
  --depth_;
  return done;
}

// Step 4.
Result<void> Expander::expand_scalar(const json::Value& element, const Frame& frame,
                                     Expanded& out) {
  if (frame.is_top()) {
    if (is_safe()) return dropped("a value that belongs to no property", frame.place);
    return {};
  }
  Frame inner = frame;
  if (frame.term != nullptr && frame.term->scoped != nullptr) {
    CAIRN_TRY(inner.active,
              located(contexts_.process_scoped(*frame.active, *frame.term, ScopeKind::property),
                      frame.place));
    inner.term = inner.active->find(frame.key);
  }
  CAIRN_TRY(ExpandedObject * value, expand_value(element, inner));
  out = Expanded::object(value);
  return {};
}

// Step 5.
Result<void> Expander::expand_array(const json::Value& element, const Frame& frame, Expanded& out) {
  out.shape = Expanded::Shape::array;
  const bool in_list = frame.term != nullptr && frame.term->has(kContainerList);
  std::size_t index = 0;
  for (const json::Value& item : element.items()) {
    const Place place = Place::at_index(frame.place, index++);
    if (is_safe() && item.is_array() && frame.in_list && !in_list)
      return dropped("the structure of an array in a \"@list\" without container @list", &place);
    Frame inner = frame;
    inner.place = &place;
    Expanded expanded;
    CAIRN_CHECK(expand(item, inner, expanded));
    if (in_list && expanded.shape == Expanded::Shape::array) {
      ExpandedObject* list = new_object();
      list->has = kHasList;
      list->list = expanded.items;
      out.items.append(list);
    } else {
      out.items.append(expanded.items);
    }
  }
  return {};
}

// Steps 7 to 20.
Result<void> Expander::expand_map(const json::Value& element, Frame frame, Expanded& out) {
  Filling filling{
      .frame = frame, .active = frame.active, .type_scoped = frame.active, .object = new_object()};
  CAIRN_CHECK(enter_contexts(element, frame, filling));
  CAIRN_CHECK(fill(element, frame.place, filling));
  CAIRN_CHECK(fill_nests(frame.place, filling));
  return finish(frame, filling, out);
}

// Steps 7 to 11.
Result<void> Expander::enter_contexts(const json::Value& element, Frame& frame, Filling& filling) {
  const TermDefinition* scoped = frame.term;
  if (frame.active->previous != nullptr && !frame.from_map &&
      !keeps_previous(element, *frame.active)) {
    frame.active = frame.active->previous;
    frame.term = frame.has_key ? frame.active->find(frame.key) : nullptr;
  }
  const Context* active = frame.active;
  if (scoped != nullptr && scoped->scoped != nullptr) {
    CAIRN_TRY(active, located(contexts_.process_scoped(*active, *scoped, ScopeKind::property),
                              frame.place));
  }
  if (const json::Value* context = element.find("@context")) {
    const Place place = Place::at_key(frame.place, "@context");
    CAIRN_TRY(active, located(contexts_.process(*active, *context), &place));
  }
  filling.active = active;
  filling.type_scoped = active;
  return enter_types(element, frame, filling);
}

// Step 7: value objects and bare references stay in a type-scoped context.
bool Expander::keeps_previous(const json::Value& element, const Context& active) {
  const auto members = element.members();
  for (const json::Member& member : members) {
    const Keyword keyword = active.keyword_for(member.key);
    if (keyword == Keyword::value) return true;
    if (keyword == Keyword::id && members.size() == 1) return true;
  }
  return false;
}

// Steps 11 and 12.
Result<void> Expander::enter_types(const json::Value& element, const Frame& frame,
                                   Filling& filling) {
  const json::Member* one = nullptr;
  std::vector<const json::Member*> more;  // with `one`, where there are several
  for (const json::Member& member : element.members()) {
    if (filling.type_scoped->keyword_for(member.key) != Keyword::type) continue;
    if (one != nullptr && more.empty()) more.push_back(one);
    if (one == nullptr)
      one = &member;
    else
      more.push_back(&member);
  }
  if (one == nullptr) return {};
  std::ranges::sort(more, {}, [](const json::Member* member) { return member->key; });
  const auto keys = more.empty() ? std::span(&one, 1) : std::span(more);
  for (const json::Member* member : keys)
    CAIRN_CHECK(enter_types_of(member->value, frame, filling));
  const json::Value& first = keys.front()->value;
  const bool is_list = first.is_array() && !first.items().empty();
  const json::Value& last = is_list ? first.items().back() : first;
  if (last.is_string())
    filling.input_type_is_json = filling.active->keyword_for(last.string()) == Keyword::json;
  return {};
}

Result<void> Expander::enter_types_of(const json::Value& value, const Frame& frame,
                                      Filling& filling) {
  const auto items = value.is_array() ? value.items() : std::span(&value, 1);
  if (items.size() == 1)
    return items[0].is_string() ? enter_one_type(items[0].string(), frame, filling)
                                : Result<void>();
  std::vector<std::string_view> types;
  types.reserve(items.size());
  for (const json::Value& item : items)
    if (item.is_string()) types.push_back(item.string());
  std::ranges::sort(types);
  for (const std::string_view type : types) CAIRN_CHECK(enter_one_type(type, frame, filling));
  return {};
}

Result<void> Expander::enter_one_type(std::string_view type, const Frame& frame, Filling& filling) {
  const TermDefinition* term = filling.type_scoped->find(type);
  if (term == nullptr || term->scoped == nullptr) return {};
  CAIRN_TRY(
      filling.active,
      located(contexts_.process_scoped(*filling.active, *term, ScopeKind::type), frame.place));
  return {};
}

// Step 13.
Result<void> Expander::fill(const json::Value& element, const Place* place, Filling& filling) {
  const auto one = [&](const json::Member& member) -> Result<void> {
    const KeyMeaning meaning = meaning_of(*filling.active, member.key);
    if (meaning.keyword == Keyword::context) return {};
    const Entry entry{member, meaning, Place::at_key(place, member.key)};
    if (meaning.keyword != Keyword::none) return add_keyword(entry, filling);
    return add_property(entry, filling);
  };
  if (options_.order == KeyOrder::sorted) {
    for (const json::Member* member : in_order(element)) CAIRN_CHECK(one(*member));
  } else {
    for (const json::Member& member : element.members()) CAIRN_CHECK(one(member));
  }
  return {};
}

// Step 14.
Result<void> Expander::fill_nests(const Place* place, Filling& filling) {
  if (filling.nests.empty()) return {};
  const std::vector<const json::Member*> nests = std::exchange(filling.nests, {});
  for (const json::Member* nest : nests) {
    const Place at = Place::at_key(place, nest->key);
    const json::Value& value = nest->value;
    const auto items = value.is_array() ? value.items() : std::span(&value, 1);
    for (const json::Value& item : items) CAIRN_CHECK(fill_nest(item, *nest, &at, filling));
  }
  return {};
}

Result<void> Expander::fill_nest(const json::Value& value, const json::Member& nest,
                                 const Place* place, Filling& filling) {
  const auto wrong = [&] {
    return error("invalid @nest value", "a nested value must be a map without @value", place);
  };
  if (!value.is_object()) return wrong();
  for (const json::Member& member : value.members())
    if (filling.active->keyword_for(member.key) == Keyword::value) return wrong();
  if (depth_ >= kDepthMax) return exhausted("the document nests too deeply");
  ++depth_;
  const Context* outer = filling.active;
  if (const TermDefinition* term = outer->find(nest.key);
      term != nullptr && term->scoped != nullptr) {
    CAIRN_TRY(filling.active,
              located(contexts_.process_scoped(*outer, *term, ScopeKind::property), place));
  }
  CAIRN_CHECK(fill(value, place, filling));
  CAIRN_CHECK(fill_nests(place, filling));
  filling.active = outer;
  --depth_;
  return {};
}

// Steps 15 to 19.
Result<void> Expander::finish(const Frame& frame, Filling& filling, Expanded& out) {
  ExpandedObject& object = *filling.object;
  if (object.is_value()) {
    CAIRN_CHECK(check_value_object(object, frame.place));
    if (!object.is(kHasJsonType) &&
        (object.value.is_null() || (object.value.is_array() && object.value.items().empty()))) {
      if (is_safe()) return dropped("an \"@value\" of null", frame.place);
      return {};
    }
  } else if (object.is(kHasSet) || object.is(kHasList)) {
    if (!object.has_only(kHasSet | kHasIndex) && !object.has_only(kHasList | kHasIndex))
      return error("invalid set or list object", "only \"@index\" may stand beside @set and @list",
                   frame.place);
    if (object.is(kHasSet)) {
      out.shape = filling.set_is_array ? Expanded::Shape::array : Expanded::Shape::object;
      out.items = object.list;
      return {};
    }
  }
  if (is_safe() && object.is(kHasJsonType) && !object.is_value())
    return dropped("the type @json without \"@value\"", frame.place);
  CAIRN_TRY(const bool drop, is_dropped(frame, object));
  if (!drop) out = Expanded::object(&object);
  return {};
}

// Step 15.
Result<void> Expander::check_value_object(const ExpandedObject& object, const Place* place) const {
  constexpr int kAllowed = kHasValue | kHasType | kHasLanguage | kHasDirection | kHasIndex |
                           kHasJsonType | kHasTypeArray;
  const bool is_tagged = object.is(kHasLanguage) || object.is(kHasDirection);
  if (!object.has_only(kAllowed) || (object.is(kHasType) && is_tagged))
    return error("invalid value object",
                 "beside \"@value\" stand \"@index\" and either \"@type\" or a language", place);
  if (object.is(kHasJsonType)) return {};
  if (object.is(kHasLanguage) && !object.value.is_null() && !object.value.is_string())
    return error("invalid language-tagged value", "only strings have a language", place);
  if (!object.is(kHasType) || object.value.is_null()) return {};
  const TypeEntry* type = object.types;
  if (type == nullptr || object.is(kHasTypeArray) || !is_well_formed_iri(type->iri))
    return error("invalid typed value", "the \"@type\" of a value must be an IRI", place);
  return {};
}

// Steps 18 and 19.
Result<bool> Expander::is_dropped(const Frame& frame, const ExpandedObject& object) const {
  std::string_view why;
  if (object.has == kHasLanguage && object.has_only(kHasLanguage)) {
    why = "an object with only \"@language\"";
  } else if (frame.is_top()) {
    if (object.has_only(0)) why = "an empty object";
    if (object.is_value() || object.is_list()) why = "a value that belongs to no property";
    if (object.has != 0 && object.has_only(kHasId)) why = "an object with only \"@id\"";
  }
  if (why.empty()) return false;
  if (is_safe()) return dropped(why, frame.place);
  return true;
}

Result<ExpandedDocument> expand_document(const json::Value& document, const ContextStore& store,
                                         const ExpandOptions& options) {
  ExpandedDocument made;
  made.arena = std::make_unique<json::Arena>();
  made.contexts = std::make_unique<ContextProcessor>(store, options.base, options.mode);
  Expander expander(options, *made.contexts, *made.arena);
  CAIRN_TRY(made.objects, expander.expand_top(document));
  return made;
}

Result<json::Document> expand(const json::Value& document, const ContextStore& store,
                              const ExpandOptions& options) {
  CAIRN_TRY(const ExpandedDocument expanded, expand_document(document, store, options));
  auto arena = std::make_shared<json::Arena>();
  const json::Value root = to_json(expanded.objects, *arena);
  return json::Document(std::move(arena), root);
}

}  // namespace cairn::rdf
