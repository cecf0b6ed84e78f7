#include "domain/standing/standing.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "domain/audit/exceptions.h"
#include "domain/requirement/exception_scope.h"

namespace cairn::standing {

using audit::Audit;
using audit::Distance;

namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

/// What is known of a candidate's distance.
enum class Known {
  apart,     ///< Bounds::apart
  together,  ///< Bounds::together too
  finally,   ///< all that an audit within the budget says
};

struct Candidate {
  Place place;
  Known known = Known::apart;
  Rational length;  ///< hours that the missing credit of the bound stands for
  int system_rank = 0;
};

// Section 2.
auto order_of(const Candidate& candidate) {
  return std::tuple(!candidate.place.is_begun, candidate.system_rank, candidate.length,
                    candidate.place.bound.missing, candidate.place.programme);
}

bool is_behind(const Candidate& a, const Candidate& b) { return order_of(b) < order_of(a); }

class Search {
 public:
  Search(const Programmes& programmes, const learning::Record& record, const Options& options)
      : programmes_(programmes), record_(record), options_(options) {}

  Result<Standing> run() {
    CAIRN_CHECK(check_ids());
    CAIRN_TRY(held_, programmes_.intakes().held(record_, options_.at));
    CAIRN_CHECK(bound_all());
    CAIRN_CHECK(prove_places());
    append_others();
    audit_places();
    list_idle();
    return std::move(standing_);
  }

 private:
  enum class Touch : std::uint8_t { none, looked_at, begun };

  Result<void> check_ids() const {
    std::unordered_set<AwardId> seen;
    for (const learning::Award& award : record_.awards)
      if (!seen.insert(award.id).second)
        return invalid("two awards of the record have the same id", award.id.text());
    return {};
  }

  const Indexed& indexed(const Candidate& candidate) const {
    return programmes_.indexed()[at(candidate.place.programme)];
  }

  View view_of(const Candidate& candidate) const {
    const Indexed& each = indexed(candidate);
    const auto excepted = exceptions_.find(candidate.place.programme);
    return {each.programme.tree(), each.outline, held_, record_,
            excepted == exceptions_.end() ? nullptr : &excepted->second};
  }

  // --- Bounds -----------------------------------------------------------------------------------

  std::vector<Touch> touch_all() const {
    std::vector<Touch> touched(programmes_.indexed().size(), Touch::none);
    for (const learning::FactStatement& fact : record_.facts)
      for (const int programme : programmes_.with_fact(fact.name))
        touched[at(programme)] = Touch::looked_at;
    for (const int programme : programmes_.over_record()) touched[at(programme)] = Touch::looked_at;
    for (int i = 0; i < programmes_.intakes().count(); ++i) {
      if (!held_.intakes[at(i)].is_touched) continue;
      for (const int programme : programmes_.with_intake(i)) touched[at(programme)] = Touch::begun;
    }
    for (const requirement::Exception& exception : record_.exceptions) {
      if (!requirement::holds_on(exception, options_.at)) continue;
      const int programme = programmes_.with_node(exception.node);
      if (programme >= 0) touched[at(programme)] = Touch::begun;
    }
    return touched;
  }

  Result<void> bound_all() {
    const std::vector<Touch> touched = touch_all();
    candidates_.reserve(touched.size());
    for (int i = 0; i < static_cast<int>(touched.size()); ++i) {
      if (!options_.among.empty() && !options_.among[at(i)]) continue;
      Candidate candidate;
      candidate.place.programme = i;
      candidate.place.is_begun = touched[at(i)] == Touch::begun;
      candidate.system_rank = indexed(candidate).system_rank;
      candidate.place.bound.system = indexed(candidate).programme.system();
      if (touched[at(i)] == Touch::none)
        CAIRN_CHECK(settle(candidate, indexed(candidate).whole, true));
      else
        CAIRN_CHECK(bound_first(candidate));
      candidates_.push_back(std::move(candidate));
    }
    std::ranges::make_heap(candidates_, is_behind);
    return {};
  }

  // Of a programme whose exceptions do not fit nothing can be known: it is 0 or more away.
  Result<void> bound_first(Candidate& candidate) {
    const Indexed& each = indexed(candidate);
    if (!record_.exceptions.empty()) {
      auto exceptions = audit::exceptions_of(record_, each.programme.tree(), options_.at);
      if (!exceptions) {
        candidate.known = Known::finally;
        return {};
      }
      if (exceptions->without_node.size() < record_.exceptions.size())
        exceptions_.emplace(candidate.place.programme, std::move(exceptions).value());
    }
    const Deficit least = bounds_.apart(view_of(candidate));
    CAIRN_TRY(const Rational credit, Rational::create(least.credit, each.outline.denominator));
    return set_bound(candidate, credit, least.missing);
  }

  Result<void> bound_closer(Candidate& candidate) {
    candidate.known = Known::together;
    const std::int64_t missing = bounds_.together(view_of(candidate));
    CAIRN_TRY(const Rational credit,
              Rational::create(missing, indexed(candidate).outline.denominator));
    // Whatever credit is missing is missing at a leaf.
    if (credit > candidate.place.bound.credit) CAIRN_CHECK(set_bound(candidate, credit, 1));
    return {};
  }

  Result<void> set_bound(Candidate& candidate, const Rational& credit, int missing) const {
    candidate.place.bound.credit = credit;
    candidate.place.bound.missing = missing;
    CAIRN_TRY(candidate.length, multiply(credit, indexed(candidate).hours_per_credit));
    return {};
  }

  Result<void> settle(Candidate& candidate, const Distance& bound, bool is_exact) const {
    candidate.known = Known::finally;
    candidate.place.is_exact = is_exact;
    return set_bound(candidate, bound.credit, bound.missing);
  }

  // --- Audits -----------------------------------------------------------------------------------

  Result<Audit> audit(const Candidate& candidate, audit::Explain explain) {
    return audit::evaluate(indexed(candidate).programme, record_,
                           {options_.at, options_.nodes_max, explain}, known_);
  }

  Result<void> come_closer(Candidate& candidate) {
    if (candidate.known == Known::apart) return bound_closer(candidate);
    ++standing_.audited;
    const auto audited = audit(candidate, audit::Explain::briefly);
    if (!audited) {
      candidate.known = Known::finally;
      return {};
    }
    return settle(candidate, audited->bound, audited->bound == audited->distance);
  }

  bool has_no_place(const Candidate& candidate) const {
    return options_.is_open_only && candidate.place.is_exact && candidate.place.bound.is_zero();
  }

  // Best first: what is in front by all that can be known of it has the next place.
  Result<void> prove_places() {
    const std::size_t skipped = std::min(options_.skip, candidates_.size());
    const std::size_t wanted = std::min(candidates_.size() - skipped, options_.nearest) + skipped;
    standing_.places.reserve(candidates_.size());
    while (placed_.size() < wanted && !candidates_.empty()) {
      std::ranges::pop_heap(candidates_, is_behind);
      Candidate nearest = std::move(candidates_.back());
      candidates_.pop_back();
      if (nearest.known == Known::finally) {
        if (!has_no_place(nearest)) placed_.push_back(std::move(nearest));
        continue;
      }
      CAIRN_CHECK(come_closer(nearest));
      candidates_.push_back(std::move(nearest));
      std::ranges::push_heap(candidates_, is_behind);
    }
    standing_.first = std::min(skipped, placed_.size());
    return {};
  }

  void append_others() {
    std::ranges::sort(candidates_,
                      [](const Candidate& a, const Candidate& b) { return is_behind(b, a); });
    for (const Candidate& each : placed_) standing_.places.push_back(each.place);
    for (const Candidate& each : candidates_) standing_.places.push_back(each.place);
  }

  // Again, since explaining costs more than auditing, and most audits need no explanation.
  void audit_places() {
    for (std::size_t i = standing_.first; i < placed_.size(); ++i)
      standing_.audits.push_back(audit(placed_[i], options_.explain));
  }

  // Once for the record, not for each programme.
  void list_idle() {
    for (const requirement::Exception& each : record_.exceptions)
      if (requirement::holds_on(each, options_.at) && programmes_.is_idle(each.node))
        standing_.idle.push_back(each.id);
    std::ranges::sort(standing_.idle);
    for (Result<Audit>& audit : standing_.audits)
      if (audit)
        std::erase_if(audit->reasons, [](const audit::Reason& reason) {
          return reason.code == audit::ReasonCode::exception_idle;
        });
  }

  const Programmes& programmes_;
  const learning::Record& record_;
  const Options& options_;
  Held held_;
  std::map<int, audit::Exceptions> exceptions_;  // by programme
  Bounds bounds_;
  audit::SolvedParts known_;
  std::vector<Candidate> candidates_;  // a heap, the nearest in front
  std::vector<Candidate> placed_;
  Standing standing_;
};

}  // namespace

bool Standing::is_proven() const {
  return std::ranges::all_of(places.begin(),
                             places.begin() + static_cast<std::ptrdiff_t>(first + audits.size()),
                             &Place::is_exact);
}

Result<Standing> stand(const Programmes& programmes, const learning::Record& record,
                       const Options& options) {
  return Search(programmes, record, options).run();
}

int percent_there(const Distance& whole, const Distance& left) {
  if (left.is_zero()) return 100;
  const bool by_credit = !whole.credit.is_zero();
  const Rational all = by_credit ? whole.credit : Rational(whole.missing);
  const Rational rest = by_credit ? left.credit : Rational(left.missing);
  const auto there = subtract(all, rest);
  if (!there || there->is_negative() || all.is_zero()) return 0;
  const auto share = divide(*there, all);
  const auto scaled = share ? multiply(*share, Rational(100)) : share;
  if (!scaled) return 0;
  return std::min(99, static_cast<int>(scaled->numerator() / scaled->denominator()));
}

}  // namespace cairn::standing
