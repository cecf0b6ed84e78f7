// Who may do what: the one policy table. Every operation of api/openapi.yaml names one right.
#pragma once

#include <array>

namespace cairn::rights {

enum class Right {
  observe,            ///< see whether the program is well
  use_session,        ///< sign in and out, see who one is
  verify,             ///< ask whether a file is genuine
  read_catalogue,     ///< read what is published
  use_vc_api,         ///< ask an instance of the VC API, which may ask for its own token
  keep_portfolio,     ///< have a portfolio and take recognitions
  see_standing,       ///< audits and maps of one's own record
  make_plans,         ///< plans from one's own record
  import_catalogue,   ///< publish definitions
  read_journal,       ///< read who did what
  decide_cases,       ///< answer what no agreement answers, as a precedent
  state_particulars,  ///< state what learners' records hold besides awards
  confer_awards,      ///< see what is due to learners, and award it
  change_status,      ///< revoke, suspend and reinstate credentials
  attest_own_record,  ///< get the audit of one's own record signed
  attest_records,     ///< sign the audits of learners, vouching for whom they are about
};

inline constexpr std::array kAllRights{
    Right::observe,        Right::use_session,   Right::verify,
    Right::read_catalogue, Right::use_vc_api,    Right::keep_portfolio,
    Right::see_standing,   Right::make_plans,    Right::import_catalogue,
    Right::read_journal,   Right::decide_cases,  Right::state_particulars,
    Right::confer_awards,  Right::change_status, Right::attest_own_record,
    Right::attest_records};

/// Who asks: somebody who is not signed in, or a person in their role.
enum class Asker { nobody, learner, administrator };

bool allows(Asker asker, Right right);

}  // namespace cairn::rights
