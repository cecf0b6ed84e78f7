// Expanding the entries whose keys mean keywords: section 5.1.2 step 13.4.
#include "formats/rdf/expander.h"
#include "formats/rdf/iri.h"

namespace cairn::rdf {
namespace {

bool is_scalar(const json::Value& value) { return !value.is_array() && !value.is_object(); }

}  // namespace

// Steps 13.4.1, 13.4.2.
Result<void> Expander::add_keyword(const Entry& entry, Filling& filling) {
  const Keyword keyword = entry.meaning.keyword;
  if (filling.frame.keyword == Keyword::reverse)
    return error("invalid reverse property map", "\"@reverse\" must not hold keywords",
                 &entry.place);
  const std::uint32_t bit = 1U << static_cast<unsigned>(keyword);
  const bool may_repeat =
      keyword == Keyword::included || keyword == Keyword::type || keyword == Keyword::nest;
  if ((filling.seen_keywords & bit) != 0 && !may_repeat)
    return error("colliding keywords", "two keys mean the same keyword", &entry.place);
  filling.seen_keywords |= bit;
  switch (keyword) {
    case Keyword::id:
      return add_id(entry, filling);
    case Keyword::type:
      return add_types(entry, filling);
    case Keyword::value:
      return add_value(entry, filling);
    case Keyword::language:
      return add_language(entry, filling);
    case Keyword::direction:
      return add_direction(entry, filling);
    case Keyword::index:
      return add_index(entry, filling);
    case Keyword::nest:
      filling.nests.push_back(&entry.member);
      return {};
    default:
      return add_content_keyword(entry, filling);
  }
}

Result<void> Expander::add_content_keyword(const Entry& entry, Filling& filling) {
  switch (entry.meaning.keyword) {
    case Keyword::graph:
      return add_graph(entry, filling);
    case Keyword::included:
      return add_included(entry, filling);
    case Keyword::list:
      return add_list(entry, filling);
    case Keyword::set:
      return add_set(entry, filling);
    case Keyword::reverse:
      return add_reverse(entry, filling);
    default:
      break;
  }
  if (is_safe()) return dropped("this keyword has no meaning here", &entry.place);
  return {};
}

// Step 13.4.3.
Result<void> Expander::add_id(const Entry& entry, Filling& filling) {
  if (!entry.value().is_string())
    return error("invalid @id value", "\"@id\" must be a string", &entry.place);
  CAIRN_TRY(filling.object->id,
            reference(*filling.active, entry.value().string(), kDocumentRelative, &entry.place));
  filling.object->id_is_null = filling.object->id.data() == nullptr;
  filling.object->has |= kHasId;
  return {};
}

// Step 13.4.4.
Result<void> Expander::add_types(const Entry& entry, Filling& filling) {
  const json::Value& value = entry.value();
  TypeEntry** tail = &filling.object->types;
  while (*tail != nullptr) tail = &(*tail)->next;
  filling.object->has |= kHasType;
  if (!value.is_array()) return add_type(value, entry, filling, tail);
  filling.object->has |= kHasTypeArray;
  for (const json::Value& item : value.items()) CAIRN_CHECK(add_type(item, entry, filling, tail));
  return {};
}

Result<void> Expander::add_type(const json::Value& value, const Entry& entry, Filling& filling,
                                TypeEntry**& tail) {
  if (!value.is_string())
    return error("invalid type value", "\"@type\" must be a string or an array of strings",
                 &entry.place);
  const KeyMeaning meaning = meaning_of(*filling.type_scoped, value.string());
  std::string_view iri = meaning.iri;
  if (meaning.keyword != Keyword::none) {
    if (is_safe() && meaning.keyword != Keyword::json)
      return dropped("a keyword is no type", &entry.place);
    if (meaning.keyword == Keyword::json && !entry.value().is_array())
      filling.object->has |= kHasJsonType;
  } else if (meaning.term == nullptr || !meaning.term->well_formed) {
    CAIRN_TRY(iri, reference(*filling.type_scoped, value.string(), kVocab | kDocumentRelative,
                             &entry.place));
  }
  if (iri.data() == nullptr) return {};
  *tail = make_in<TypeEntry>(arena_);
  (*tail)->iri = iri;
  tail = &(*tail)->next;
  return {};
}

// Step 13.4.5.
Result<void> Expander::add_graph(const Entry& entry, Filling& filling) {
  const Frame frame{.active = filling.active,
                    .has_key = true,
                    .key = "@graph",
                    .keyword = Keyword::graph,
                    .place = &entry.place};
  Expanded expanded;
  CAIRN_CHECK(expand(entry.value(), frame, expanded));
  filling.object->graph = expanded.items;
  filling.object->has |= kHasGraph;
  return {};
}

// Step 13.4.6.
Result<void> Expander::add_included(const Entry& entry, Filling& filling) {
  if (is_1_0()) return {};
  Expanded expanded;
  CAIRN_CHECK(expand(entry.value(), {.active = filling.active, .place = &entry.place}, expanded));
  bool all_nodes = expanded.shape != Expanded::Shape::null;
  for (const ExpandedObject* at = expanded.items.first; at != nullptr; at = at->next)
    all_nodes = all_nodes && !at->is_value() && !at->is_list();
  if (!all_nodes)
    return error("invalid @included value", "\"@included\" must hold node objects", &entry.place);
  filling.object->included.append(expanded.items);
  filling.object->has |= kHasIncluded;
  return {};
}

// Step 13.4.7.
Result<void> Expander::add_value(const Entry& entry, Filling& filling) {
  if (filling.input_type_is_json ? is_1_0() : !is_scalar(entry.value()))
    return error("invalid value object value", "\"@value\" must be a scalar or null", &entry.place);
  filling.object->value = entry.value();
  filling.object->has |= kHasValue;
  return {};
}

// Step 13.4.8.
Result<void> Expander::add_language(const Entry& entry, Filling& filling) {
  if (!entry.value().is_string())
    return error("invalid language-tagged string", "\"@language\" must be a string", &entry.place);
  CAIRN_CHECK(check_language(entry.value().string(), &entry.place));
  filling.object->language = entry.value().string();
  filling.object->has |= kHasLanguage;
  return {};
}

// Step 13.4.9.
Result<void> Expander::add_direction(const Entry& entry, Filling& filling) {
  if (is_1_0()) return {};
  const json::Value& value = entry.value();
  const std::string_view text = value.is_string() ? value.string() : std::string_view();
  if (text != "ltr" && text != "rtl")
    return error("invalid base direction", "\"@direction\" must be ltr or rtl", &entry.place);
  filling.object->direction = text == "ltr" ? Direction::ltr : Direction::rtl;
  filling.object->has |= kHasDirection;
  return {};
}

// Step 13.4.10.
Result<void> Expander::add_index(const Entry& entry, Filling& filling) {
  if (!entry.value().is_string())
    return error("invalid @index value", "\"@index\" must be a string", &entry.place);
  filling.object->index = entry.value().string();
  filling.object->has |= kHasIndex;
  return {};
}

Expander::Frame Expander::same_property(const Filling& filling, const Place& place) const {
  const Frame& outer = filling.frame;
  return {.active = filling.active,
          .has_key = outer.has_key,
          .key = outer.key,
          .keyword = outer.keyword,
          .term = outer.has_key ? filling.active->find(outer.key) : nullptr,
          .place = &place};
}

// Step 13.4.11.
Result<void> Expander::add_list(const Entry& entry, Filling& filling) {
  if (filling.frame.is_top()) {
    if (is_safe()) return dropped("a list that belongs to no property", &entry.place);
    return {};
  }
  Frame frame = same_property(filling, entry.place);
  frame.in_list = true;
  Expanded expanded;
  CAIRN_CHECK(expand(entry.value(), frame, expanded));
  filling.object->list = expanded.items;
  filling.object->has |= kHasList;
  return {};
}

// Step 13.4.12.
Result<void> Expander::add_set(const Entry& entry, Filling& filling) {
  Expanded expanded;
  CAIRN_CHECK(expand(entry.value(), same_property(filling, entry.place), expanded));
  if (expanded.shape == Expanded::Shape::null) return {};
  filling.set_is_array = expanded.shape == Expanded::Shape::array;
  filling.object->list = expanded.items;
  filling.object->has |= kHasSet;
  return {};
}

// Step 13.4.13.
Result<void> Expander::add_reverse(const Entry& entry, Filling& filling) {
  if (!entry.value().is_object())
    return error("invalid @reverse value", "\"@reverse\" must be a map", &entry.place);
  const Frame frame{.active = filling.active,
                    .has_key = true,
                    .key = "@reverse",
                    .keyword = Keyword::reverse,
                    .place = &entry.place};
  Expanded expanded;
  CAIRN_CHECK(expand(entry.value(), frame, expanded));
  if (expanded.items.empty()) return {};
  const ExpandedObject& reverse = *expanded.items.first;
  for (const ExpandedProperty* at = reverse.reverse.first; at != nullptr; at = at->next)
    property_of(filling, at->iri).values.append(at->values);
  for (const ExpandedProperty* at = reverse.properties.first; at != nullptr; at = at->next)
    CAIRN_CHECK(add_reverse_values(at->values, at->iri, entry.place, *filling.object));
  return {};
}

}  // namespace cairn::rdf
