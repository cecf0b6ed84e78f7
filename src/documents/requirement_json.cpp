#include "documents/requirement_json.h"

#include <limits>

namespace cairn::documents {
namespace {

using requirement::Node;

constexpr Range kCounts{1, 10'000};

Result<requirement::AtLeast> read_at_least(const json::Value& value, const Source& source) {
  Fields fields(value, source, "\"atLeast\"");
  requirement::AtLeast rule;
  rule.count = fields.integer("count", kCounts);
  rule.children = fields.list("of", read_requirement);
  CAIRN_CHECK(fields.finish());
  return rule;
}

Result<requirement::Filter> read_filter(const json::Value& value, const Source& source) {
  Fields fields(value, source, "\"from\"");
  requirement::Filter filter;
  filter.achievements = fields.id_list<AchievementId>("achievements");
  filter.organizations = fields.id_list<OrganizationId>("organizations");
  CAIRN_CHECK(fields.finish());
  return filter;
}

Result<requirement::CreditAtLeast> read_credit(const json::Value& value, const Source& source) {
  Fields fields(value, source, "\"credit\"");
  requirement::CreditAtLeast rule;
  rule.minimum = fields.nested("minimum", read_amount);
  rule.filter = fields.optional_nested("from", read_filter).value_or(requirement::Filter());
  CAIRN_CHECK(fields.finish());
  return rule;
}

}  // namespace

Result<Node> read_requirement(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a requirement node");
  Node node;
  node.id = fields.id<NodeId>("id");
  node.title = fields.optional_texts("title");
  int rules = 0;
  if (fields.has("all")) {
    ++rules;
    node.rule = requirement::All{fields.list("all", read_requirement)};
  }
  if (fields.has("any")) {
    ++rules;
    node.rule = requirement::AtLeast{1, fields.list("any", read_requirement)};
  }
  if (fields.has("atLeast")) {
    ++rules;
    node.rule = fields.nested("atLeast", read_at_least);
  }
  if (fields.has("holds")) {
    ++rules;
    node.rule = requirement::Holds{fields.id<AchievementId>("holds")};
  }
  if (fields.has("credit")) {
    ++rules;
    node.rule = fields.nested("credit", read_credit);
  }
  if (rules != 1)
    fields.refuse("id",
                  "a requirement node needs exactly one of: all, any, atLeast, holds, credit");
  CAIRN_CHECK(fields.finish());
  return node;
}

}  // namespace cairn::documents
