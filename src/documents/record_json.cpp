#include "documents/record_json.h"

#include <algorithm>
#include <limits>

#include "documents/grade_json.h"

namespace cairn::documents {
namespace {

using learning::Award;
using learning::AwardStatus;

constexpr Word<AwardStatus> kStatuses[] = {
    {"earned", AwardStatus::earned},   {"in-progress", AwardStatus::in_progress},
    {"planned", AwardStatus::planned}, {"recognised", AwardStatus::recognised},
    {"revoked", AwardStatus::revoked},
};

Result<Award> read_award(const json::Value& value, const Source& source) {
  Fields fields(value, source, "an award");
  Award award;
  award.id = fields.id<AwardId>("id");
  award.status = fields.choice("status", kStatuses);
  // Recognised awards may be unspecified credit, of no achievement.
  award.achievement = award.status == AwardStatus::recognised
                          ? fields.optional_id<AchievementId>("achievement")
                          : fields.id<AchievementId>("achievement");
  award.version = fields.integer_or("version", {1, std::numeric_limits<int>::max()}, 1);
  award.organization = fields.id<OrganizationId>("organization");
  award.credit = read_credit_list(fields);
  award.grade = fields.optional_nested("grade", read_grade);
  award.awarded = fields.date("awarded");
  award.expires = fields.optional_date("expires");
  award.roots = fields.id_list<AwardId>("roots");
  award.source = fields.optional_text("source");
  std::ranges::sort(award.roots);
  if (std::ranges::adjacent_find(award.roots) != award.roots.end())
    fields.refuse("roots", "a root is named twice");
  CAIRN_CHECK(fields.finish());
  return award;
}

}  // namespace

Result<learning::Record> read_record(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a record");
  learning::Record record;
  if (!fields.has("awards")) fields.refuse("awards", "a record needs \"awards\"");
  record.awards = fields.list("awards", read_award);
  std::vector<AwardId> ids;
  for (const Award& award : record.awards) ids.push_back(award.id);
  std::ranges::sort(ids);
  if (const auto same = std::ranges::adjacent_find(ids); same != ids.end())
    fields.refuse("awards", "the award id \"" + same->text() + "\" occurs twice");
  CAIRN_CHECK(fields.finish());
  return record;
}

}  // namespace cairn::documents
