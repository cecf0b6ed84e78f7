// The words of case documents, which are also the keys of their sentences
// (docs/reference/prior-learning.md).
#pragma once

#include "documents/fields.h"
#include "domain/prior_learning/case.h"

namespace cairn::documents {

inline constexpr Word<prior_learning::State> kCaseStates[] = {
    {"identification", prior_learning::State::identification},
    {"guidance", prior_learning::State::guidance},
    {"documentation", prior_learning::State::documentation},
    {"appointment", prior_learning::State::appointment},
    {"assessment", prior_learning::State::assessment},
    {"reconciliation", prior_learning::State::reconciliation},
    {"decision", prior_learning::State::decision},
    {"appealable", prior_learning::State::appealable},
    {"closed", prior_learning::State::closed},
    {"withdrawn", prior_learning::State::withdrawn},
    {"lapsed", prior_learning::State::lapsed},
};

inline constexpr Word<prior_learning::Round> kCaseRounds[] = {
    {"first", prior_learning::Round::first},
    {"appeal", prior_learning::Round::appeal},
};

inline constexpr Word<prior_learning::Role> kCaseRoles[] = {
    {"learner", prior_learning::Role::learner},
    {"adviser", prior_learning::Role::adviser},
    {"assessor", prior_learning::Role::assessor},
    {"officer", prior_learning::Role::officer},
};

inline constexpr Word<prior_learning::StepKind> kCaseSteps[] = {
    {"claim", prior_learning::StepKind::claim},
    {"advise", prior_learning::StepKind::advise},
    {"document", prior_learning::StepKind::document},
    {"submit", prior_learning::StepKind::submit},
    {"appoint", prior_learning::StepKind::appoint},
    {"declare", prior_learning::StepKind::declare},
    {"judge", prior_learning::StepKind::judge},
    {"release", prior_learning::StepKind::release},
    {"decide", prior_learning::StepKind::decide},
    {"appeal", prior_learning::StepKind::appeal},
    {"withdraw", prior_learning::StepKind::withdraw},
};

inline constexpr Word<prior_learning::Extent> kExtents[] = {
    {"full", prior_learning::Extent::full},
    {"partial", prior_learning::Extent::partial},
    {"none", prior_learning::Extent::none},
};

inline constexpr Word<prior_learning::OutcomeResult> kOutcomeResults[] = {
    {"granted", prior_learning::OutcomeResult::granted},
    {"not-met", prior_learning::OutcomeResult::not_met},
    {"already-credited", prior_learning::OutcomeResult::already_credited},
    {"not-claimed", prior_learning::OutcomeResult::not_claimed},
};

inline constexpr Word<prior_learning::CapScope> kCapScopes[] = {
    {"goal", prior_learning::CapScope::goal},
    {"organization", prior_learning::CapScope::organization},
};

inline constexpr Word<prior_learning::RefusalCode> kCaseRefusals[] = {
    {"final", prior_learning::RefusalCode::final},
    {"deadline-passed", prior_learning::RefusalCode::deadline_passed},
    {"out-of-order", prior_learning::RefusalCode::out_of_order},
    {"not-now", prior_learning::RefusalCode::not_now},
    {"not-your-role", prior_learning::RefusalCode::not_your_role},
    {"not-the-learner", prior_learning::RefusalCode::not_the_learner},
    {"other-role", prior_learning::RefusalCode::other_role},
    {"decided-before", prior_learning::RefusalCode::decided_before},
    {"no-consent", prior_learning::RefusalCode::no_consent},
    {"no-outcomes", prior_learning::RefusalCode::no_outcomes},
    {"unknown-outcome", prior_learning::RefusalCode::unknown_outcome},
    {"already-credited", prior_learning::RefusalCode::already_credited},
    {"evidence-known", prior_learning::RefusalCode::evidence_known},
    {"evidence-too-old", prior_learning::RefusalCode::evidence_too_old},
    {"evidence-in-future", prior_learning::RefusalCode::evidence_in_future},
    {"evidence-missing", prior_learning::RefusalCode::evidence_missing},
    {"appointed-before", prior_learning::RefusalCode::appointed_before},
    {"no-seat", prior_learning::RefusalCode::no_seat},
    {"not-appointed", prior_learning::RefusalCode::not_appointed},
    {"not-declared", prior_learning::RefusalCode::not_declared},
    {"answered-before", prior_learning::RefusalCode::answered_before},
    {"judged-before", prior_learning::RefusalCode::judged_before},
    {"not-to-judge", prior_learning::RefusalCode::not_to_judge},
    {"level-off-scale", prior_learning::RefusalCode::level_off_scale},
    {"evidence-wanting", prior_learning::RefusalCode::evidence_wanting},
    {"not-overdue", prior_learning::RefusalCode::not_overdue},
    {"owes-nothing", prior_learning::RefusalCode::owes_nothing},
    {"other-extent", prior_learning::RefusalCode::other_extent},
};

}  // namespace cairn::documents
