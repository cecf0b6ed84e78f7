// The European standard elements to describe a micro-credential, in an AchievementCredential: where
// each of the eleven mandatory ones has its home, and which a credential states.
//
// Council Recommendation of 16 June 2022 on a European approach to micro-credentials
// (2022/C 243/02), Annex I. Open Badges 3.0 has members for most; the others stand where issuers in
// Europe put them, in alignments whose `targetType` says what they are or in the extension terms of
// SURF edubadges (docs/reference/openbadges.md has the table).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "formats/json/value.h"

namespace cairn::openbadges {

enum class Element : std::uint8_t {
  learner,
  title,
  country,
  awarding_body,
  date_of_issuing,
  learning_outcomes,
  workload,
  level,
  assessment,
  participation,
  quality_assurance,
};
inline constexpr std::size_t kElementCount =
    static_cast<std::size_t>(Element::quality_assurance) + 1;

/// The name in JSON: "learning_outcomes".
const char* name_of(Element element);

/// Where an issuer writes it: a JSON Pointer into the credential; "-" ends a list (RFC 6901).
const char* home_of(Element element);

/// All but the level, which is mandatory "if applicable".
bool is_always_needed(Element element);

struct StatedElement {
  std::string place;  ///< a JSON Pointer
  std::string value;  ///< as text
};

/// What a credential states, by Element; the first home that holds something counts. Does not look
/// at proofs, nor whether the credential fits the class model. Linear.
std::array<std::optional<StatedElement>, kElementCount> find_elements(
    const json::Value& credential);

/// Whether an alignment with this framework, address and type places an achievement at a level of a
/// qualifications framework.
bool is_level(std::string_view framework, std::string_view url, std::string_view type);

}  // namespace cairn::openbadges
