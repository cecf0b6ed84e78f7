// Makes the repositories over one connection. Private to adapters/sql.
#pragma once

#include <memory>

#include "adapters/sql/port.h"
#include "app/store/store.h"

namespace cairn::sql {

std::unique_ptr<store::Definitions> definitions_over(Connection& connection);
std::unique_ptr<store::Persons> persons_over(Connection& connection);
std::unique_ptr<store::Sessions> sessions_over(Connection& connection);
std::unique_ptr<store::Answers> answers_over(Connection& connection);
std::unique_ptr<store::Portfolios> portfolios_over(Connection& connection);
std::unique_ptr<store::Particulars> particulars_over(Connection& connection);
std::unique_ptr<store::Decisions> decisions_over(Connection& connection);
std::unique_ptr<store::Conferrals> conferrals_over(Connection& connection);
std::unique_ptr<store::AttestedRules> attested_rules_over(Connection& connection);
std::unique_ptr<store::Keys> keys_over(Connection& connection);
std::unique_ptr<store::Journal> journal_over(Connection& connection);
std::unique_ptr<store::Facts> facts_over(Connection& connection);
std::unique_ptr<store::Log> log_over(Connection& connection);
std::unique_ptr<store::StatusLists> status_lists_over(Connection& connection);

}  // namespace cairn::sql
