#include "documents/what_if_text.h"

#include <algorithm>

#include "documents/audit_json.h"
#include "documents/filter_text.h"

namespace cairn::documents {

WhatIfText::WhatIfText(const audit::Programme& programme, const audit::WhatIf& what_if,
                       const learning::Catalogue& catalogue, std::string_view language)
    : programme_(programme),
      what_if_(what_if),
      phrases_("audit", language),
      words_("requirement", language),
      names_(catalogue, words_),
      rules_(programme, catalogue, language),
      after_(programme, what_if.audit, catalogue, language) {}

std::string WhatIfText::head() const {
  std::vector<std::string> earned;
  for (const AchievementId& id : what_if_.earned) earned.push_back(names_.of(id) + stating(id));
  return phrases_.say("what_if", {{"achievements", phrases_.list("list.comma", earned)}});
}

std::string WhatIfText::stating(const AchievementId& id) const {
  const auto found = std::ranges::find(what_if_.stating, id, &audit::Stating::achievement);
  if (found == what_if_.stating.end()) return {};
  return filter_text(asking_for(found->stated), names_, words_);
}

std::vector<std::string> WhatIfText::lines() const {
  std::vector<std::string> lines = {after_.status()};
  for (std::string& line : after_.bound()) lines.push_back(std::move(line));
  const std::size_t before = lines.size();
  for (const audit::ChangedNode& each : what_if_.nodes)
    if (tells_of(each)) lines.push_back(changed(each));
  for (const audit::MovedAward& each : what_if_.awards) lines.push_back(moved(each));
  for (const AchievementId& id : what_if_.unused)
    lines.push_back(phrases_.say("what_if.unused", {{"achievement", names_.of(id)}}));
  if (lines.size() == before) lines.push_back(phrases_.say("what_if.same"));
  return lines;
}

// Of groups only a new status: how many of their children are satisfied is seen at these.
bool WhatIfText::tells_of(const audit::ChangedNode& changed) const {
  const auto index = static_cast<std::size_t>(changed.node);
  return changed.status_before != what_if_.audit.nodes[index].status ||
         programme_.nodes()[index].children.empty();
}

std::string WhatIfText::changed(const audit::ChangedNode& changed) const {
  const auto index = static_cast<std::size_t>(changed.node);
  const audit::NodeResult& after = what_if_.audit.nodes[index];
  return phrases_.say(
      "what_if.node",
      {{"rule", rules_.rule(programme_.tree(), changed.node)},
       {"node", programme_.nodes()[index].id.text()},
       {"after", state(changed.node, after.status, after.have, after.need)},
       {"before", state(changed.node, changed.status_before, changed.have_before, after.need)}});
}

std::string WhatIfText::state(int node, audit::NodeStatus status, const Rational& have,
                              const Rational& need) const {
  audit::NodeResult result;
  result.status = status;
  result.have = have;
  result.need = need;
  return phrases_.say("status." + std::string(word_of(status)),
                      {{"progress", after_.progress(programme_.tree(), node, result)}});
}

std::string WhatIfText::moved(const audit::MovedAward& moved) const {
  const char* phrase = "what_if.moved";
  if (moved.before.empty()) phrase = "what_if.applied";
  if (moved.after.empty()) phrase = "what_if.dropped";
  return phrases_.say(phrase, {{"award", moved.achievement.empty() ? moved.award.text()
                                                                   : names_.of(moved.achievement)},
                               {"before", nodes(moved.before)},
                               {"after", nodes(moved.after)}});
}

std::string WhatIfText::nodes(const std::vector<int>& nodes) const {
  std::vector<std::string> ids;
  for (const int node : nodes)
    ids.push_back(programme_.nodes()[static_cast<std::size_t>(node)].id.text());
  return words_.list("list.and", ids);
}

}  // namespace cairn::documents
