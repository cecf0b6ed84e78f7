#include "domain/recognition/contradiction.h"

#include <algorithm>
#include <tuple>
#include <vector>

#include "domain/requirement/requirement.h"

namespace cairn::recognition {
namespace {

// What two terms must have in common to contradict each other.
struct Promise {
  const Agreement* agreement;
  const Term* term;
  std::vector<Group> from;  // sorted

  auto key() const {
    return std::tie(agreement->sender, agreement->receiver, agreement->precedence, from,
                    term->grant.kind, term->grant.achievement);
  }
  auto order() const {
    return std::tuple_cat(key(), std::tie(agreement->id, agreement->version, term->id));
  }
};

std::optional<Date> first_common_day(const Agreement& a, const Agreement& b) {
  const Date from = std::max(a.valid_from, b.valid_from);
  return is_valid(a, from) && is_valid(b, from) ? std::optional(from) : std::nullopt;
}

// Conditions are compared no further: two terms that have any may speak of different awards.
bool is_unconditional(const Term& term) { return requirement::tests_nothing(term.where); }

bool contradict(const Term& a, const Term& b) {
  return is_unconditional(a) && is_unconditional(b) && same_but_credit(a.grant, b.grant) &&
         (a.grant.credit != b.grant.credit || a.grant.rate != b.grant.rate ||
          a.grant.grade != b.grant.grade);
}

}  // namespace

std::optional<Contradiction> find_contradiction(std::span<const Agreement> agreements) {
  std::vector<Promise> promises;
  for (const Agreement& agreement : agreements)
    for (const Term& term : agreement.terms) {
      std::vector<Group> from = term.from;
      for (Group& group : from) std::ranges::sort(group);
      std::ranges::sort(from);
      promises.push_back({&agreement, &term, std::move(from)});
    }
  std::ranges::sort(promises,
                    [](const Promise& a, const Promise& b) { return a.order() < b.order(); });
  for (std::size_t i = 0; i < promises.size(); ++i)
    for (std::size_t j = i + 1; j < promises.size() && promises[j].key() == promises[i].key();
         ++j) {
      const Promise& a = promises[i];
      const Promise& b = promises[j];
      const std::optional<Date> from = first_common_day(*a.agreement, *b.agreement);
      if (from && a.agreement->id != b.agreement->id && contradict(*a.term, *b.term))
        return Contradiction{a.agreement, b.agreement, a.term->id, b.term->id, *from};
    }
  return std::nullopt;
}

}  // namespace cairn::recognition
