#include "app/verification/facts_used.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <string_view>
#include <tuple>

namespace cairn::verification {
namespace {

FactReport fact(std::string kind, std::string id, std::optional<Instant> fetched,
                std::optional<Instant> good_until) {
  return {std::move(kind), std::move(id), fetched, good_until};
}

}  // namespace

std::vector<FactReport> report_facts(const FactsUsed& used, Instant at) {
  std::vector<FactReport> facts;
  for (const did::StatedController& one : used.gathered.controllers)
    if (one.document) facts.push_back(fact("controller", one.id, one.fetched, one.good_until));
  for (const vc::StatusListFact& one : used.gathered.status_lists)
    if (one.list) facts.push_back(fact("status_list", one.url, one.fetched, one.good_until));
  for (const facts::DocumentFact& one : used.documents)
    facts.push_back(fact("document", one.url, one.fetched, one.good_until));
  for (const OpenedTrustList& one : used.trust_lists)
    facts.push_back(fact("trust_list", one.list.id.empty() ? one.list.name : one.list.id,
                         one.stored, one.good_until));
  for (const std::string& url : used.contexts) facts.push_back(fact("context", url, {}, {}));
  std::set<std::string_view> logs;
  for (const StatedLogProof& one : used.log_proofs) {
    const std::string_view name = one.key.substr(0, one.key.find('+'));
    if (one.checkpoint_fetched && logs.insert(name).second)
      facts.push_back(fact("log", std::string(name), one.checkpoint_fetched, {}));
  }
  for (FactReport& one : facts) {
    using std::chrono::seconds;
    if (one.fetched && at > *one.fetched)
      one.age = std::chrono::floor<seconds>(at.time() - one.fetched->time());
    one.outdated = one.good_until && at > *one.good_until;
  }
  std::ranges::sort(facts, {}, [](const FactReport& one) { return std::tie(one.kind, one.id); });
  return facts;
}

}  // namespace cairn::verification
