#include "app/rights/rights.h"

#include <doctest/doctest.h>

#include <map>
#include <set>

using cairn::rights::allows;
using cairn::rights::Asker;
using cairn::rights::kAllRights;
using cairn::rights::Right;

// Written a second time, by asker instead of by right, so that a changed cell needs two changes.
TEST_CASE("every cell of the policy table") {
  const std::set<Right> anyone{Right::observe, Right::use_session, Right::verify,
                               Right::read_catalogue, Right::use_vc_api};
  std::map<Asker, std::set<Right>> expected{
      {Asker::nobody, anyone}, {Asker::learner, anyone}, {Asker::administrator, anyone}};
  expected[Asker::learner].insert(
      {Right::keep_portfolio, Right::see_standing, Right::make_plans, Right::attest_own_record});
  expected[Asker::administrator].insert(
      {Right::import_catalogue, Right::read_journal, Right::decide_cases, Right::state_particulars,
       Right::confer_awards, Right::change_status, Right::attest_records});

  int cells = 0;
  for (const auto& [asker, rights] : expected)
    for (Right right : kAllRights) {
      CAPTURE(static_cast<int>(asker));
      CAPTURE(static_cast<int>(right));
      CHECK(allows(asker, right) == rights.contains(right));
      ++cells;
    }
  CHECK(cells == 48);
}
