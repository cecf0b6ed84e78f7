// Limits as resources.
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string>

#include "domain/audit/resources.h"
#include "domain/audit/worth.h"

namespace cairn::audit {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

class Limits {
 public:
  explicit Limits(Resources& resources) : resources_(resources), tree_(resources.tree()) {}

  Result<void> add(int node, int index) {
    const NodeLimit& limit = tree_.nodes()[at(node)].limits[at(index)];
    Model::Limit made{node, index, {}};
    CAIRN_TRY(made.resources,
              limit.is_share ? add_share_limit(node, limit) : add_amount_limit(node, limit));
    resources_.note_limit(std::move(made));
    return {};
  }

 private:
  // Neighbouring edges that a limit counts once, and what they are worth to it.
  struct Counted {
    int first;
    int end;
    Rational worth;

    std::vector<int> edges() const {
      std::vector<int> all(at(end - first));
      std::iota(all.begin(), all.end(), first);
      return all;
    }
  };

  Result<std::vector<Counted>> counted_by(int node, const NodeLimit& limit) const {
    std::vector<Counted> found;
    for (int e = 0; e < resources_.applied(); ++e) {
      if (!resources_.below(e, node)) continue;
      if (!found.empty() && is_more_of(found.back(), e, limit)) {
        ++found.back().end;
        continue;
      }
      const Rational whole = resources_.worth(limit.unit, resources_.candidate_of(e));
      if (whole.is_zero()) continue;
      const bool by_size = limit.unit.measure != Unit::Measure::awards;
      CAIRN_TRY(const Rational worth,
                by_size ? part_of(whole, resources_.piece_of(e)) : Result<Rational>(whole));
      found.push_back({e, e + 1, worth});
    }
    return found;
  }

  // Of pieces at one leaf that count as one award.
  bool is_more_of(const Counted& before, int edge, const NodeLimit& limit) const {
    return limit.unit.measure == Unit::Measure::awards && before.end == edge &&
           !resources_.piece_of(edge).is_whole() && !resources_.piece_of(before.first).is_whole() &&
           resources_.leaf_of(edge) == resources_.leaf_of(before.first) &&
           &resources_.candidate_of(edge) == &resources_.candidate_of(before.first);
  }

  Result<std::vector<int>> add_amount_limit(int node, const NodeLimit& limit) {
    CAIRN_TRY(const std::int64_t capacity, resources_.amount_in(limit.unit, limit.at_most));
    std::map<std::string, int> resources;  // by value of `per`
    CAIRN_TRY(const std::vector<Counted> all, counted_by(node, limit));
    for (const Counted& each : all) {
      const Candidate& candidate = resources_.candidate_of(each.first);
      if (!resources_.passes(limit.where, candidate)) continue;
      CAIRN_TRY(const std::int64_t amount, resources_.amount_in(limit.unit, each.worth));
      for (const std::string& value : values_for(limit.per, candidate)) {
        const auto [found, added] = resources.try_emplace(value, -1);
        if (added) found->second = resources_.add_resource(capacity);
        if (each.end == each.first + 1)
          resources_.demand(each.first, found->second, amount);
        else
          for (const int e : resources_.forced_by(each.edges()))
            resources_.demand(e, found->second, amount);
      }
    }
    std::vector<int> made;
    for (const auto& [value, resource] : resources) made.push_back(resource);
    return made;
  }

  // What is limited may be no more than its part of the whole: the rest provides.
  Result<std::vector<int>> add_share_limit(int node, const NodeLimit& limit) {
    CAIRN_TRY(const std::vector<Counted> whole_of, counted_by(node, limit));
    std::map<std::string, std::set<int>> limited;  // uses by value of `per`
    for (const Counted& each : whole_of)
      if (resources_.passes(limit.where, resources_.candidate_of(each.first)))
        for (std::string& value : values_for(limit.per, resources_.candidate_of(each.first)))
          limited[std::move(value)].insert(each.first);
    std::vector<int> made;
    for (const auto& [value, edges] : limited) {
      std::vector<Term> terms;
      for (const Counted& each : whole_of) {
        CAIRN_TRY(const Rational part, multiply(limit.at_most, each.worth));
        const Rational own = edges.contains(each.first) ? each.worth : Rational(0);
        CAIRN_TRY(const Rational beyond, subtract(own, part));
        terms.push_back({each.edges(), beyond});
      }
      CAIRN_TRY(const std::vector<std::int64_t> amounts, whole(terms, tree_.nodes()[at(node)].id));
      made.push_back(resources_.add_resource(0));
      for (std::size_t t = 0; t < terms.size(); ++t) {
        if (amounts[t] == 0) continue;
        const std::vector<int> uses = amounts[t] > 0 ? resources_.forced_by(terms[t].edges)
                                                     : resources_.resting_on(terms[t].edges);
        for (const int e : uses) resources_.demand(e, made.back(), amounts[t]);
      }
    }
    return made;
  }

  std::vector<std::string> values_for(const std::optional<requirement::Key>& key,
                                      const Candidate& candidate) const {
    if (!key) return {std::string()};
    return values_of(*key, *candidate.award, candidate.achievement, tree_.index());
  }

  Resources& resources_;
  const ProgrammeTree& tree_;
};

}  // namespace

Result<void> add_limits(Resources& resources) {
  const ProgrammeTree& tree = resources.tree();
  const int first = resources.question().first;
  for (int n = first; n < tree.end_of(first); ++n)
    for (int i = 0; i < static_cast<int>(tree.nodes()[at(n)].limits.size()); ++i)
      CAIRN_CHECK(Limits(resources).add(n, i));
  return {};
}

}  // namespace cairn::audit
