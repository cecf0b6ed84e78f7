#include "documents/offering_json.h"

#include <algorithm>

#include "documents/money_json.h"

namespace cairn::documents {

using learning::Offering;

namespace {

constexpr Range kWeeks{1, 520};
constexpr Range kHoursPerWeek{1, 168};
enum class Mode { unsaid, online, onsite, blended };
constexpr Word<Mode> kModes[] = {
    {"online", Mode::online}, {"onsite", Mode::onsite}, {"blended", Mode::blended}};

}  // namespace

Result<Offering> read_offering(const json::Value& value, const Source& source) {
  Fields fields(value, source, "an offering");
  Offering made;
  made.id = fields.id<OfferingId>("id");
  made.achievement = fields.id<AchievementId>("achievement");
  made.organization = fields.id<OrganizationId>("organization");
  made.price = fields.nested("price", read_money);
  made.weeks = fields.integer("weeks", kWeeks);
  made.hours_per_week = fields.integer("hoursPerWeek", kHoursPerWeek);
  made.starts = fields.date_list("starts");
  std::ranges::sort(made.starts);
  made.starts.erase(std::ranges::unique(made.starts).begin(), made.starts.end());
  const Mode mode = fields.choice_or("mode", kModes, Mode::unsaid);
  if (mode != Mode::unsaid) made.mode = word_for(kModes, mode);
  CAIRN_CHECK(fields.finish());
  return made;
}

void write_offering(json::Writer& writer, const Offering& offering) {
  writer.begin_object();
  writer.member("id", offering.id.text());
  writer.member("achievement", offering.achievement.text());
  writer.member("organization", offering.organization.text());
  write_money(writer.key("price"), offering.price);
  writer.member("weeks", offering.weeks);
  writer.member("hoursPerWeek", offering.hours_per_week);
  if (!offering.starts.empty()) {
    writer.key("starts").begin_array();
    for (const Date& start : offering.starts) writer.string(start.to_string());
    writer.end_array();
  }
  if (!offering.mode.empty()) writer.member("mode", offering.mode);
  writer.end_object();
}

}  // namespace cairn::documents
