#include "documents/case_policy_json.h"

#include "documents/case_words.h"

namespace cairn::documents {
namespace {

using prior_learning::Cap;
using prior_learning::CapScope;
using prior_learning::Days;
using prior_learning::Policy;
using prior_learning::Rubric;

constexpr Range kDays{0, 3650};
constexpr std::size_t kCapsMax = 32;

struct DaysOf {
  std::string_view key;
  int Days::*days;
};
constexpr DaysOf kStates[] = {
    {"identification", &Days::identification},
    {"guidance", &Days::guidance},
    {"documentation", &Days::documentation},
    {"appointment", &Days::appointment},
    {"assessment", &Days::assessment},
    {"reconciliation", &Days::reconciliation},
    {"decision", &Days::decision},
    {"appeal", &Days::appeal},
};

Result<Rubric> read_rubric(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a rubric");
  Rubric rubric;
  rubric.levels = fields.integer("levels", {1, kLevelsMax});
  rubric.threshold = fields.integer("threshold", {1, rubric.levels});
  rubric.tolerance = fields.integer("tolerance", {0, rubric.levels});
  rubric.assessors = fields.integer("assessors", {1, 2});
  CAIRN_CHECK(fields.finish());
  return rubric;
}

Result<Days> read_days(const json::Value& value, const Source& source) {
  Fields fields(value, source, "the days of a case");
  Days days;
  for (const DaysOf& state : kStates) days.*state.days = fields.integer(state.key, kDays);
  CAIRN_CHECK(fields.finish());
  return days;
}

Result<Cap> read_cap(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a cap");
  Cap cap;
  cap.scope = fields.choice("scope", kCapScopes);
  cap.system = fields.id<credit::SystemId>("system");
  if (fields.has("amount")) cap.amount = fields.exact_number("amount");
  if (fields.has("share")) cap.share = fields.exact_number("share");
  if (cap.amount.has_value() == cap.share.has_value())
    fields.refuse("scope", "a cap needs exactly one of: amount, share");
  if (cap.amount && cap.amount->is_negative())
    fields.refuse("amount", "\"amount\" must not be negative");
  if (cap.share && (cap.share->is_negative() || *cap.share > Rational(1)))
    fields.refuse("share", "\"share\" must be from \"0\" to \"1\"");
  if (cap.share && cap.scope != CapScope::goal)
    fields.refuse("share", "\"share\" is of the goal's credit: it needs \"scope\": \"goal\"");
  CAIRN_CHECK(fields.finish());
  return cap;
}

}  // namespace

Result<Policy> read_case_policy(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a policy");
  Policy policy;
  policy.rubric = fields.nested("rubric", read_rubric);
  policy.days = fields.nested("days", read_days);
  policy.evidence_days = fields.integer("evidenceDays", {0, 36'500});
  policy.caps = fields.list("caps", read_cap);
  if (policy.caps.size() > kCapsMax)
    fields.refuse("caps", "a policy has at most " + std::to_string(kCapsMax) + " caps");
  CAIRN_CHECK(fields.finish());
  return policy;
}

void write_case_policy(json::Writer& writer, const Policy& policy) {
  writer.begin_object().key("rubric").begin_object();
  writer.member("levels", policy.rubric.levels).member("threshold", policy.rubric.threshold);
  writer.member("tolerance", policy.rubric.tolerance);
  writer.member("assessors", policy.rubric.assessors).end_object();
  writer.key("days").begin_object();
  for (const DaysOf& state : kStates) writer.member(state.key, policy.days.*state.days);
  writer.end_object().member("evidenceDays", policy.evidence_days).key("caps").begin_array();
  for (const Cap& cap : policy.caps) {
    writer.begin_object().member("scope", word_for(kCapScopes, cap.scope));
    writer.member("system", cap.system.text());
    if (cap.amount) writer.member("amount", cap.amount->to_string());
    if (cap.share) writer.member("share", cap.share->to_string());
    writer.end_object();
  }
  writer.end_array().end_object();
}

}  // namespace cairn::documents
