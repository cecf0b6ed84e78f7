// Awarding what is complete: what is due to learners, and the awards that officers make of it
// (docs/reference/conferral.md).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "app/catalogue/snapshot.h"
#include "app/store/store.h"
#include "base/ports.h"
#include "base/result.h"
#include "domain/conferral/due.h"

namespace cairn::conferring {

/// All must outlive the use cases.
struct Ports {
  store::Store& store;
  const catalogue::Snapshot& snapshot;  ///< what is published, authorities included
  const Clock& clock;
  Random& random;
};

/// A learner with conferrals of today.
struct Due {
  store::Person learner;
  std::vector<conferral::Conferral> conferrals;
};

/// Whether each achievement is due to the learner with that handle, and why or why not. An award
/// that was made here counts as held even where the learner took it out of the portfolio. not_found
/// where no learner has the handle.
Result<Due> due_to(const Ports& ports, std::string_view handle);

struct Page {
  std::string_view after;     ///< the handle of the last learner of the page before; may be empty
  AchievementId achievement;  ///< only it; empty: any
  int limit = 0;              ///< of learners that are looked at
};

struct DuePage {
  std::vector<Due> learners;        ///< by handle; those to whom something is due, with only that
  std::optional<std::string> next;  ///< the `after` of the next page, where there is one
};

/// Goes through `limit` learners, so a page may be empty and not the last.
Result<DuePage> due_to_learners(const Ports& ports, const Page& page);

/// Who awards what to whom.
struct Request {
  const store::Person& officer;
  std::string_view handle;  ///< of the learner
  const AchievementId& achievement;
};

struct Answer {
  /// As it was before the award was made; refused where none was.
  conferral::Conferral conferral;
  /// The award and how it came about; nothing where it is refused.
  std::optional<store::KeptConferral> kept;
  bool there_already = false;  ///< it was made here before
};

/// Makes the award that is due, in the learner's portfolio, with a journal entry. Made here before,
/// it is the answer and nothing changes. not_found for a handle that no learner has and for what is
/// no achievement with a requirement.
Result<Answer> confer(const Ports& ports, const Request& request);

}  // namespace cairn::conferring
