// What is stored, as values, beside the nouns of the domain.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "domain/ids/ids.h"
#include "domain/learning/award.h"
#include "domain/recognition/decision.h"

namespace cairn::store {

/// The tenant of a person: a UUIDv7 that no organization learns.
using PersonId = Id<struct PersonTag>;

enum class Role { learner, administrator };

struct Person {
  PersonId id;
  std::string handle;  ///< how the demonstration names them; unique
  std::string name;
  Role role = Role::learner;
  std::string language = "en";
  std::optional<AchievementId> goal;
  std::optional<int> weekly_hours;
  bool demonstration = false;  ///< may be signed in without proof on a demonstration
};

enum class DefinitionKind {
  organization,
  achievement,
  offering,
  agreement,
  pathway,
  credit_system,
  grade_scale,
  grade_table,
  crosswalk,
  replacement,
  policy,
  precedent,
  authority,
  word,
};

/// One immutable version of a published definition.
struct Definition {
  DefinitionKind kind = DefinitionKind::achievement;
  std::string id;
  int version = 1;
  std::string digest;    ///< SHA-256 of `document`, hexadecimal
  std::string document;  ///< canonical JSON (RFC 8785) as in docs/reference/formats.md
};

/// A credential file that a person keeps, with what it is found again by.
struct Credential {
  std::string digest;  ///< SHA-256 of `original`, hexadecimal
  AwardId award;
  std::string media_type;
  std::string name;  ///< of the achievement, as the file gives it
  std::string issuer;
  std::string issuer_name;        ///< as the file gives it; may be empty
  std::optional<std::string> id;  ///< its `id` member, unique per issuer
  std::string achievement;        ///< as the file names it
  std::string subject;            ///< as the file names it; may be empty
  std::string recipient = "{}";   ///< whom it was issued to, as JSON (app/verification)
  Date awarded;
  std::string verdict;   ///< when it was added
  std::string original;  ///< the file as it came; left out of lists
  Instant added;
};

/// What a write that carried an idempotency key was answered.
struct KeptAnswer {
  std::string key;      ///< chosen by the asker; unique per person
  std::string request;  ///< SHA-256 of what was asked, hexadecimal
  int status = 0;       ///< of HTTP; 0: the write is under way
  std::string media_type;
  std::string body;
  Instant expires;
};

struct KeptAward {
  learning::Award award;
  bool known = true;  ///< false: its achievement is not in the catalogue
  Instant added;
  std::optional<Instant> removed;
};

/// How an award came about that was made because it was complete.
struct KeptConferral {
  OrganizationId organization;  ///< that made the award
  AwardId award;
  std::string authority;  ///< the standing authority it was made under; empty: an officer decided
  std::string officer;    ///< who gave that authority, or who decided: by name
  Date decided;
};

enum class KeyState { active, retired, compromised };

struct SealedKey {
  OrganizationId organization;
  std::string did;
  KeyState state = KeyState::active;
  std::vector<std::uint8_t> sealed;
  std::optional<Instant> ended = {};  ///< since when it is no longer active
};

struct JournalEntry {
  std::string id;      ///< UUIDv7
  std::string tenant;  ///< whose space it happened in
  Instant at;
  std::string actor;  ///< person id, or "system"
  std::string action;
  std::string subject;        ///< id of what it was done to
  std::string detail = "{}";  ///< JSON; holds no personal data
};

}  // namespace cairn::store
