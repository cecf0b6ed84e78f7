#include "documents/attribute_json.h"

#include <algorithm>
#include <string>

namespace cairn::documents {
namespace {

using requirement::Attribute;
using requirement::AttributeTest;

Result<Attribute> read_attribute(const json::Value& value, const Source& source) {
  if (value.is_string() && !value.string().empty())
    return Attribute{std::string(value.string()), {}};
  if (!value.is_object())
    return invalid("an attribute must be a name or {name, value}", source.place_of(value));
  Fields fields(value, source, "an attribute");
  Attribute made;
  made.name = fields.text("name");
  made.value = fields.text("value");
  CAIRN_CHECK(fields.finish());
  return made;
}

void write_attribute_test(json::Writer& writer, const AttributeTest& test) {
  if (test.is.empty() && !test.at_least) {
    writer.string(test.name);
    return;
  }
  writer.begin_object().member("name", test.name);
  if (!test.is.empty()) write_text_list(writer.key("is"), test.is);
  if (test.at_least) writer.member("atLeast", test.at_least->to_string());
  writer.end_object();
}

}  // namespace

std::vector<Attribute> read_attributes(Fields& fields) {
  std::vector<Attribute> attributes = fields.list("attributes", read_attribute);
  std::vector<Attribute> sorted = attributes;
  std::ranges::sort(sorted);
  if (const auto same = std::ranges::adjacent_find(sorted); same != sorted.end())
    fields.refuse("attributes", "the attribute \"" + same->name + "\" occurs twice with one value");
  return attributes;
}

void write_attributes(json::Writer& writer, const std::vector<Attribute>& attributes) {
  writer.begin_array();
  for (const Attribute& each : attributes) {
    if (each.value.empty())
      writer.string(each.name);
    else
      writer.begin_object().member("name", each.name).member("value", each.value).end_object();
  }
  writer.end_array();
}

Result<AttributeTest> read_attribute_test(const json::Value& value, const Source& source) {
  if (value.is_string() && !value.string().empty())
    return AttributeTest{std::string(value.string()), {}, {}};
  if (!value.is_object())
    return invalid("what \"attributes\" names must be a name, {name, is} or {name, atLeast}",
                   source.place_of(value));
  Fields fields(value, source, "an attribute that is asked for");
  AttributeTest made;
  made.name = fields.text("name");
  made.is = fields.text_list("is");
  if (fields.has("atLeast")) made.at_least = fields.exact_number("atLeast");
  if (made.is.empty() != made.at_least.has_value())
    fields.refuse("name",
                  "an attribute with its value is asked for by \"is\", a list that is not "
                  "empty, or by \"atLeast\"; by its name alone without an object");
  CAIRN_CHECK(fields.finish());
  return made;
}

void write_attribute_tests(json::Writer& writer, const std::vector<AttributeTest>& tests) {
  writer.begin_array();
  for (const AttributeTest& test : tests) write_attribute_test(writer, test);
  writer.end_array();
}

}  // namespace cairn::documents
