// The AchievementCredential of Open Badges 3.0 as typed data.
//
// 1EdTech Open Badges Specification 3.0 Final, appendix B (data models). Kept are the members that
// say what was earned, how well, by whom and on what evidence; others stay in the JSON.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"

namespace cairn::openbadges {

inline constexpr const char* kContext =
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

// In all of these an empty text means that the member is absent. Numbers are kept as written.

struct Alignment {
  std::string target_name;
  std::string target_url;
  std::string target_framework;
  std::string target_code;
  std::string target_type;
  std::string target_description;
};

struct Image {
  std::string id;  ///< a URL, data: included
  std::string caption;
};

/// IdentifierEntry: an id that another system gives, such as the code of a programme.
struct OtherIdentifier {
  std::string identifier;
  std::string type;
};

struct Profile {
  std::string id;
  std::string name;
  std::string url;
  std::string email;
  std::string description;
  std::optional<Image> image;
  std::string country_code;  ///< of its address, ISO 3166-1 alpha-2
  std::vector<OtherIdentifier> other_identifiers;
};

/// IdentityObject: whom a badge is for when the subject has no id.
struct Identity {
  std::string identity_hash;
  std::string identity_type;
  bool hashed = false;
  std::string salt;
};

struct RubricLevel {
  std::string id;
  std::string name;
  std::string level;
  std::string points;
  std::string description;
};

struct ResultDescription {
  std::string id;
  std::string name;
  std::string result_type;
  std::string required_value;
  std::string required_level;
  std::string value_min;
  std::string value_max;
  std::vector<std::string> allowed_values;
  std::vector<RubricLevel> rubric_levels;
  std::vector<Alignment> alignments;
};

struct Achievement {
  std::string id;
  std::string name;
  std::string description;
  std::string criteria_id;
  std::string criteria_narrative;
  std::string achievement_type;
  std::string credits_available;
  std::string field_of_study;
  std::string human_code;
  std::string in_language;
  std::string specialization;
  std::string version;
  std::vector<std::string> tags;
  std::optional<Image> image;
  std::optional<Profile> creator;
  std::vector<Alignment> alignments;
  std::vector<ResultDescription> result_descriptions;
  std::vector<OtherIdentifier> other_identifiers;
};

/// `Result` of the specification: how well a result description was met.
struct AchievementResult {
  std::string result_description;  ///< the id of a ResultDescription
  std::string value;
  std::string status;
  std::string achieved_level;
  std::vector<Alignment> alignments;
};

struct Evidence {
  std::string id;
  std::string name;
  std::string description;
  std::string narrative;
  std::string genre;
  std::string audience;
  std::string digest_sri = {};  ///< of the file at `id`
  std::string digest_multibase = {};
};

struct Subject {
  std::string id;
  std::vector<Identity> identities;
  Achievement achievement;
  std::string credits_earned;
  std::string narrative;
  std::string role;
  std::string term;
  std::string license_number;
  std::optional<Date> activity_start;
  std::optional<Date> activity_end;
  std::vector<AchievementResult> results;
};

struct AchievementCredential {
  std::string id;
  std::string name;
  std::string description;
  std::optional<Image> image;
  Profile issuer;
  Subject subject;
  std::optional<Instant> awarded;
  std::optional<Instant> valid_from;
  std::optional<Instant> valid_until;
  std::vector<Evidence> evidence;
};

}  // namespace cairn::openbadges
