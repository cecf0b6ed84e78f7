#include "documents/requirement_json.h"

#include <algorithm>
#include <utility>

#include "documents/filter_json.h"

namespace cairn::documents {
namespace {

using requirement::Avoid;
using requirement::Fact;
using requirement::Filter;
using requirement::Node;
using requirement::Portion;
using requirement::Quantity;
using requirement::Repeats;
using requirement::Rule;
using requirement::Share;
using requirement::Split;
using requirement::Stacked;
using requirement::Unit;

constexpr Range kCounts{1, 10'000};
constexpr Range kAmounts{0, 10'000};

constexpr Word<Repeats::Keep> kKeeps[] = {
    {"first", Repeats::Keep::first}, {"last", Repeats::Keep::last}, {"best", Repeats::Keep::best}};

// What an average looks at: what is applied below the node `in`, or everything.
enum class Over { node, record };
constexpr Word<Over> kOver[] = {{"record", Over::record}};

constexpr Word<Stacked> kStacked[] = {{"whole", Stacked::whole}, {"parts", Stacked::parts}};

// --- Reading ------------------------------------------------------------------------------------

Quantity credit_in(Fields& fields, std::string_view key) { return fields.nested(key, read_amount); }

Quantity hours_in(Fields& fields, std::string_view key) {
  const requirement::Hours hours{fields.exact_number(key)};
  if (hours.value.is_negative()) fields.refuse(key, "hours must not be negative");
  return hours;
}

Quantity awards_in(Fields& fields, std::string_view key) {
  return requirement::Awards{fields.integer(key, kAmounts)};
}

// By Unit::Measure.
using ReadQuantity = Quantity (*)(Fields&, std::string_view);
constexpr std::pair<std::string_view, ReadQuantity> kMeasures[] = {
    {"credit", credit_in}, {"hours", hours_in}, {"awards", awards_in}};

}  // namespace

Result<Quantity> read_quantity(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a quantity");
  Quantity made;
  int given = 0;
  for (const auto& [key, read] : kMeasures) {
    if (!fields.has(key)) continue;
    ++given;
    made = read(fields, key);
  }
  CAIRN_CHECK(fields.finish());
  if (given == 1) return made;
  return invalid("a quantity is exactly one of: credit, hours, awards", source.place_of(value));
}

namespace {

Result<Share> read_part(Unit::Measure measure, const json::Value& value, const Source& source) {
  Fields fields(value, source, "a share");
  Share made;
  made.part = fields.exact_number("share");
  made.unit.measure = measure;
  if (made.part.is_negative() || made.part > Rational(1))
    fields.refuse("share", "\"share\" must be from \"0\" to \"1\"");
  if (measure == Unit::Measure::credit) made.unit.system = fields.id<credit::SystemId>("system");
  CAIRN_CHECK(fields.finish());
  return made;
}

// A share has a share where a quantity has an amount.
Result<Portion> read_portion(const json::Value& value, const Source& source) {
  for (const Unit::Measure measure :
       {Unit::Measure::credit, Unit::Measure::hours, Unit::Measure::awards}) {
    const std::string_view key = kMeasures[static_cast<std::size_t>(measure)].first;
    const json::Value* of = value.find(key);
    if (of == nullptr || of->find("share") == nullptr) continue;
    Fields fields(value, source, "a share");
    const Share made = fields.nested(key, [measure](const json::Value& part, const Source& from) {
      return read_part(measure, part, from);
    });
    CAIRN_CHECK(fields.finish());
    return Portion(made);
  }
  CAIRN_TRY(const Quantity quantity, read_quantity(value, source));
  return Portion(quantity);
}

Filter filter_in(Fields& fields, std::string_view key) {
  return fields.optional_nested(key, read_filter).value_or(Filter());
}

Result<requirement::AtLeast> read_at_least(const json::Value& value, const Source& source) {
  Fields fields(value, source, "\"atLeast\"");
  requirement::AtLeast rule;
  rule.count = fields.integer("count", kCounts);
  rule.at_most = fields.optional_integer("atMost", kCounts);
  if (rule.at_most && *rule.at_most < rule.count)
    fields.refuse("atMost", "\"atMost\" is below \"count\"");
  if (rule.at_most == rule.count) rule.at_most.reset();  // which says nothing
  rule.children = fields.list("of", read_requirement);
  CAIRN_CHECK(fields.finish());
  return rule;
}

Result<requirement::Holds> read_holds(const json::Value& value, const Source& source) {
  requirement::Holds rule;
  if (value.is_string() && !value.string().empty()) {
    rule.achievement = AchievementId(std::string(value.string()));
    return rule;
  }
  if (!value.is_object())
    return invalid("\"holds\" must be an achievement id, or an object of achievement and where",
                   source.place_of(value));
  Fields fields(value, source, "\"holds\"");
  rule.achievement = fields.id<AchievementId>("achievement");
  rule.filter = filter_in(fields, "where");
  CAIRN_CHECK(fields.finish());
  return rule;
}

template <ReadQuantity quantity_in>
Result<requirement::Sum> read_sum(const json::Value& value, const Source& source) {
  Fields fields(value, source, "what is summed up");
  requirement::Sum rule;
  rule.minimum = quantity_in(fields, "minimum");
  if (fields.has("maximum")) rule.maximum = quantity_in(fields, "maximum");
  rule.filter = filter_in(fields, "from");
  CAIRN_CHECK(fields.finish());
  return rule;
}

Result<requirement::Points::Line> read_line(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a line of points");
  requirement::Points::Line line;
  line.points = fields.exact_number("points");
  line.filter = filter_in(fields, "from");
  CAIRN_CHECK(fields.finish());
  return line;
}

Result<requirement::Points> read_points(const json::Value& value, const Source& source) {
  Fields fields(value, source, "\"points\"");
  requirement::Points rule;
  rule.minimum = fields.exact_number("minimum");
  rule.lines = fields.list("of", read_line);
  CAIRN_CHECK(fields.finish());
  return rule;
}

Result<Fact> read_fact(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a fact");
  Fact fact;
  fact.name = fields.text("name");
  fact.is = fields.text_list("is");
  if (fields.has("atLeast")) fact.at_least = fields.exact_number("atLeast");
  if (fact.is.empty() == !fact.at_least)
    fields.refuse("name", "a fact needs exactly one of: is (at least one text), atLeast");
  CAIRN_CHECK(fields.finish());
  return fact;
}

Result<requirement::When> read_when(const json::Value& value, const Source& source) {
  Fields fields(value, source, "\"when\"");
  requirement::When rule;
  rule.fact = fields.nested("if", read_fact);
  rule.children.push_back(fields.nested("then", read_requirement));
  if (fields.has("else")) rule.children.push_back(fields.nested("else", read_requirement));
  CAIRN_CHECK(fields.finish());
  return rule;
}

Result<requirement::Same> read_same(const json::Value& value, const Source& source) {
  Fields fields(value, source, "\"same\"");
  requirement::Same rule;
  rule.key = fields.choice("by", kKeys);
  rule.children.push_back(fields.nested("of", read_requirement));
  CAIRN_CHECK(fields.finish());
  return rule;
}

Result<requirement::Applied> read_applied(const json::Value& value, const Source& source) {
  Fields fields(value, source, "\"applied\"");
  requirement::Applied rule;
  rule.in = fields.id<NodeId>("in");
  rule.minimum = fields.nested("minimum", read_portion);
  rule.last = fields.optional_nested("last", read_quantity);
  rule.unshared = fields.flag("unshared");
  rule.where = filter_in(fields, "where");
  if (rule.last && std::holds_alternative<Share>(rule.minimum))
    fields.refuse("last", "a minimum that is a share has no \"last\"");
  CAIRN_CHECK(fields.finish());
  return rule;
}

Result<requirement::Distinct> read_distinct(const json::Value& value, const Source& source) {
  Fields fields(value, source, "\"distinct\"");
  requirement::Distinct rule;
  rule.in = fields.id<NodeId>("in");
  rule.key = fields.choice("by", kKeys);
  rule.minimum = fields.integer("minimum", kCounts);
  rule.maximum = fields.optional_integer("maximum", kCounts);
  if (rule.maximum && *rule.maximum < rule.minimum)
    fields.refuse("maximum", "\"maximum\" is below \"minimum\"");
  rule.where = filter_in(fields, "where");
  CAIRN_CHECK(fields.finish());
  return rule;
}

Result<requirement::Average> read_average(const json::Value& value, const Source& source) {
  Fields fields(value, source, "\"average\"");
  requirement::Average rule;
  rule.in = fields.optional_id<NodeId>("in");
  const auto over = fields.choice_or("over", kOver, Over::node);
  if (rule.in.empty() == (over == Over::node))
    fields.refuse("in", "\"average\" needs exactly one of: in (a node), over (\"record\")");
  rule.scale = fields.id<grade::ScaleId>("scale");
  rule.minimum = fields.exact_number("minimum");
  if (fields.has("system")) rule.system = fields.id<credit::SystemId>("system");
  rule.where = filter_in(fields, "where");
  CAIRN_CHECK(fields.finish());
  return rule;
}

Result<requirement::Limit> read_limit(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a limit");
  requirement::Limit limit;
  limit.id = fields.id<NodeId>("id");
  limit.at_most = fields.nested("atMost", read_portion);
  limit.where = filter_in(fields, "where");
  if (fields.has("per")) limit.per = fields.choice("per", kKeys);
  CAIRN_CHECK(fields.finish());
  return limit;
}

Result<requirement::Sharing> read_sharing(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a sharing rule");
  requirement::Sharing sharing;
  sharing.id = fields.id<NodeId>("id");
  sharing.between = fields.id_list<NodeId>("between");
  sharing.where = filter_in(fields, "where");
  sharing.at_most = fields.optional_nested("atMost", read_quantity);
  if (sharing.at_most && std::holds_alternative<requirement::Hours>(*sharing.at_most))
    fields.refuse("atMost", "what is shared is counted in credit or awards, not in hours");
  sharing.times = fields.integer_or("times", {2, kCounts.max}, 2);
  CAIRN_CHECK(fields.finish());
  return sharing;
}

Result<Split> read_split(const json::Value& value, const Source& source) {
  Fields fields(value, source, "\"split\"");
  Split split;
  split.step = fields.nested("step", read_amount);
  if (split.step.value.is_zero()) fields.refuse("step", "a step must be more than 0");
  split.where = filter_in(fields, "where");
  CAIRN_CHECK(fields.finish());
  return split;
}

Result<Repeats> read_repeats(const json::Value& value, const Source& source) {
  Fields fields(value, source, "\"repeats\"");
  Repeats repeats;
  repeats.keep = fields.choice("keep", kKeeps);
  if (fields.has("scale")) repeats.scale = fields.id<grade::ScaleId>("scale");
  if (repeats.scale.empty() == (repeats.keep == Repeats::Keep::best))
    fields.refuse("keep", "\"scale\" belongs to \"keep\": \"best\", which needs it");
  repeats.averaged = fields.flag("averaged");
  CAIRN_CHECK(fields.finish());
  return repeats;
}

Result<Avoid> read_avoid(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a rule of what to avoid");
  Avoid avoid;
  avoid.id = fields.id<NodeId>("id");
  avoid.where = filter_in(fields, "where");
  avoid.weight = fields.integer_or("weight", {1, Avoid::kWeightMax}, 1);
  CAIRN_CHECK(fields.finish());
  return avoid;
}

struct RuleForm {
  std::string_view key;
  Rule (*read)(Fields&);
};

// clang-format off
constexpr RuleForm kRules[] = {
    {"all", [](Fields& f) -> Rule { return requirement::All{f.list("all", read_requirement)}; }},
    {"any", [](Fields& f) -> Rule { return requirement::AtLeast{1, f.list("any", read_requirement)}; }},
    {"atLeast", [](Fields& f) -> Rule { return f.nested("atLeast", read_at_least); }},
    {"holds", [](Fields& f) -> Rule { return f.nested("holds", read_holds); }},
    {"credit", [](Fields& f) -> Rule { return f.nested("credit", read_sum<credit_in>); }},
    {"hours", [](Fields& f) -> Rule { return f.nested("hours", read_sum<hours_in>); }},
    {"awards", [](Fields& f) -> Rule { return f.nested("awards", read_sum<awards_in>); }},
    {"points", [](Fields& f) -> Rule { return f.nested("points", read_points); }},
    {"fact", [](Fields& f) -> Rule { return f.nested("fact", read_fact); }},
    {"when", [](Fields& f) -> Rule { return f.nested("when", read_when); }},
    {"same", [](Fields& f) -> Rule { return f.nested("same", read_same); }},
    {"applied", [](Fields& f) -> Rule { return f.nested("applied", read_applied); }},
    {"distinct", [](Fields& f) -> Rule { return f.nested("distinct", read_distinct); }},
    {"average", [](Fields& f) -> Rule { return f.nested("average", read_average); }},
};
// clang-format on

Rule read_rule(Fields& fields) {
  Rule rule;
  int given = 0;
  std::string known;
  for (const RuleForm& form : kRules) {
    known += (known.empty() ? "" : ", ") + std::string(form.key);
    if (!fields.has(form.key)) continue;
    ++given;
    rule = form.read(fields);
  }
  if (given != 1) fields.refuse("id", "a requirement node needs exactly one of: " + known);
  return rule;
}

// Limits and sharing rules are named in answers, so their ids tell them apart within a node.
void check_ids(const Node& node, Fields& fields) {
  std::vector<NodeId> ids;
  for (const requirement::Limit& limit : node.limits) ids.push_back(limit.id);
  for (const requirement::Sharing& sharing : node.sharing) ids.push_back(sharing.id);
  for (const Avoid& avoid : node.avoid) ids.push_back(avoid.id);
  std::ranges::sort(ids);
  if (const auto same = std::ranges::adjacent_find(ids); same != ids.end())
    fields.refuse("id", "two limits, sharing rules or rules of what to avoid have the id \"" +
                            same->text() + "\"");
}

// --- Writing ------------------------------------------------------------------------------------

void write_optional_filter(json::Writer& writer, std::string_view key, const Filter& filter) {
  if (!requirement::tests_nothing(filter)) write_filter(writer.key(key), filter);
}

std::string_view measure_of(const Unit& unit) {
  return kMeasures[static_cast<std::size_t>(unit.measure)].first;
}

void write_value(json::Writer& writer, const Quantity& quantity) {
  if (const auto* credit = std::get_if<credit::Amount>(&quantity))
    write_amount(writer, *credit);
  else if (const auto* hours = std::get_if<requirement::Hours>(&quantity))
    writer.string(hours->value.to_string());
  else
    writer.integer(std::get<requirement::Awards>(quantity).count);
}

void write_quantity(json::Writer& writer, const Quantity& quantity) {
  write_value(writer.begin_object().key(measure_of(requirement::unit_of(quantity))), quantity);
  writer.end_object();
}

void write_portion(json::Writer& writer, const Portion& portion) {
  const auto* share = std::get_if<Share>(&portion);
  if (share == nullptr) return write_quantity(writer, std::get<Quantity>(portion));
  writer.begin_object().key(measure_of(share->unit)).begin_object();
  writer.member("share", share->part.to_string());
  if (!share->unit.system.empty()) writer.member("system", share->unit.system.text());
  writer.end_object().end_object();
}

void write_nodes(json::Writer& writer, const std::vector<Node>& nodes) {
  writer.begin_array();
  for (const Node& node : nodes) write_requirement(writer, node);
  writer.end_array();
}

void write_fact(json::Writer& writer, const Fact& fact) {
  writer.begin_object().member("name", fact.name);
  if (!fact.is.empty()) write_text_list(writer.key("is"), fact.is);
  if (fact.at_least) writer.member("atLeast", fact.at_least->to_string());
  writer.end_object();
}

// Writes a rule's member, key and value, by its kind.
struct RuleWriter {
  json::Writer& writer;

  void operator()(const requirement::All& rule) { write_nodes(writer.key("all"), rule.children); }
  void operator()(const requirement::AtLeast& rule) {
    if (rule.count == 1 && !rule.at_most) return write_nodes(writer.key("any"), rule.children);
    writer.key("atLeast").begin_object().member("count", rule.count);
    if (rule.at_most) writer.member("atMost", *rule.at_most);
    write_nodes(writer.key("of"), rule.children);
    writer.end_object();
  }
  void operator()(const requirement::Holds& rule) {
    if (requirement::tests_nothing(rule.filter)) {
      writer.member("holds", rule.achievement.text());
      return;
    }
    writer.key("holds").begin_object().member("achievement", rule.achievement.text());
    write_filter(writer.key("where"), rule.filter);
    writer.end_object();
  }
  void operator()(const requirement::Sum& rule) {
    writer.key(measure_of(requirement::unit_of(rule.minimum))).begin_object();
    write_value(writer.key("minimum"), rule.minimum);
    if (rule.maximum) write_value(writer.key("maximum"), *rule.maximum);
    write_optional_filter(writer, "from", rule.filter);
    writer.end_object();
  }
  void operator()(const requirement::Points& rule) {
    writer.key("points").begin_object().member("minimum", rule.minimum.to_string());
    writer.key("of").begin_array();
    for (const requirement::Points::Line& line : rule.lines) {
      writer.begin_object().member("points", line.points.to_string());
      write_optional_filter(writer, "from", line.filter);
      writer.end_object();
    }
    writer.end_array().end_object();
  }
  void operator()(const Fact& rule) { write_fact(writer.key("fact"), rule); }
  void operator()(const requirement::When& rule) {
    write_fact(writer.key("when").begin_object().key("if"), rule.fact);
    write_requirement(writer.key("then"), rule.children.front());
    if (rule.children.size() > 1) write_requirement(writer.key("else"), rule.children[1]);
    writer.end_object();
  }
  void operator()(const requirement::Same& rule) {
    writer.key("same").begin_object().member("by", word_for(kKeys, rule.key));
    write_requirement(writer.key("of"), rule.children.front());
    writer.end_object();
  }
  void operator()(const requirement::Applied& rule) {
    writer.key("applied").begin_object().member("in", rule.in.text());
    write_portion(writer.key("minimum"), rule.minimum);
    if (rule.last) write_quantity(writer.key("last"), *rule.last);
    if (rule.unshared) writer.member("unshared", true);
    write_optional_filter(writer, "where", rule.where);
    writer.end_object();
  }
  void operator()(const requirement::Distinct& rule) {
    writer.key("distinct").begin_object().member("in", rule.in.text());
    writer.member("by", word_for(kKeys, rule.key)).member("minimum", rule.minimum);
    if (rule.maximum) writer.member("maximum", *rule.maximum);
    write_optional_filter(writer, "where", rule.where);
    writer.end_object();
  }
  void operator()(const requirement::Average& rule) {
    writer.key("average").begin_object();
    if (rule.in.empty())
      writer.member("over", word_for(kOver, Over::record));
    else
      writer.member("in", rule.in.text());
    writer.member("scale", rule.scale.text()).member("minimum", rule.minimum.to_string());
    if (!rule.system.empty()) writer.member("system", rule.system.text());
    write_optional_filter(writer, "where", rule.where);
    writer.end_object();
  }
};

void write_limit(json::Writer& writer, const requirement::Limit& limit) {
  writer.begin_object().member("id", limit.id.text());
  write_portion(writer.key("atMost"), limit.at_most);
  write_optional_filter(writer, "where", limit.where);
  if (limit.per) writer.member("per", word_for(kKeys, *limit.per));
  writer.end_object();
}

void write_sharing(json::Writer& writer, const requirement::Sharing& sharing) {
  writer.begin_object().member("id", sharing.id.text()).key("between").begin_array();
  for (const NodeId& id : sharing.between) writer.string(id.text());
  writer.end_array();
  write_optional_filter(writer, "where", sharing.where);
  if (sharing.at_most) write_quantity(writer.key("atMost"), *sharing.at_most);
  if (sharing.times != 2) writer.member("times", sharing.times);
  writer.end_object();
}

void write_split(json::Writer& writer, const Split& split) {
  write_amount(writer.begin_object().key("step"), split.step);
  write_optional_filter(writer, "where", split.where);
  writer.end_object();
}

void write_repeats(json::Writer& writer, const Repeats& repeats) {
  writer.begin_object().member("keep", word_for(kKeeps, repeats.keep));
  if (!repeats.scale.empty()) writer.member("scale", repeats.scale.text());
  if (repeats.averaged) writer.member("averaged", true);
  writer.end_object();
}

void write_avoid(json::Writer& writer, const Avoid& avoid) {
  writer.begin_object().member("id", avoid.id.text());
  write_optional_filter(writer, "where", avoid.where);
  if (avoid.weight != 1) writer.member("weight", avoid.weight);
  writer.end_object();
}

template <class Rule>
void write_rules(json::Writer& writer, std::string_view key, const std::vector<Rule>& rules,
                 void (*write)(json::Writer&, const Rule&)) {
  if (rules.empty()) return;
  writer.key(key).begin_array();
  for (const Rule& rule : rules) write(writer, rule);
  writer.end_array();
}

}  // namespace

Result<Node> read_requirement(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a requirement node");
  Node node;
  node.id = fields.id<NodeId>("id");
  node.title = fields.optional_texts("title");
  node.rule = read_rule(fields);
  node.limits = fields.list("limits", read_limit);
  node.sharing = fields.list("sharing", read_sharing);
  node.split = fields.optional_nested("split", read_split);
  node.repeats = fields.optional_nested("repeats", read_repeats);
  node.stacked = fields.choice_or("stacked", kStacked, Stacked::either);
  node.avoid = fields.list("avoid", read_avoid);
  check_ids(node, fields);
  CAIRN_CHECK(fields.finish());
  return node;
}

void write_requirement(json::Writer& writer, const Node& node) {
  writer.begin_object().member("id", node.id.text());
  if (!node.title.empty()) write_texts(writer.key("title"), node.title);
  std::visit(RuleWriter{writer}, node.rule);
  write_rules(writer, "limits", node.limits, write_limit);
  write_rules(writer, "sharing", node.sharing, write_sharing);
  if (node.split) write_split(writer.key("split"), *node.split);
  if (node.repeats) write_repeats(writer.key("repeats"), *node.repeats);
  if (node.stacked != Stacked::either) writer.member("stacked", word_for(kStacked, node.stacked));
  write_rules(writer, "avoid", node.avoid, write_avoid);
  writer.end_object();
}

}  // namespace cairn::documents
