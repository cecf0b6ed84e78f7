// The expanded form of a JSON-LD document, as typed nodes in one arena.
//
// What W3C JSON-LD 1.1 API section 5.1 calls the expanded document, without the detour over maps
// with string keys: to_rdf() walks it directly, to_json() gives the standard's JSON.
#pragma once

#include <cstdint>
#include <memory>
#include <new>
#include <string_view>

#include "formats/json/value.h"
#include "formats/rdf/context.h"
#include "formats/rdf/keyword.h"

namespace cairn::rdf {

struct ExpandedObject;

/// A sequence of objects, linked through ExpandedObject::next: each object is in one list only.
struct ObjectList {
  ExpandedObject* first = nullptr;
  ExpandedObject* last = nullptr;

  bool empty() const { return first == nullptr; }
  inline bool is_single() const { return first != nullptr && first == last; }
  inline void append(ExpandedObject* object);
  inline void append(ObjectList list);
};

/// One entry of a node object (or of its "@reverse"): an absolute IRI, or in lenient expansion
/// whatever had a colon.
struct ExpandedProperty {
  std::string_view iri;
  ObjectList values;
  ExpandedProperty* next = nullptr;
};

struct PropertyList {
  ExpandedProperty* first = nullptr;
  ExpandedProperty* last = nullptr;
};

struct TypeEntry {
  std::string_view iri;
  TypeEntry* next = nullptr;
};

/// Which keywords an object has.
enum Has : std::uint16_t {
  kHasId = 1,
  kHasType = 2,
  kHasValue = 4,
  kHasLanguage = 8,
  kHasDirection = 16,
  kHasIndex = 32,
  kHasList = 64,
  kHasSet = 128,
  kHasGraph = 256,
  kHasIncluded = 512,
  kHasReverse = 1024,
  kHasJsonType = 2048,   ///< with kHasType: the type is "@json"
  kHasTypeArray = 4096,  ///< "@type" was written as an array
};

/// A node, value, list or set object. Which entries count is said by `has`.
struct ExpandedObject {
  bool is(Has what) const { return (has & what) != 0; }
  bool is_value() const { return is(kHasValue); }
  bool is_list() const { return is(kHasList); }
  /// No entry but those in `allowed`.
  bool has_only(int allowed) const { return (has & ~allowed) == 0 && properties.first == nullptr; }

  std::uint16_t has = 0;
  Direction direction = Direction::none;
  bool id_is_null = false;  ///< "@id" was given, but expands to nothing
  ExpandedObject* next = nullptr;
  std::string_view id;
  TypeEntry* types = nullptr;  ///< in order; of a value object, its one datatype
  json::Value value;
  std::string_view language;
  std::string_view index;
  ObjectList list;  ///< of "@list", or of "@set" (an object is never both)
  ObjectList graph;
  ObjectList included;
  PropertyList properties;
  PropertyList reverse;
};

void ObjectList::append(ExpandedObject* object) {
  object->next = nullptr;
  if (last == nullptr)
    first = object;
  else
    last->next = object;
  last = object;
}

void ObjectList::append(ObjectList list) {
  if (list.empty()) return;
  if (last == nullptr)
    first = list.first;
  else
    last->next = list.first;
  last = list.last;
}

/// The result of expanding one value: null, one object, or an array.
struct Expanded {
  enum class Shape : std::uint8_t { null, object, array };
  Shape shape = Shape::null;
  ObjectList items;

  static Expanded object(ExpandedObject* made) {
    Expanded expanded{Shape::object, {}};
    expanded.items.append(made);
    return expanded;
  }
};

/// Makes a T that lives as long as the arena.
template <class T>
T* make_in(json::Arena& arena) {
  static_assert(std::is_trivially_destructible_v<T>);
  return new (arena.allocate(sizeof(T))) T();
}

/// The standard's expanded document; `arena` copies all text, so the result stands alone.
json::Value to_json(ObjectList document, json::Arena& arena);

}  // namespace cairn::rdf
