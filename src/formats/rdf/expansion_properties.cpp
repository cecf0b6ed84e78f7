// Expanding the entries whose keys are properties: section 5.1.2 steps 13.5 to 13.14, and value
// expansion, section 5.3.2.
#include "formats/rdf/expander.h"
#include "formats/rdf/iri.h"

namespace cairn::rdf {
namespace {

// Up to here a walk over the properties beats a table.
constexpr std::size_t kFewProperties = 16;

bool is_graph_object(const ExpandedObject& object) {
  return object.is(kHasGraph) && object.has_only(kHasGraph | kHasId | kHasIndex);
}

// Neither a container that changes the shape of the values nor a context of their own.
bool is_plain(const TermDefinition& term) {
  return (term.containers & ~kContainerSet) == 0 && term.scoped == nullptr && !term.reverse &&
         term.coercion != Coercion::json;
}

bool is_plain(const json::Value& value) {
  return value.is_string() || value.is_number() || value.is_boolean();
}

std::span<const json::Value> as_items(const json::Value& value) {
  return value.is_array() ? value.items() : std::span(&value, 1);
}

}  // namespace

// Steps 13.3, 13.5, 13.9 to 13.14.
Result<void> Expander::add_property(const Entry& entry, Filling& filling) {
  const KeyMeaning& meaning = entry.meaning;
  const TermDefinition* term = meaning.term;
  const bool has_colon =
      term != nullptr ? term->has_colon : meaning.iri.find(':') != std::string_view::npos;
  if (meaning.is_null || !has_colon) {
    if (is_safe()) return dropped("the property is not defined by the contexts", &entry.place);
    return {};
  }
  if (is_safe() && !(term != nullptr ? term->well_formed : is_well_formed_iri(meaning.iri)))
    return dropped("the property does not expand to a well-formed IRI", &entry.place);
  CAIRN_TRY(const std::string_view iri, settle(meaning.iri));

  const json::Value& value = entry.value();
  if (term != nullptr && is_plain(*term) && is_plain(value)) {  // what most entries are
    CAIRN_TRY(ExpandedObject * object, expand_value(value, {.active = filling.active,
                                                            .has_key = true,
                                                            .key = entry.member.key,
                                                            .term = term,
                                                            .place = &entry.place}));
    property_of(filling, iri).values.append(object);
    return {};
  }
  Expanded expanded;
  if (term != nullptr && term->coercion == Coercion::json) {
    CAIRN_CHECK(expand_json(entry, expanded));
  } else if (term != nullptr && value.is_object() && term->has(kContainerLanguage)) {
    CAIRN_CHECK(expand_language_map(entry, filling, expanded));
  } else if (term != nullptr && value.is_object() &&
             (term->containers & (kContainerIndex | kContainerType | kContainerId)) != 0) {
    CAIRN_CHECK(expand_index_map(entry, filling, expanded));
  } else {
    CAIRN_CHECK(expand(value,
                       {.active = filling.active,
                        .has_key = true,
                        .key = entry.member.key,
                        .term = term,
                        .place = &entry.place},
                       expanded));
  }
  if (expanded.shape == Expanded::Shape::null) return {};  // step 13.10
  if (term != nullptr) CAIRN_CHECK(wrap(*term, entry.place, expanded));
  if (term != nullptr && term->reverse)  // step 13.13
    return add_reverse_values(expanded.items, iri, entry.place, *filling.object);
  property_of(filling, iri).values.append(expanded.items);
  return {};
}

// Steps 13.11, 13.12.
Result<void> Expander::wrap(const TermDefinition& term, const Place& place, Expanded& expanded) {
  if (term.has(kContainerList) &&
      !(expanded.shape == Expanded::Shape::object && expanded.items.first->is_list())) {
    ExpandedObject* list = new_object();
    list->has = kHasList;
    list->list = expanded.items;
    expanded = Expanded::object(list);
  }
  if (!term.has(kContainerGraph) || term.has(kContainerId) || term.has(kContainerIndex)) return {};
  ObjectList graphs;
  for (ExpandedObject* at = expanded.items.first; at != nullptr;) {
    ExpandedObject* next = at->next;
    CAIRN_TRY(ExpandedObject * graph, wrap_graph(at, place));
    graphs.append(graph);
    at = next;
  }
  expanded.items = graphs;
  return {};
}

// What says nothing in a graph of its own would be lost in RDF.
Result<ExpandedObject*> Expander::wrap_graph(ExpandedObject* item, const Place& place) {
  if (is_safe() && (item->is_value() || item->is_list() || item->has_only(kHasId | kHasIndex)))
    return dropped("a value or bare reference in a graph of its own", &place);
  ExpandedObject* graph = new_object();
  graph->has = kHasGraph;
  graph->graph.append(item);
  return graph;
}

// Step 13.6.
Result<void> Expander::expand_json(const Entry& entry, Expanded& out) {
  ExpandedObject* object = new_object();
  object->has = kHasValue | kHasType | kHasJsonType;
  object->value = entry.value();
  object->types = make_in<TypeEntry>(arena_);
  object->types->iri = "@json";
  out = Expanded::object(object);
  return {};
}

// Step 13.7.
Result<void> Expander::expand_language_map(const Entry& entry, const Filling& filling,
                                           Expanded& out) {
  const TermDefinition& term = *entry.meaning.term;
  const Direction direction =
      term.direction_override == Override::absent ? filling.active->direction : term.direction;
  out.shape = Expanded::Shape::array;
  for (const json::Member* member : in_order(entry.value())) {
    const Place place = Place::at_key(&entry.place, member->key);
    const bool tagged = filling.active->keyword_for(member->key) != Keyword::at_none;
    if (tagged) CAIRN_CHECK(check_language(member->key, &place));
    for (const json::Value& item : as_items(member->value)) {
      if (item.is_null()) continue;
      if (!item.is_string())
        return error("invalid language map value", "a text in a language must be a string", &place);
      ExpandedObject* object = new_object();
      object->has = kHasValue;
      object->value = item;
      if (tagged) object->language = member->key, object->has |= kHasLanguage;
      if (direction != Direction::none) object->direction = direction, object->has |= kHasDirection;
      out.items.append(object);
    }
  }
  return {};
}

// Step 13.8.
Result<void> Expander::expand_index_map(const Entry& entry, const Filling& filling, Expanded& out) {
  out.shape = Expanded::Shape::array;
  for (const json::Member* member : in_order(entry.value()))
    CAIRN_CHECK(expand_indexed(*member, entry, filling, out));
  return {};
}

// Steps 13.8.3.1 to 13.8.3.3.
Result<const Context*> Expander::map_context(std::string_view index, const Entry& entry,
                                             const Filling& filling) {
  const TermDefinition& term = *entry.meaning.term;
  const Context* active = filling.active;
  if (!term.has(kContainerId) && !term.has(kContainerType)) return active;
  if (active->previous != nullptr) active = active->previous;
  if (!term.has(kContainerType)) return active;
  const TermDefinition* type = active->find(index);
  if (type == nullptr || type->scoped == nullptr) return active;
  return located(contexts_.process_scoped(*active, *type, ScopeKind::type), &entry.place);
}

// Steps 13.8.3.4 to 13.8.3.7.
Result<void> Expander::expand_indexed(const json::Member& member, const Entry& entry,
                                      const Filling& filling, Expanded& out) {
  const TermDefinition& term = *entry.meaning.term;
  const Place place = Place::at_key(&entry.place, member.key);
  CAIRN_TRY(const Context* active, map_context(member.key, entry, filling));
  Expanded expanded;
  CAIRN_CHECK(expand(member.value,
                     {.active = active,
                      .has_key = true,
                      .key = entry.member.key,
                      .term = active->find(entry.member.key),
                      .place = &place,
                      .from_map = true},
                     expanded));
  const bool has_index = filling.active->keyword_for(member.key) != Keyword::at_none;
  for (ExpandedObject* at = expanded.items.first; at != nullptr;) {
    ExpandedObject* next = at->next;
    ExpandedObject* item = at;
    if (term.has(kContainerGraph) && !is_graph_object(*at)) {
      CAIRN_TRY(item, wrap_graph(at, place));
    }
    if (has_index) CAIRN_CHECK(set_index(*item, member, entry, filling));
    out.items.append(item);
    at = next;
  }
  return {};
}

// Steps 13.8.3.7.2 to 13.8.3.7.5.
Result<void> Expander::set_index(ExpandedObject& item, const json::Member& member,
                                 const Entry& entry, const Filling& filling) {
  const TermDefinition& term = *entry.meaning.term;
  const Context& active = *filling.active;
  const Place place = Place::at_key(&entry.place, member.key);
  const auto not_a_node = [&] {
    return error("invalid value object", "only nodes can be mapped by this container", &place);
  };
  if (term.has(kContainerIndex) && !term.index.empty()) {
    if (item.is_value() || item.is_list()) return not_a_node();
    const Frame frame{.active = &active,
                      .has_key = true,
                      .key = term.index,
                      .term = active.find(term.index),
                      .place = &place};
    CAIRN_TRY(ExpandedObject * value, expand_value(arena_.string(member.key), frame));
    CAIRN_TRY(const std::string_view iri, settle(meaning_of(active, term.index).iri));
    ExpandedProperty& property = property_in(item.properties, iri);
    ObjectList values;
    values.append(value);
    values.append(property.values);
    property.values = values;
  } else if (term.has(kContainerIndex) && !item.is(kHasIndex)) {
    item.index = member.key;
    item.has |= kHasIndex;
  } else if (term.has(kContainerId) && !item.is(kHasId)) {
    if (item.is_value() || item.is_list()) return not_a_node();
    CAIRN_TRY(item.id, reference(active, member.key, kDocumentRelative, &place));
    item.id_is_null = item.id.data() == nullptr;
    item.has |= kHasId;
  } else if (term.has(kContainerType)) {
    if (item.is_value() || item.is_list()) return not_a_node();
    CAIRN_TRY(const std::string_view iri, reference(active, member.key, kVocab, &place));
    auto* type = make_in<TypeEntry>(arena_);
    *type = {iri, item.types};
    item.types = type;
    item.has |= kHasType | kHasTypeArray;
  }
  return {};
}

// Steps 13.4.13.4 and 13.13.
Result<void> Expander::add_reverse_values(ObjectList values, std::string_view iri,
                                          const Place& place, ExpandedObject& object) {
  for (const ExpandedObject* at = values.first; at != nullptr; at = at->next)
    if (at->is_value() || at->is_list())
      return error("invalid reverse property value", "a reverse property must hold nodes", &place);
  object.has |= kHasReverse;
  property_in(object.reverse, iri).values.append(values);
  return {};
}

ExpandedProperty& Expander::property_in(PropertyList& list, std::string_view iri) {
  for (ExpandedProperty* at = list.first; at != nullptr; at = at->next)
    if (at->iri.size() == iri.size() && (at->iri.data() == iri.data() || at->iri == iri))
      return *at;
  auto* made = make_in<ExpandedProperty>(arena_);
  made->iri = iri;
  if (list.last == nullptr)
    list.first = made;
  else
    list.last->next = made;
  list.last = made;
  return *made;
}

ExpandedProperty& Expander::property_of(Filling& filling, std::string_view iri) {
  PropertyList& list = filling.object->properties;
  if (filling.property_count < kFewProperties) {
    const ExpandedProperty* last = list.last;
    ExpandedProperty& property = property_in(list, iri);
    if (list.last != last) ++filling.property_count;
    return property;
  }
  if (filling.many == nullptr) {
    filling.many = std::make_unique<TextTable<ExpandedProperty*>>(
        reinterpret_cast<std::uintptr_t>(filling.object));
    for (ExpandedProperty* at = list.first; at != nullptr; at = at->next)
      filling.many->at(at->iri) = at;
  }
  ExpandedProperty*& slot = filling.many->at(iri);
  if (slot == nullptr) {
    PropertyList fresh;
    slot = &property_in(fresh, iri);
    list.last->next = slot;
    list.last = slot;
  }
  return *slot;
}

// Section 5.3.2.
Result<ExpandedObject*> Expander::expand_value(const json::Value& value, const Frame& frame) {
  const TermDefinition* term = frame.term;
  const Coercion coercion = term == nullptr ? Coercion::none : term->coercion;
  if (value.is_string()) {
    if (coercion == Coercion::id) return expand_reference(value.string(), kDocumentRelative, frame);
    if (coercion == Coercion::vocab)
      return expand_reference(value.string(), kVocab | kDocumentRelative, frame);
  }
  ExpandedObject* object = new_object();
  object->has = kHasValue;
  object->value = value;
  if (coercion == Coercion::iri) {
    object->has |= kHasType;
    object->types = make_in<TypeEntry>(arena_);
    object->types->iri = term->type_iri;
    return object;
  }
  if (!value.is_string()) return object;
  const bool own_language = term != nullptr && term->language_override != Override::absent;
  const bool own_direction = term != nullptr && term->direction_override != Override::absent;
  object->language = own_language ? term->language : frame.active->language;
  object->direction = own_direction ? term->direction : frame.active->direction;
  if (!object->language.empty()) {
    CAIRN_CHECK(check_language(object->language, frame.place));
    object->has |= kHasLanguage;
  }
  if (object->direction != Direction::none) object->has |= kHasDirection;
  return object;
}

Result<ExpandedObject*> Expander::expand_reference(std::string_view value, int how,
                                                   const Frame& frame) {
  ExpandedObject* object = new_object();
  object->has = kHasId;
  CAIRN_TRY(object->id, reference(*frame.active, value, how, frame.place));
  object->id_is_null = object->id.data() == nullptr;
  return object;
}

Result<std::string_view> Expander::reference(const Context& active, std::string_view value, int how,
                                             const Place* place) {
  const ExpandedIri iri = expand_iri(active, value, how, options_.base, scratch_);
  if (is_safe()) {
    if (iri.is_null || iri.keyword != Keyword::none)
      return dropped("a reference that expands to no IRI", place);
    if (!iri.text.starts_with("_:") && !is_well_formed_iri(iri.text))
      return dropped("a reference that does not expand to a well-formed absolute IRI", place);
  }
  if (iri.is_null) return std::string_view();
  CAIRN_TRY(const std::string_view text, settle(iri.text));
  return text.data() == nullptr ? std::string_view("") : text;
}

Result<void> Expander::check_language(std::string_view language, const Place* place) const {
  if (is_safe() && !is_well_formed_language(language))
    return dropped("a text with an ill-formed language tag", place);
  return {};
}

}  // namespace cairn::rdf
