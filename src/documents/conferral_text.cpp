#include "documents/conferral_text.h"

#include <algorithm>
#include <type_traits>

#include "documents/achievement_json.h"
#include "documents/audit_text.h"
#include "documents/authority_json.h"

namespace cairn::documents {

using conferral::Conferral;

ConferralText::ConferralText(const learning::Catalogue& catalogue,
                             std::span<const learning::Authority> authorities,
                             std::string_view language)
    : catalogue_(catalogue),
      authorities_(authorities),
      phrases_("conferral", language),
      quantities_("requirement", language),
      names_(catalogue, phrases_) {}

template <class Identifier>
std::string ConferralText::list(const std::vector<Identifier>& ids) const {
  std::vector<std::string> names;
  for (const Identifier& id : ids)
    if constexpr (std::is_same_v<Identifier, AchievementId>)
      names.push_back(names_.of(id));
    else
      names.push_back(id.text());
  return phrases_.list("list.and", names);
}

std::string ConferralText::why(const Conferral& conferral) const {
  const auto authority =
      std::ranges::find(authorities_, conferral.authority, &learning::Authority::id);
  return phrases_.say(
      word_of(conferral.reason),
      {{"officer", authority == authorities_.end() ? std::string() : authority->officer},
       {"authority", conferral.authority},
       {"distance", distance_text(conferral.distance, names_, quantities_)},
       {"achievements", list(conferral.against)}});
}

std::string ConferralText::head(const Conferral& conferral) const {
  return phrases_.say("head." + std::string(word_of(conferral.outcome)),
                      {{"achievement", names_.of(conferral.achievement)}, {"why", why(conferral)}});
}

std::vector<std::string> ConferralText::details(const Conferral& conferral) const {
  if (!conferral.award) return missing(conferral);
  std::vector<std::string> lines = {
      phrases_.say("stands_on", {{"awards", list(conferral.award->roots)}})};
  if (conferral.consumes.empty()) return lines;
  lines.push_back(phrases_.say(word_of(conferral.consumption),
                               {{"awards", list(conferral.consumes)},
                                {"organization", names_.of(conferral.award->organization)}}));
  return lines;
}

std::vector<std::string> ConferralText::missing(const Conferral& conferral) const {
  const MissingText text(*conferral.programme, catalogue_, phrases_.language());
  std::vector<std::string> lines;
  for (const audit::Missing& each : conferral.missing) lines.push_back(text.of(each));
  return lines;
}

std::string ConferralText::not_begun(std::int64_t count) const {
  return phrases_.say("not_begun", Rational(count), {{"count", std::to_string(count)}});
}

}  // namespace cairn::documents
