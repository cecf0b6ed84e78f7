#include "domain/version/replacement.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace cairn::version {
namespace {

using requirement::Filter;
using requirement::Holds;
using requirement::Node;

using Direct = std::map<AchievementId, std::set<AchievementId>>;

Result<std::vector<AchievementId>> reached_from(const AchievementId& old_one,
                                                const Direct& direct) {
  std::set<AchievementId> reached;
  std::vector<AchievementId> waiting{old_one};
  while (!waiting.empty()) {
    const auto next = direct.find(waiting.back());
    waiting.pop_back();
    if (next == direct.end()) continue;
    for (const AchievementId& answer : next->second)
      if (answer != old_one && reached.insert(answer).second) waiting.push_back(answer);
    if (reached.size() > kAnswersMax)
      return exhausted(
          "more than " + std::to_string(kAnswersMax) + " achievements answer one by replacements",
          old_one.text());
  }
  return std::vector(reached.begin(), reached.end());
}

void add_answers(std::vector<std::string>& names, const Answers& answers) {
  std::vector<std::string> more;
  for (const std::string& name : names) {
    const auto found = answers.find(AchievementId(name));
    if (found == answers.end()) continue;
    for (const AchievementId& answer : found->second)
      if (std::ranges::find(names, answer.text()) == names.end()) more.push_back(answer.text());
  }
  std::ranges::sort(more);
  more.erase(std::unique(more.begin(), more.end()), more.end());
  std::ranges::move(more, std::back_inserter(names));
}

void widen(Filter& filter, const Answers& answers) {
  add_answers(filter.achievements, answers);
  for (auto* inner : {&filter.any, &filter.all, &filter.none})
    for (Filter& each : *inner) widen(each, answers);
}

void widen_filters(Node& node, const Answers& answers) {
  requirement::for_each_filter(node, [&](Filter& filter) { widen(filter, answers); });
}

// Limits, sharing and repeats stay with the node that keeps the id.
void split_holds(Node& node, const Answers& answers) {
  const auto* holds = std::get_if<Holds>(&node.rule);
  const auto found = holds == nullptr ? answers.end() : answers.find(holds->achievement);
  if (found == answers.end()) return;
  requirement::AtLeast any;
  any.children.push_back({NodeId(node.id.text() + std::string(kWritten)), node.title, *holds});
  int number = 0;
  for (const AchievementId& answer : found->second)
    any.children.push_back({NodeId(node.id.text() + ":" + std::to_string(++number)),
                            {},
                            Holds{answer, holds->filter}});
  node.rule = std::move(any);
}

}  // namespace

Result<Answers> answers_for(const OrganizationId& organization,
                            std::span<const requirement::Replacement> replacements, Date day) {
  Direct direct;
  for (const requirement::Replacement& each : replacements)
    if (each.organization == organization && each.from <= day)
      direct[each.achievement].insert(each.answered_by);
  Answers answers;
  for (const auto& [old_one, first] : direct) {
    CAIRN_TRY(std::vector<AchievementId> found, reached_from(old_one, direct));
    answers.emplace(old_one, std::move(found));
  }
  return answers;
}

Node with_answers(Node tree, const Answers& answers) {
  if (answers.empty()) return tree;
  requirement::for_each_node(tree, [&](Node& node) {
    widen_filters(node, answers);
    split_holds(node, answers);
  });
  return tree;
}

}  // namespace cairn::version
