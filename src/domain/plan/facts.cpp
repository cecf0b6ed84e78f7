#include "domain/plan/facts.h"

#include "domain/audit/audit.h"

namespace cairn::plan {

Facts::Facts(const Problem& problem) : problem_(problem), reachable_(problem, Combine::latest) {}

Result<Answer> Facts::goal_complete(const Mask& taken, int epoch) {
  const Key key{-1, epoch, taken & problem_.tree().mentions};
  if (const auto found = known_.find(key); found != known_.end()) return found->second;
  CAIRN_TRY(const After after, problem_.record_after(key.taken, epoch));
  CAIRN_TRY(const audit::Audit audit,
            audit::evaluate(problem_.goal(), after.record,
                            {.at = problem_.request().start, .explain = audit::Explain::briefly},
                            searched_));
  Answer answer = Answer::no;
  if (audit.status == audit::Status::complete) answer = Answer::yes;
  if (audit.status == audit::Status::undecided) answer = Answer::undecided;
  known_.emplace(key, answer);
  return answer;
}

Result<Answer> Facts::may_start(int candidate, const Mask& taken, int epoch) {
  const Candidate& asked = problem_.candidates()[at(candidate)];
  if (asked.prerequisites.nodes.empty()) return Answer::yes;
  const Key key{candidate, epoch, taken & asked.prerequisites.mentions};
  if (const auto found = known_.find(key); found != known_.end()) return found->second;
  Answer answer = Answer::no;
  std::vector<std::int64_t> costs(problem_.candidates().size(), kUnreachable);
  for (int c = 0; c < problem_.candidate_count(); ++c)
    if (key.taken.test(at(c))) costs[at(c)] = 0;
  reachable_.price(costs, 0, Mask());
  if (reachable_.cost(asked.prerequisites) < kUnreachable) {
    CAIRN_TRY(const After after, problem_.record_after(key.taken, epoch));
    CAIRN_TRY(const audit::Audit audit,
              audit::evaluate(*asked.programme, after.record,
                              {.at = problem_.request().start, .explain = audit::Explain::briefly},
                              searched_));
    if (audit.prerequisites[0].status == audit::NodeStatus::satisfied) answer = Answer::yes;
  }
  known_.emplace(key, answer);
  return answer;
}

}  // namespace cairn::plan
