#include "documents/person_json.h"

#include "documents/record_json.h"

namespace cairn::documents {
namespace {

constexpr Word<PersonRole> kRoles[] = {{"learner", PersonRole::learner},
                                       {"administrator", PersonRole::administrator}};

}  // namespace

Result<Person> read_person(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a person");
  Person made;
  made.id = fields.text("id");
  made.name = fields.text("name");
  made.role = fields.choice("role", kRoles);
  made.language = fields.optional_text("language");
  made.record = fields.optional_nested("record", read_record).value_or(learning::Record());
  if (fields.has("goal")) made.goal = fields.id<AchievementId>("goal");
  made.weekly_hours = fields.optional_integer("weeklyHours", {1, 168});
  CAIRN_CHECK(fields.finish());
  return made;
}

}  // namespace cairn::documents
