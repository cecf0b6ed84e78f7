#include "adapters/sql/store.h"

#include "adapters/sql/repositories.h"

namespace cairn::sql {
namespace {

class SqlRepositories final : public store::Repositories {
 public:
  explicit SqlRepositories(Connection& connection)
      : definitions_(definitions_over(connection)),
        persons_(persons_over(connection)),
        sessions_(sessions_over(connection)),
        answers_(answers_over(connection)),
        portfolios_(portfolios_over(connection)),
        particulars_(particulars_over(connection)),
        decisions_(decisions_over(connection)),
        conferrals_(conferrals_over(connection)),
        attested_rules_(attested_rules_over(connection)),
        keys_(keys_over(connection)),
        journal_(journal_over(connection)),
        facts_(facts_over(connection)),
        log_(log_over(connection)),
        status_lists_(status_lists_over(connection)) {}

  store::Definitions& definitions() override { return *definitions_; }
  store::Persons& persons() override { return *persons_; }
  store::Sessions& sessions() override { return *sessions_; }
  store::Answers& answers() override { return *answers_; }
  store::Portfolios& portfolios() override { return *portfolios_; }
  store::Particulars& particulars() override { return *particulars_; }
  store::Decisions& decisions() override { return *decisions_; }
  store::Conferrals& conferrals() override { return *conferrals_; }
  store::AttestedRules& attested_rules() override { return *attested_rules_; }
  store::Keys& keys() override { return *keys_; }
  store::Journal& journal() override { return *journal_; }
  store::Facts& facts() override { return *facts_; }
  store::Log& log() override { return *log_; }
  store::StatusLists& status_lists() override { return *status_lists_; }

 private:
  std::unique_ptr<store::Definitions> definitions_;
  std::unique_ptr<store::Persons> persons_;
  std::unique_ptr<store::Sessions> sessions_;
  std::unique_ptr<store::Answers> answers_;
  std::unique_ptr<store::Portfolios> portfolios_;
  std::unique_ptr<store::Particulars> particulars_;
  std::unique_ptr<store::Decisions> decisions_;
  std::unique_ptr<store::Conferrals> conferrals_;
  std::unique_ptr<store::AttestedRules> attested_rules_;
  std::unique_ptr<store::Keys> keys_;
  std::unique_ptr<store::Journal> journal_;
  std::unique_ptr<store::Facts> facts_;
  std::unique_ptr<store::Log> log_;
  std::unique_ptr<store::StatusLists> status_lists_;
};

Work over(const store::Work& work) {
  return [&work](Connection& connection) {
    SqlRepositories repositories(connection);
    return work(repositories);
  };
}

}  // namespace

Result<void> SqlStore::read(const store::Work& work) { return database_.read(over(work)); }
Result<void> SqlStore::write(const store::Work& work) { return database_.write(over(work)); }

}  // namespace cairn::sql
