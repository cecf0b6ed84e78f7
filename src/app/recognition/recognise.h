// Recognition of a person's awards: what agreements offer now, and the decisions that follow.
#pragma once

#include <string>
#include <vector>

#include "app/catalogue/snapshot.h"
#include "app/store/store.h"
#include "base/ports.h"
#include "base/result.h"
#include "domain/recognition/propose.h"

namespace cairn::recognising {

/// One person's recognition inside one write (or, for proposals alone, one read) of the store.
class Recogniser {
 public:
  /// All must outlive it.
  Recogniser(const catalogue::Snapshot& snapshot, const Clock& clock, Random& random)
      : snapshot_(snapshot), clock_(clock), random_(random) {}

  /// What a person may still decide (proposals that no decision already taken rules out), and why
  /// other terms do not apply.
  Result<recognition::Proposals> open(store::Repositories& repositories,
                                      const store::PersonId& person) const;

  /// Stores every decision that a machine may make now, with its view and a journal entry. A
  /// credential that its receiver recognised for another person gives none.
  Result<void> decide(store::Repositories& repositories, const store::PersonId& person) const;

  /// Stores the decision that a person chose. not_found when there is no such proposal now;
  /// conflict when its credential was recognised there for another person.
  Result<recognition::Decision> accept(store::Repositories& repositories,
                                       const store::PersonId& person,
                                       const DecisionId& proposal) const;

  /// Holds the credentials behind a view at its receiver: one file counts for one person, whoever
  /// else holds a copy. False, changing nothing, when one of them is held for somebody else.
  Result<bool> hold(store::Repositories& repositories, const store::PersonId& person,
                    const learning::Award& view) const;
  /// Lets go of them, so that somebody else can be recognised for them.
  Result<void> release(store::Repositories& repositories, const store::PersonId& person,
                       const learning::Award& view) const;
  /// Lets go of what stands on the award, which is about to leave the portfolio, and takes back
  /// what makes no award.
  Result<void> leave(store::Repositories& repositories, const store::PersonId& person,
                     const AwardId& award) const;

  /// Under which id the organization knows the person; a new one where it did not.
  Result<SubjectId> subject_of(store::Repositories& repositories,
                               const OrganizationId& organization,
                               const store::PersonId& person) const;

 private:
  Result<recognition::Proposals> propose(store::Repositories& repositories,
                                         const store::PersonId& person) const;
  Result<void> keep(store::Repositories& repositories, const store::PersonId& person,
                    const recognition::Decision& decision) const;
  /// The credentials behind a view, by the digests that name them.
  Result<std::vector<std::string>> behind(store::Repositories& repositories,
                                          const store::PersonId& person,
                                          const learning::Award& view) const;

  const catalogue::Snapshot& snapshot_;
  const Clock& clock_;
  Random& random_;
};

/// The awards of a portfolio as a record.
learning::Record record_of(const std::vector<store::KeptAward>& awards);

/// All that the person's record holds on the day: the portfolio, what was stated, and what
/// decisions granted besides awards. What was stated goes before a decision's fact of the same
/// name.
Result<learning::Record> read_record(store::Repositories& repositories,
                                     const store::PersonId& person, Date at);

}  // namespace cairn::recognising
