// Conditions as resources and uses: each is a leaf whose uses rest on those that it looks at.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "domain/audit/mean.h"
#include "domain/audit/resources.h"
#include "domain/audit/worth.h"

namespace cairn::audit {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

class Conditions {
 public:
  explicit Conditions(Resources& resources) : resources_(resources), tree_(resources.tree()) {}

  Result<void> add_condition(int leaf) {
    const int index = resources_.model().tree_node[at(resources_.model().node_of_leaf[at(leaf)])];
    const ProgrammeNode& node = tree_.nodes()[at(index)];
    if (node.kind == NodeKind::applied) return add_applied(leaf, node);
    if (node.kind == NodeKind::distinct) return add_distinct(leaf, node);
    const bool looks_below = node.kind == NodeKind::average && !looks_at_record(node);
    return looks_below ? add_average(leaf, node) : Result<void>();
  }

 private:
  // An award that a condition looks at, or a piece of it.
  struct Seen {
    int candidate;
    std::vector<int> edges;  ///< that apply it below the condition's node
    Rational worth;          ///< more than zero
    bool passes;             ///< the condition's filter
  };

  Result<std::vector<Seen>> seen_by(const ProgrammeNode& node, const Unit& unit) const {
    std::vector<Seen> found;
    for (int c = 0; c < resources_.candidate_count(); ++c) {
      const Candidate& candidate = resources_.candidate(c);
      std::vector<int> edges = resources_.edges_below(c, node.in);
      if (edges.empty()) continue;
      const Rational whole = resources_.worth(unit, candidate);
      if (whole.is_zero()) continue;
      const bool passes = resources_.passes(node.accepts, candidate);
      for (std::vector<int>& set : resources_.told_apart(edges, unit.measure)) {
        CAIRN_TRY(const Rational worth, worth_of(set, whole, unit.measure));
        found.push_back({c, std::move(set), worth, passes});
      }
    }
    return found;
  }

  // Of one of the sets that are told apart.
  Result<Rational> worth_of(const std::vector<int>& set, const Rational& whole,
                            Unit::Measure measure) const {
    if (measure == Unit::Measure::awards) return whole;
    return part_of(whole, resources_.piece_of(set.front()));
  }

  // Where the condition asks for it, `witness` can be made only where its award is applied as a
  // whole nowhere else. Without sharing it never is.
  void keep_from_elsewhere(int witness, int candidate, const ProgrammeNode& node) {
    if (!node.terms.unshared || !tree_.has_sharing()) return;
    std::vector<int> elsewhere;
    for (const int e : resources_.edges_of(candidate))
      if (!resources_.below(e, node.in) && resources_.piece_of(e).is_whole())
        elsewhere.push_back(e);
    if (elsewhere.empty()) return;
    const auto count = static_cast<std::int64_t>(elsewhere.size());
    const int resource = resources_.add_resource(count);
    resources_.demand(witness, resource, count);
    for (const int e : elsewhere) resources_.demand(e, resource, 1);
  }

  // Of these uses at most one can be made, and only where the award is looked at.
  std::vector<int> counting(const Seen& seen, const ProgrammeNode& node) {
    if (!node.terms.unshared || !tree_.has_sharing()) return resources_.resting_on(seen.edges);
    const int witness = resources_.add_witness(-1, 0, seen.edges);
    keep_from_elsewhere(witness, seen.candidate, node);
    return {witness};
  }

  Result<void> add_applied(int leaf, const ProgrammeNode& node) {
    if (node.terms.is_share) return add_share(leaf, node);
    if (node.terms.last) return add_last(leaf, node);
    CAIRN_TRY(const std::vector<Seen> all, seen_by(node, node.unit));
    for (const Seen& seen : all) {
      if (!seen.passes) continue;
      CAIRN_TRY(const std::int64_t gain, resources_.model().units(seen.worth));
      keep_from_elsewhere(resources_.add_witness(leaf, gain, seen.edges), seen.candidate, node);
    }
    return {};
  }

  // A share is a mean: of one for what is looked at, and zero for the rest. Where what is applied
  // elsewhere too is not looked at, an award has a term for the whole and one for the part.
  Result<void> add_share(int leaf, const ProgrammeNode& node) {
    std::vector<Term> terms;
    CAIRN_TRY(const std::vector<Seen> all, seen_by(node, node.unit));
    for (const Seen& seen : all) {
      CAIRN_TRY(const Rational of_whole, multiply(node.minimum, seen.worth));
      CAIRN_TRY(const Rational of_part, subtract(Rational(0), seen.worth));
      const std::vector<int> counted = seen.passes ? counting(seen, node) : std::vector<int>();
      if (counted == seen.edges) {
        CAIRN_TRY(const Rational of_both, add(of_whole, of_part));
        terms.push_back({seen.edges, of_both});
        continue;
      }
      terms.push_back({seen.edges, of_whole});
      if (seen.passes) terms.push_back({counted, of_part});
    }
    return add_mean(leaf, node, terms);
  }

  // Where one of `uses`, which stand for `edges`, is made, an award counts so much on its day.
  struct Dated {
    Date day;
    std::vector<int> edges;
    std::vector<int> uses;
    std::int64_t amount;
  };

  // The last so much begins on the latest day for which there is so much, or on the first; so the
  // condition is satisfied where on any day it begins late enough, with enough in it.
  Result<void> add_last(int leaf, const ProgrammeNode& node) {
    const AppliedTerms::Last& last = *node.terms.last;
    CAIRN_TRY(const std::int64_t at_least, resources_.amount_in(node.unit, node.minimum));
    CAIRN_TRY(const std::int64_t among, resources_.amount_in(last.unit, last.amount));
    CAIRN_TRY(const std::vector<Seen> applied, seen_by(node, last.unit));
    CAIRN_TRY(const std::vector<Seen> looked_at, seen_by(node, node.unit));
    std::vector<Dated> all;
    for (const Seen& seen : applied) {
      CAIRN_TRY(const std::int64_t amount, resources_.amount_in(last.unit, seen.worth));
      all.push_back({day_of(seen), seen.edges, resources_.forced_by(seen.edges), amount});
    }
    std::vector<Dated> counted;
    std::set<Date> days;
    for (const Seen& seen : looked_at) {
      if (!seen.passes) continue;
      CAIRN_TRY(const std::int64_t amount, resources_.amount_in(node.unit, seen.worth));
      counted.push_back({day_of(seen), seen.edges, counting(seen, node), amount});
      days.insert(day_of(seen));
    }
    for (const Date& day : days) {
      std::erase_if(counted, [&](const Dated& each) { return each.day < day; });
      std::erase_if(all, [&](const Dated& each) { return each.day <= day; });
      if (sum_of(counted) < at_least) break;
      add_beginning(leaf, counted, at_least, all, among);
    }
    return {};
  }

  Date day_of(const Seen& seen) const {
    return resources_.candidate(seen.candidate).award->awarded;
  }

  static std::int64_t sum_of(const std::vector<Dated>& dated) {
    std::int64_t sum = 0;
    for (const Dated& each : dated) sum += each.amount;
    return sum;
  }

  // A use that satisfies the leaf: where enough of `counted` is made, and less than `among` later.
  // It rests on what applies the awards, as the search must know, not only on what stands for that.
  void add_beginning(int leaf, const std::vector<Dated>& counted, std::int64_t at_least,
                     const std::vector<Dated>& later, std::int64_t among) {
    std::vector<int> edges;
    for (const Dated& each : counted)
      edges.insert(edges.end(), each.edges.begin(), each.edges.end());
    const int begins = resources_.add_witness(leaf, 1, edges);
    const int enough = resources_.add_resource(0);
    resources_.demand(begins, enough, at_least);
    for (const Dated& each : counted)
      for (const int e : each.uses) resources_.demand(e, enough, -each.amount);
    const std::int64_t sum = sum_of(later);
    if (sum < among) return;
    const int late = resources_.add_resource(sum);
    resources_.demand(begins, late, sum - among + 1);
    for (const Dated& each : later)
      for (const int e : each.uses) resources_.demand(e, late, each.amount);
  }

  Result<void> add_distinct(int leaf, const ProgrammeNode& node) {
    std::map<std::string, std::vector<int>> edges_with;
    for (int e = 0; e < resources_.applied(); ++e) {
      const Candidate& candidate = resources_.candidate_of(e);
      if (!resources_.below(e, node.in) || !resources_.passes(node.accepts, candidate)) continue;
      for (std::string& value :
           values_of(node.key, *candidate.award, candidate.achievement, tree_.index()))
        edges_with[std::move(value)].push_back(e);
    }
    if (node.at_most) {
      add_range(leaf, node, edges_with);
      return {};
    }
    for (const auto& [value, edges] : edges_with) resources_.add_witness(leaf, 1, edges);
    return {};
  }

  // A use that satisfies the leaf: where enough values are there, and not too many. What shows that
  // a value is there and what has to be made where it is are two uses, so that neither waits for
  // the other.
  void add_range(int leaf, const ProgrammeNode& node,
                 const std::map<std::string, std::vector<int>>& edges_with) {
    std::vector<int> all;
    for (const auto& [value, edges] : edges_with) all.insert(all.end(), edges.begin(), edges.end());
    const int satisfied = resources_.add_witness(leaf, 1, all);
    if (const auto least = node.minimum.numerator(); least > 1) {
      const int enough = resources_.add_resource(0);
      resources_.demand(satisfied, enough, least);
      for (const auto& [value, edges] : edges_with)
        resources_.demand(resources_.add_witness(-1, 0, edges), enough, -1);
    }
    const auto values = static_cast<std::int64_t>(edges_with.size());
    if (values <= *node.at_most) return;
    const int too_many = resources_.add_resource(values);
    resources_.demand(satisfied, too_many, values - *node.at_most);
    for (const auto& [value, edges] : edges_with)
      resources_.demand(resources_.add_stand_in(edges), too_many, 1);
  }

  Result<void> add_average(int leaf, const ProgrammeNode& node) {
    std::vector<Term> terms;
    for (int c = 0; c < resources_.candidate_count(); ++c) {
      const std::vector<int> edges = resources_.edges_below(c, node.in);
      if (edges.empty() || !resources_.passes(node.accepts, resources_.candidate(c))) continue;
      if (!is_graded_for(node, resources_.candidate(c), tree_.index())) continue;
      CAIRN_TRY(const Graded graded,
                graded_for(node, resources_.candidate(c), resources_.question()));
      CAIRN_TRY(const Rational term, lacking(graded, node));
      const auto measure = node.unit.system.empty() ? Unit::Measure::awards : Unit::Measure::credit;
      for (std::vector<int>& set : resources_.told_apart(edges, measure)) {
        CAIRN_TRY(const Rational value, worth_of(set, term, measure));
        terms.push_back({std::move(set), value});
      }
    }
    return add_mean(leaf, node, terms);
  }

  // Satisfied where the sum of the terms is not above zero and one of their uses is made.
  Result<void> add_mean(int leaf, const ProgrammeNode& node, const std::vector<Term>& terms) {
    if (terms.empty()) return {};
    CAIRN_TRY(const std::vector<std::int64_t> amounts, whole(terms, node.id));
    std::int64_t short_of = 0;
    std::vector<int> all;
    for (std::size_t t = 0; t < terms.size(); ++t) {
      short_of += std::max<std::int64_t>(0, amounts[t]);
      all.insert(all.end(), terms[t].edges.begin(), terms[t].edges.end());
    }
    const int satisfied = resources_.add_witness(leaf, 1, all);
    if (short_of == 0) return {};  // whatever is applied, the mean is high enough
    const int resource = resources_.add_resource(short_of);
    resources_.demand(satisfied, resource, short_of);
    for (std::size_t t = 0; t < terms.size(); ++t) {
      if (amounts[t] == 0) continue;
      const std::vector<int> uses = amounts[t] > 0 ? resources_.forced_by(terms[t].edges)
                                                   : resources_.resting_on(terms[t].edges);
      for (const int e : uses) resources_.demand(e, resource, amounts[t]);
    }
    return {};
  }

  Resources& resources_;
  const ProgrammeTree& tree_;
};

}  // namespace

Result<void> add_conditions(Resources& resources) {
  const int leaves = static_cast<int>(resources.model().problem.leaves.size());
  for (int leaf = 0; leaf < leaves; ++leaf) CAIRN_CHECK(Conditions(resources).add_condition(leaf));
  return {};
}

}  // namespace cairn::audit
