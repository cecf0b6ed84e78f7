// The closed vocabularies that several nouns of the domain share.
#pragma once

namespace cairn {

/// What can be earned, by its size and form.
enum class AchievementKind { micro_credential, badge, course, exam, certificate, diploma, degree };

/// Where an award comes from.
enum class AwardOrigin {
  study,           ///< taken and assessed where it was awarded
  prior_learning,  ///< assessed in a case, without having been taken there
  recognition,     ///< a view of other awards, by a decision
};

}  // namespace cairn
