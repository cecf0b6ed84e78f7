// Steps that several use cases of the portfolio share, each inside a write. Private to
// app/portfolio.
#pragma once

#include "app/portfolio/portfolio.h"

namespace cairn::portfolio::steps {

struct Deed {
  const char* action;
  const AwardId& award;
};
Result<void> write_journal(const Ports& ports, store::Repositories& repositories,
                           const store::PersonId& person, const Deed& deed);

Result<void> decide(const Ports& ports, store::Repositories& repositories,
                    const catalogue::Snapshot& snapshot, const store::PersonId& person);

/// Whether audits of any goal could go by the record, from the day on. Errors: see
/// state_particulars().
Result<void> check_record(const learning::Record& record, const learning::Catalogue& catalogue,
                          Date today);

struct Whose {
  const store::PersonId& person;
  const AwardId& award;
};
/// Puts a removed original back, with the views it had whose roots are all there and free.
Result<void> restore(const Ports& ports, store::Repositories& repositories,
                     const catalogue::Snapshot& snapshot, const Whose& whose);

}  // namespace cairn::portfolio::steps
