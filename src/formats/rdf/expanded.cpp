#include "formats/rdf/expanded.h"

#include <vector>

namespace cairn::rdf {
namespace {

class JsonMaker {
 public:
  explicit JsonMaker(json::Arena& arena) : arena_(arena) {}

  json::Value list(ObjectList items) {
    std::vector<json::Value> values;
    for (const ExpandedObject* at = items.first; at != nullptr; at = at->next)
      values.push_back(object(*at));
    return arena_.array(values);
  }

 private:
  json::Value object(const ExpandedObject& object) {
    std::vector<json::Member> members;
    if (object.is(kHasId))
      members.push_back({"@id", object.id_is_null ? json::Value() : arena_.string(object.id)});
    if (object.is(kHasType)) members.push_back({"@type", types(object)});
    if (object.is(kHasValue)) members.push_back({"@value", copy(object.value)});
    if (object.is(kHasLanguage)) members.push_back({"@language", arena_.string(object.language)});
    if (object.is(kHasDirection))
      members.push_back(
          {"@direction", arena_.string(object.direction == Direction::ltr ? "ltr" : "rtl")});
    if (object.is(kHasIndex)) members.push_back({"@index", arena_.string(object.index)});
    if (object.is(kHasList)) members.push_back({"@list", list(object.list)});
    if (object.is(kHasGraph)) members.push_back({"@graph", list(object.graph)});
    if (object.is(kHasIncluded)) members.push_back({"@included", list(object.included)});
    if (object.is(kHasReverse)) {
      std::vector<json::Member> reverse;
      add_properties(object.reverse, reverse);
      members.push_back({"@reverse", arena_.object(reverse)});
    }
    add_properties(object.properties, members);
    return arena_.object(members);
  }

  void add_properties(const PropertyList& properties, std::vector<json::Member>& members) {
    for (const ExpandedProperty* at = properties.first; at != nullptr; at = at->next)
      members.push_back({at->iri, list(at->values)});
  }

  json::Value types(const ExpandedObject& object) {
    if (object.is_value() && object.is(kHasJsonType)) return arena_.string("@json");
    std::vector<json::Value> values;
    for (const TypeEntry* at = object.types; at != nullptr; at = at->next)
      values.push_back(arena_.string(at->iri));
    return object.is_value() && values.size() == 1 ? values.front() : arena_.array(values);
  }

  json::Value copy(const json::Value& value) {
    if (value.is_string()) return arena_.string(value.string());
    if (value.is_number()) return arena_.number(value.number());
    if (value.is_array()) {
      std::vector<json::Value> items;
      for (const json::Value& item : value.items()) items.push_back(copy(item));
      return arena_.array(items);
    }
    if (!value.is_object()) return value;
    std::vector<json::Member> members;
    for (const json::Member& member : value.members())
      members.push_back({member.key, copy(member.value)});
    return arena_.object(members);
  }

  json::Arena& arena_;
};

}  // namespace

json::Value to_json(ObjectList document, json::Arena& arena) {
  return JsonMaker(arena).list(document);
}

}  // namespace cairn::rdf
