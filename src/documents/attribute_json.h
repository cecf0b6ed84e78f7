// Attributes as JSON: a name, or `{name, value}`.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "documents/fields.h"
#include "domain/requirement/attribute.h"

namespace cairn::documents {

/// The member `attributes` of an achievement or an award; absent: empty. Refused: one that occurs
/// twice.
std::vector<requirement::Attribute> read_attributes(Fields& fields);
void write_attributes(json::Writer& writer, const std::vector<requirement::Attribute>& attributes);

Result<requirement::AttributeTest> read_attribute_test(const json::Value& value,
                                                       const Source& source);
void write_attribute_tests(json::Writer& writer,
                           const std::vector<requirement::AttributeTest>& tests);

}  // namespace cairn::documents
