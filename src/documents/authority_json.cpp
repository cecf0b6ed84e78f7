#include "documents/authority_json.h"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

#include "documents/achievement_json.h"
#include "documents/audit_json.h"
#include "documents/record_json.h"

namespace cairn::documents {
namespace {

using conferral::Outcome;
using conferral::Reason;
using learning::Authority;

constexpr Word<Outcome> kOutcomes[] = {
    {"granted", Outcome::granted}, {"proposed", Outcome::proposed}, {"refused", Outcome::refused}};

constexpr Word<Reason> kReasons[] = {{"authorized", Reason::authorized},
                                     {"revoked_before", Reason::revoked_before},
                                     {"by_exception", Reason::by_exception},
                                     {"competes", Reason::competes},
                                     {"no_authority", Reason::no_authority},
                                     {"authority_idle", Reason::authority_idle},
                                     {"held", Reason::held},
                                     {"in_progress", Reason::in_progress},
                                     {"incomplete", Reason::incomplete},
                                     {"undecided", Reason::undecided}};

Result<Authority::Revocation> read_revocation(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a revocation");
  Authority::Revocation made;
  made.on = fields.date("on");
  made.by = fields.text("by");
  made.reason = fields.text("reason");
  CAIRN_CHECK(fields.finish());
  return made;
}

void write_conferral(json::Writer& writer, const conferral::Conferral& conferral) {
  writer.begin_object().member("achievement", conferral.achievement.text());
  writer.member("outcome", word_of(conferral.outcome)).member("reason", word_of(conferral.reason));
  writer.member("begun", conferral.is_begun);
  if (!conferral.authority.empty()) writer.member("authority", conferral.authority);
  if (conferral.reason == Reason::incomplete || conferral.reason == Reason::in_progress)
    write_distance(writer.key("distance"), conferral.distance);
  if (conferral.reason == Reason::incomplete)
    write_missing(writer.key("missing"), *conferral.programme, conferral.missing);
  if (conferral.award) write_award(writer.key("award"), *conferral.award);
  if (!conferral.consumes.empty()) {
    writer.member("consumption", word_of(conferral.consumption));
    write_ids(writer.key("consumes"), conferral.consumes);
  }
  if (!conferral.against.empty()) write_ids(writer.key("against"), conferral.against);
  writer.end_object();
}

}  // namespace

Result<Authority> read_authority(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a standing authority");
  Authority made;
  made.id = fields.text("id");
  made.version = fields.integer_or("version", {1, std::numeric_limits<int>::max()}, 1);
  made.organization = fields.id<OrganizationId>("organization");
  made.officer = fields.text("officer");
  made.achievements = fields.text_list("achievements");
  made.from = fields.date("from");
  made.until = fields.optional_date("until");
  made.revoked = fields.optional_nested("revoked", read_revocation);
  if (made.achievements.empty())
    fields.refuse("achievements", "an authority names at least one achievement");
  if (made.until && *made.until < made.from)
    fields.refuse("until", "the last day is before the first");
  CAIRN_CHECK(fields.finish());
  return made;
}

Result<std::vector<Authority>> read_authorities(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a document of authorities");
  if (!fields.has("authorities"))
    fields.refuse("authorities", "a document of authorities needs \"authorities\"");
  std::vector<Authority> made = fields.list("authorities", read_authority);
  std::set<std::string> ids;
  for (const Authority& each : made)
    if (!ids.insert(each.id).second)
      fields.refuse("authorities", "two authorities have the id \"" + each.id + "\"");
  CAIRN_CHECK(fields.finish());
  return made;
}

void write_conferrals(json::Writer& writer, std::span<const conferral::Conferral> conferrals) {
  writer.begin_array();
  for (const conferral::Conferral& each : conferrals) write_conferral(writer, each);
  writer.end_array();
}

std::string_view word_of(Outcome outcome) { return word_for(kOutcomes, outcome); }
std::string_view word_of(Reason reason) { return word_for(kReasons, reason); }

}  // namespace cairn::documents
