#include "app/rights/rights.h"

#include "base/result.h"

namespace cairn::rights {
namespace {

struct Row {
  Right right;
  bool nobody;
  bool learner;
  bool administrator;
};

// An administrator runs the place and has no record: what belongs to a record is the learner's.
constexpr Row kPolicy[] = {
    // right                  nobody learner administrator
    {Right::observe, true, true, true},
    {Right::use_session, true, true, true},
    {Right::verify, true, true, true},
    {Right::read_catalogue, true, true, true},
    {Right::use_vc_api, true, true, true},
    {Right::keep_portfolio, false, true, false},
    {Right::see_standing, false, true, false},
    {Right::make_plans, false, true, false},
    {Right::import_catalogue, false, false, true},
    {Right::read_journal, false, false, true},
    {Right::decide_cases, false, false, true},
    {Right::state_particulars, false, false, true},
    {Right::confer_awards, false, false, true},
    {Right::change_status, false, false, true},
    {Right::attest_own_record, false, true, false},
    {Right::attest_records, false, false, true},
};
static_assert(std::size(kPolicy) == kAllRights.size());

}  // namespace

bool allows(Asker asker, Right right) {
  for (const Row& row : kPolicy) {
    if (row.right != right) continue;
    switch (asker) {
      case Asker::nobody:
        return row.nobody;
      case Asker::learner:
        return row.learner;
      case Asker::administrator:
        return row.administrator;
    }
  }
  CAIRN_ASSERT(false);
}

}  // namespace cairn::rights
