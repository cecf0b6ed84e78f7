// The expansion algorithm's working parts; expansion.h is the public face.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "formats/rdf/expansion.h"

namespace cairn::rdf {

/// Where in the source document the work is: a chain of keys and indexes on the stack.
struct Place {
  enum class Kind : std::uint8_t { root, key, index };
  Kind kind = Kind::root;
  const Place* up = nullptr;
  std::string_view key = {};
  std::size_t index = 0;

  static Place at_key(const Place* up, std::string_view key) { return {Kind::key, up, key, 0}; }
  static Place at_index(const Place* up, std::size_t index) { return {Kind::index, up, {}, index}; }

  std::string to_pointer() const;  ///< as a JSON Pointer (RFC 6901)
};

/// What a key of the document means in a context.
struct KeyMeaning {
  std::string_view iri;  ///< may point into the expander's scratch
  Keyword keyword = Keyword::none;
  const TermDefinition* term = nullptr;
  bool is_null = false;
};

class Expander {
 public:
  Expander(const ExpandOptions& options, ContextProcessor& contexts, json::Arena& arena);

  /// The top of section 5.1.2 and section 9.1 (expand()).
  Result<ObjectList> expand_top(const json::Value& document);

 private:
  /// The active property with its context.
  struct Frame {
    const Context* active;
    bool has_key = false;  ///< false: the active property is null
    std::string_view key = {};
    Keyword keyword = Keyword::none;       ///< @graph, @reverse or none
    const TermDefinition* term = nullptr;  ///< of `key` in `active`
    const Place* place = nullptr;
    bool from_map = false;
    bool in_list = false;  ///< inside an explicit "@list"

    bool is_top() const { return !has_key || keyword == Keyword::graph; }
  };

  /// The object being filled from one map (and the maps nested in it).
  struct Filling {
    const Frame& frame;          ///< the active property of the map
    const Context* active;       ///< in force for its entries
    const Context* type_scoped;  ///< for the values of @type
    ExpandedObject* object;
    bool input_type_is_json = false;
    bool set_is_array = false;        ///< the value of "@set" was one
    std::uint32_t seen_keywords = 0;  ///< bit per Keyword
    std::size_t property_count = 0;
    std::unique_ptr<TextTable<ExpandedProperty*>> many = nullptr;
    std::vector<const json::Member*> nests = {};
  };

  /// One entry of the map.
  struct Entry {
    const json::Member& member;
    KeyMeaning meaning;
    Place place;

    const json::Value& value() const { return member.value; }
  };

  Result<void> expand(const json::Value& element, const Frame& frame, Expanded& out);
  Result<void> expand_array(const json::Value& element, const Frame& frame, Expanded& out);
  Result<void> expand_scalar(const json::Value& element, const Frame& frame, Expanded& out);
  Result<void> expand_map(const json::Value& element, Frame frame, Expanded& out);

  Result<void> enter_contexts(const json::Value& element, Frame& frame, Filling& filling);
  bool keeps_previous(const json::Value& element, const Context& active);
  Result<void> enter_types(const json::Value& element, const Frame& frame, Filling& filling);
  Result<void> enter_types_of(const json::Value& value, const Frame& frame, Filling& filling);
  Result<void> enter_one_type(std::string_view type, const Frame& frame, Filling& filling);
  Result<void> fill(const json::Value& element, const Place* place, Filling& filling);
  Result<void> fill_nests(const Place* place, Filling& filling);
  Result<void> fill_nest(const json::Value& value, const json::Member& nest, const Place* place,
                         Filling& filling);
  Result<void> finish(const Frame& frame, Filling& filling, Expanded& out);
  Result<void> check_value_object(const ExpandedObject& object, const Place* place) const;
  Result<bool> is_dropped(const Frame& frame, const ExpandedObject& object) const;

  Result<void> add_keyword(const Entry& entry, Filling& filling);
  Result<void> add_content_keyword(const Entry& entry, Filling& filling);
  Result<void> add_id(const Entry& entry, Filling& filling);
  Result<void> add_types(const Entry& entry, Filling& filling);
  Result<void> add_type(const json::Value& value, const Entry& entry, Filling& filling,
                        TypeEntry**& tail);
  Result<void> add_graph(const Entry& entry, Filling& filling);
  Result<void> add_included(const Entry& entry, Filling& filling);
  Result<void> add_value(const Entry& entry, Filling& filling);
  Result<void> add_language(const Entry& entry, Filling& filling);
  Result<void> add_direction(const Entry& entry, Filling& filling);
  Result<void> add_index(const Entry& entry, Filling& filling);
  Result<void> add_list(const Entry& entry, Filling& filling);
  Result<void> add_set(const Entry& entry, Filling& filling);
  Result<void> add_reverse(const Entry& entry, Filling& filling);

  Result<void> add_property(const Entry& entry, Filling& filling);
  Result<void> expand_json(const Entry& entry, Expanded& out);
  Result<void> expand_language_map(const Entry& entry, const Filling& filling, Expanded& out);
  Result<void> expand_index_map(const Entry& entry, const Filling& filling, Expanded& out);
  Result<void> expand_indexed(const json::Member& member, const Entry& entry,
                              const Filling& filling, Expanded& out);
  Result<void> set_index(ExpandedObject& item, const json::Member& member, const Entry& entry,
                         const Filling& filling);
  Result<const Context*> map_context(std::string_view index, const Entry& entry,
                                     const Filling& filling);
  Result<void> add_reverse_values(ObjectList values, std::string_view iri, const Place& place,
                                  ExpandedObject& object);
  ExpandedProperty& property_of(Filling& filling, std::string_view iri);
  ExpandedProperty& property_in(PropertyList& list, std::string_view iri);

  Result<ExpandedObject*> expand_value(const json::Value& value, const Frame& frame);
  Result<ExpandedObject*> expand_reference(std::string_view value, int how, const Frame& frame);
  /// The IRI that `value` refers to; no data() when there is none.
  Result<std::string_view> reference(const Context& active, std::string_view value, int how,
                                     const Place* place);
  Result<void> check_language(std::string_view language, const Place* place) const;
  /// The frame for a value of the active property inside the map that fills `filling`.
  Frame same_property(const Filling& filling, const Place& place) const;

  KeyMeaning meaning_of(const Context& active, std::string_view key);
  Result<const Context*> located(Result<const Context*> context, const Place* place) const;
  Result<std::string_view> settle(std::string_view text);
  ExpandedObject* new_object() { return make_in<ExpandedObject>(arena_); }
  Result<void> wrap(const TermDefinition& term, const Place& place, Expanded& expanded);
  Result<ExpandedObject*> wrap_graph(ExpandedObject* item, const Place& place);
  std::vector<const json::Member*> in_order(const json::Value& map) const;

  bool is_safe() const { return options_.dropping == Dropping::safe; }
  bool is_1_0() const { return options_.mode == ProcessingMode::json_ld_1_0; }
  Error error(std::string_view code, std::string_view detail, const Place* place) const;
  /// The refusal of safe mode.
  Error dropped(std::string_view what, const Place* place) const;

  const ExpandOptions& options_;
  ContextProcessor& contexts_;
  json::Arena& arena_;
  std::string scratch_;
  std::size_t text_left_;
  unsigned depth_ = 0;
};

}  // namespace cairn::rdf
