#include "adapters/sql/words.h"

#include <array>
#include <utility>

namespace cairn::sql {
namespace {

template <class Enum, std::size_t N>
using Words = std::array<std::pair<Enum, const char*>, N>;

constexpr Words<store::Role, 2> kRoles{
    {{store::Role::learner, "learner"}, {store::Role::administrator, "administrator"}}};
constexpr Words<store::DefinitionKind, 14> kDefinitionKinds{
    {{store::DefinitionKind::organization, "organization"},
     {store::DefinitionKind::achievement, "achievement"},
     {store::DefinitionKind::offering, "offering"},
     {store::DefinitionKind::agreement, "agreement"},
     {store::DefinitionKind::pathway, "pathway"},
     {store::DefinitionKind::credit_system, "credit-system"},
     {store::DefinitionKind::grade_scale, "grade-scale"},
     {store::DefinitionKind::grade_table, "grade-table"},
     {store::DefinitionKind::crosswalk, "crosswalk"},
     {store::DefinitionKind::replacement, "replacement"},
     {store::DefinitionKind::policy, "policy"},
     {store::DefinitionKind::precedent, "precedent"},
     {store::DefinitionKind::authority, "authority"},
     {store::DefinitionKind::word, "word"}}};
constexpr Words<learning::AwardStatus, 5> kStatuses{
    {{learning::AwardStatus::earned, "earned"},
     {learning::AwardStatus::in_progress, "in-progress"},
     {learning::AwardStatus::planned, "planned"},
     {learning::AwardStatus::recognised, "recognised"},
     {learning::AwardStatus::revoked, "revoked"}}};
// A recognised award has the origin that its status says.
constexpr Words<AwardOrigin, 2> kOrigins{
    {{AwardOrigin::study, "study"}, {AwardOrigin::prior_learning, "prior-learning"}}};
constexpr Words<requirement::Exception::Kind, 5> kExceptionKinds{
    {{requirement::Exception::Kind::waive, "waive"},
     {requirement::Exception::Kind::substitute, "substitute"},
     {requirement::Exception::Kind::force, "force"},
     {requirement::Exception::Kind::block, "block"},
     {requirement::Exception::Kind::adjust, "adjust"}}};
constexpr Words<recognition::GrantKind, 5> kGrantKinds{
    {{recognition::GrantKind::credit, "credit"},
     {recognition::GrantKind::block, "block"},
     {recognition::GrantKind::requirement, "requirement"},
     {recognition::GrantKind::waiver, "waiver"},
     {recognition::GrantKind::advanced_standing, "advanced-standing"}}};
constexpr Words<grade::RefusalReason, 6> kGradeRefusals{
    {{grade::RefusalReason::other_scale, "other-scale"},
     {grade::RefusalReason::unknown_grade, "unknown-grade"},
     {grade::RefusalReason::failing, "failing"},
     {grade::RefusalReason::never_given, "never-given"},
     {grade::RefusalReason::no_distinction, "no-distinction"},
     {grade::RefusalReason::other_field, "other-field"}}};
constexpr Words<store::KeyState, 3> kKeyStates{{{store::KeyState::active, "active"},
                                                {store::KeyState::retired, "retired"},
                                                {store::KeyState::compromised, "compromised"}}};

template <class Table, class Enum>
const char* word_in(const Table& table, Enum value) {
  for (const auto& [each, word] : table)
    if (each == value) return word;
  CAIRN_ASSERT(false);
}

/// The stored word is not repeated: it may be personal data that got into a wrong column.
Error corrupt_column() {
  return {ErrorCode::corrupt, "a stored value is not one that this program writes", "database"};
}

template <class Enum, std::size_t N>
Result<Enum> value_in(const Words<Enum, N>& table, std::string_view word) {
  for (const auto& [value, each] : table)
    if (each == word) return value;
  return corrupt_column();
}

}  // namespace

const char* word_of(store::Role role) { return word_in(kRoles, role); }
const char* word_of(store::DefinitionKind kind) { return word_in(kDefinitionKinds, kind); }
const char* word_of(learning::AwardStatus status) { return word_in(kStatuses, status); }
const char* word_of(AwardOrigin origin) { return word_in(kOrigins, origin); }
const char* word_of(requirement::Exception::Kind kind) { return word_in(kExceptionKinds, kind); }
const char* word_of(recognition::GrantKind kind) { return word_in(kGrantKinds, kind); }
const char* word_of(grade::RefusalReason reason) { return word_in(kGradeRefusals, reason); }
const char* word_of(store::KeyState state) { return word_in(kKeyStates, state); }

Result<store::Role> role_of(std::string_view word) { return value_in(kRoles, word); }
Result<store::DefinitionKind> definition_kind_of(std::string_view word) {
  return value_in(kDefinitionKinds, word);
}
Result<learning::AwardStatus> award_status_of(std::string_view word) {
  return value_in(kStatuses, word);
}
Result<AwardOrigin> origin_of(std::string_view word) { return value_in(kOrigins, word); }
Result<requirement::Exception::Kind> exception_kind_of(std::string_view word) {
  return value_in(kExceptionKinds, word);
}
Result<recognition::GrantKind> grant_kind_of(std::string_view word) {
  return value_in(kGrantKinds, word);
}
Result<grade::RefusalReason> grade_refusal_of(std::string_view word) {
  return value_in(kGradeRefusals, word);
}
Result<store::KeyState> key_state_of(std::string_view word) { return value_in(kKeyStates, word); }

Result<Date> date_of(std::string_view text) {
  auto date = Date::parse(text);
  if (!date) return corrupt_column();
  return date;
}

Result<Rational> number_of(std::string_view text) {
  auto value = Rational::parse(text);
  if (!value) return corrupt_column();
  return value;
}

Result<credit::Amount> amount_of(std::string_view amount, std::string_view system) {
  CAIRN_TRY(const Rational value, number_of(amount));
  return credit::Amount{value, credit::SystemId(std::string(system))};
}

}  // namespace cairn::sql
