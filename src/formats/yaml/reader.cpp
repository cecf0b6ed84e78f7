#include "formats/yaml/reader.h"

#include <fmt/format.h>
#include <yaml.h>

#include <algorithm>
#include <memory>
#include <vector>

namespace cairn::yaml {
namespace {

using json::Value;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t skip_digits(std::string_view text, std::size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  return at;
}

// RFC 8259 section 6, and nothing more: "0x1F", "1_000", ".5" and "+1" are text.
bool is_json_number(std::string_view text) {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  const std::size_t whole = at;
  at = skip_digits(text, at);
  if (at == whole || (text[whole] == '0' && at - whole > 1)) return false;
  if (at < text.size() && text[at] == '.') {
    const std::size_t fraction = at + 1;
    at = skip_digits(text, fraction);
    if (at == fraction) return false;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    const std::size_t exponent = at;
    at = skip_digits(text, at);
    if (at == exponent) return false;
  }
  return at == text.size();
}

// libyaml's marks count characters, our values carry byte offsets. Marks come nearly in order, so
// walking from the last one keeps the whole conversion linear.
class ByteOffsets {
 public:
  explicit ByteOffsets(std::string_view text) : text_(text) {}

  std::size_t of(std::size_t character) {
    while (character_ < character && byte_ < text_.size()) {
      ++byte_;
      while (byte_ < text_.size() && is_continuation(text_[byte_])) ++byte_;
      ++character_;
    }
    while (character_ > character && byte_ > 0) {
      --byte_;
      while (byte_ > 0 && is_continuation(text_[byte_])) --byte_;
      --character_;
    }
    return byte_;
  }

 private:
  static bool is_continuation(char c) { return (c & '\xC0') == '\x80'; }

  std::string_view text_;
  std::size_t character_ = 0;
  std::size_t byte_ = 0;
};

class Parser {
 public:
  explicit Parser(std::string_view text) {
    ready_ = yaml_parser_initialize(&parser_) != 0;
    if (!ready_) return;
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()),
                                 text.size());
  }
  ~Parser() {
    if (ready_) yaml_parser_delete(&parser_);
  }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  bool next(yaml_event_t& event) { return ready_ && yaml_parser_parse(&parser_, &event) != 0; }
  const yaml_parser_t& state() const { return parser_; }

 private:
  yaml_parser_t parser_{};
  bool ready_ = false;
};

// One libyaml event, freed with the object.
class Event {
 public:
  Event() = default;
  ~Event() { yaml_event_delete(&event_); }
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;

  yaml_event_t& raw() { return event_; }
  yaml_event_type_t type() const { return event_.type; }
  std::size_t character() const { return event_.start_mark.index; }

  bool has_anchor() const {
    switch (event_.type) {
      case YAML_SCALAR_EVENT:
        return event_.data.scalar.anchor != nullptr;
      case YAML_SEQUENCE_START_EVENT:
        return event_.data.sequence_start.anchor != nullptr;
      case YAML_MAPPING_START_EVENT:
        return event_.data.mapping_start.anchor != nullptr;
      default:
        return false;
    }
  }
  bool has_tag() const {
    switch (event_.type) {
      case YAML_SCALAR_EVENT:
        // The non-specific tag "!" leaves no tag, but a plain scalar that is not implicit.
        return event_.data.scalar.tag != nullptr ||
               (is_plain() && event_.data.scalar.plain_implicit == 0);
      case YAML_SEQUENCE_START_EVENT:
        return event_.data.sequence_start.tag != nullptr;
      case YAML_MAPPING_START_EVENT:
        return event_.data.mapping_start.tag != nullptr;
      default:
        return false;
    }
  }
  bool is_plain() const { return event_.data.scalar.style == YAML_PLAIN_SCALAR_STYLE; }
  std::string_view text() const {
    return {reinterpret_cast<const char*>(event_.data.scalar.value), event_.data.scalar.length};
  }

 private:
  yaml_event_t event_{};
};

// Builds the tree by recursion over events; Limits::depth_max bounds it. Finished children wait on
// two stacks until their collection closes.
class Reader {
 public:
  Reader(std::string_view text, const json::Limits& limits, json::Arena& arena)
      : text_(text), limits_(limits), arena_(arena), offsets_(text), parser_(text) {}

  Result<Value> document() {
    CAIRN_CHECK(expect(YAML_STREAM_START_EVENT));
    Event start;
    CAIRN_CHECK(next(start));
    if (start.type() == YAML_STREAM_END_EVENT)
      return fail("the document is empty; expected a value", start);
    const auto& head = start.raw().data.document_start;
    if (head.version_directive != nullptr || head.tag_directives.start != head.tag_directives.end)
      return fail("directives (%YAML, %TAG) are not accepted", start);
    CAIRN_TRY(const Value root, node(0));
    CAIRN_CHECK(expect(YAML_DOCUMENT_END_EVENT));
    Event end;
    CAIRN_CHECK(next(end));
    if (end.type() != YAML_STREAM_END_EVENT)
      return fail("a second document is not accepted; one file holds one document", end);
    return root;
  }

 private:
  std::string place(std::size_t character) { return json::place_of(text_, offsets_.of(character)); }
  Error fail(std::string message, const Event& event) {
    return invalid(std::move(message), place(event.character()));
  }

  Result<void> next(Event& event) {
    if (parser_.next(event.raw())) return {};
    const yaml_parser_t& state = parser_.state();
    const std::string what = state.problem != nullptr ? state.problem : "it cannot be read";
    if (state.error == YAML_MEMORY_ERROR) return exhausted("not enough memory for the YAML text");
    if (state.error == YAML_READER_ERROR)  // its offset counts bytes
      return invalid("the text is not YAML: " + what, json::place_of(text_, state.problem_offset));
    return invalid("the text is not YAML: " + what, place(state.problem_mark.index));
  }
  Result<void> expect(yaml_event_type_t type) {
    Event event;
    CAIRN_CHECK(next(event));
    CAIRN_ASSERT(event.type() == type);  // the event grammar of libyaml
    return {};
  }

  Result<void> refuse_extras(const Event& event) {
    if (event.type() == YAML_ALIAS_EVENT)
      return fail("aliases (*name) are not accepted; write the value out", event);
    if (event.has_anchor())
      return fail("anchors (&name) are not accepted; write the value out", event);
    if (event.has_tag()) return fail("tags (!name) are not accepted", event);
    return {};
  }

  Result<Value> node(std::size_t depth) {
    Event event;
    CAIRN_CHECK(next(event));
    return node_of(event, depth);
  }

  Result<Value> node_of(const Event& event, std::size_t depth) {
    CAIRN_CHECK(refuse_extras(event));
    if (depth > limits_.depth_max)
      return exhausted(fmt::format("nested deeper than {} levels", limits_.depth_max),
                       place(event.character()));
    if (++values_ > limits_.values_max)
      return exhausted(fmt::format("more than {} values", limits_.values_max),
                       place(event.character()));
    if (event.type() == YAML_SEQUENCE_START_EVENT) return sequence(event, depth);
    if (event.type() == YAML_MAPPING_START_EVENT) return mapping(event, depth);
    return scalar(event);
  }

  std::uint32_t offset_of(const Event& event) {
    return static_cast<std::uint32_t>(offsets_.of(event.character()));
  }

  Result<Value> scalar(const Event& event) {
    const std::string_view text = event.text();
    const std::uint32_t offset = offset_of(event);
    if (!event.is_plain()) return arena_.at_offset(arena_.string(text), offset);
    if (text.empty())
      return fail("a value is missing; expected one, or null, or \"\" for empty text", event);
    if (text == "null") return arena_.at_offset(arena_.null(), offset);
    if (text == "true" || text == "false")
      return arena_.at_offset(arena_.boolean(text == "true"), offset);
    if (is_json_number(text)) return arena_.at_offset(arena_.number(text), offset);
    return arena_.at_offset(arena_.string(text), offset);
  }

  Result<Value> sequence(const Event& start, std::size_t depth) {
    const std::uint32_t offset = offset_of(start);
    const std::size_t first = items_.size();
    for (;;) {
      Event event;
      CAIRN_CHECK(next(event));
      if (event.type() == YAML_SEQUENCE_END_EVENT) break;
      CAIRN_TRY(const Value item, node_of(event, depth + 1));
      items_.push_back(item);
    }
    const Value made = arena_.array_at(std::span(items_).subspan(first), offset);
    items_.resize(first);
    return made;
  }

  Result<Value> mapping(const Event& start, std::size_t depth) {
    const std::uint32_t offset = offset_of(start);
    const std::size_t first = members_.size();
    std::vector<std::uint32_t> key_offsets;
    for (;;) {
      Event key;
      CAIRN_CHECK(next(key));
      if (key.type() == YAML_MAPPING_END_EVENT) break;
      CAIRN_CHECK(refuse_extras(key));
      if (key.type() != YAML_SCALAR_EVENT)
        return fail("a key must be text, not a list or a mapping", key);
      const std::string_view name = arena_.keep(key.text());
      key_offsets.push_back(offset_of(key));
      CAIRN_TRY(const Value value, node(depth + 1));
      members_.push_back({name, value});
    }
    const auto members = std::span(members_).subspan(first);
    CAIRN_CHECK(refuse_duplicates(members, key_offsets));
    const Value made = arena_.object_at(members, offset);
    members_.resize(first);
    return made;
  }

  Result<void> refuse_duplicates(std::span<const json::Member> members,
                                 std::span<const std::uint32_t> offsets) const {
    std::vector<std::size_t> order(members.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return members[i].key; });
    for (std::size_t i = 1; i < order.size(); ++i)
      if (members[order[i - 1]].key == members[order[i]].key)
        return invalid(fmt::format("the key \"{}\" occurs twice in one mapping",
                                   members[order[i]].key.substr(0, 80)),
                       json::place_of(text_, offsets[order[i]]));
    return {};
  }

  std::string_view text_;
  const json::Limits& limits_;
  json::Arena& arena_;
  ByteOffsets offsets_;
  Parser parser_;
  std::size_t values_ = 0;
  std::vector<Value> items_;
  std::vector<json::Member> members_;
};

}  // namespace

Result<json::Document> read(std::string_view text, const json::Limits& limits) {
  if (text.size() > limits.bytes_max || text.size() > UINT32_MAX)
    return exhausted(fmt::format("the YAML text is {} bytes; at most {} are accepted", text.size(),
                                 limits.bytes_max));
  if (text.starts_with("\xEF\xBB\xBF"))
    return invalid("a byte order mark is not allowed; save the file as UTF-8 without one",
                   json::place_of(text, 0));
  auto arena = std::make_shared<json::Arena>();
  Reader reader(text, limits, *arena);
  CAIRN_TRY(const Value root, reader.document());
  return json::Document(std::move(arena), root);
}

}  // namespace cairn::yaml
