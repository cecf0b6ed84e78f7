// The words that stand in columns for enumerations, and how dates and amounts are read from text.
// Private to adapters/sql.
#pragma once

#include <string_view>

#include "adapters/sql/port.h"
#include "app/store/records.h"

namespace cairn::sql {

const char* word_of(store::Role role);
const char* word_of(store::DefinitionKind kind);
const char* word_of(learning::AwardStatus status);
const char* word_of(AwardOrigin origin);
const char* word_of(requirement::Exception::Kind kind);
const char* word_of(recognition::GrantKind kind);
const char* word_of(grade::RefusalReason reason);
const char* word_of(store::KeyState state);

// corrupt: the column holds none of the words.
Result<store::Role> role_of(std::string_view word);
Result<store::DefinitionKind> definition_kind_of(std::string_view word);
Result<learning::AwardStatus> award_status_of(std::string_view word);
Result<AwardOrigin> origin_of(std::string_view word);
Result<requirement::Exception::Kind> exception_kind_of(std::string_view word);
Result<recognition::GrantKind> grant_kind_of(std::string_view word);
Result<grade::RefusalReason> grade_refusal_of(std::string_view word);
Result<store::KeyState> key_state_of(std::string_view word);
Result<Rational> number_of(std::string_view text);
Result<Date> date_of(std::string_view text);
Result<credit::Amount> amount_of(std::string_view amount, std::string_view system);

}  // namespace cairn::sql
