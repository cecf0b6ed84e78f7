#include "formats/openbadges/writer.h"

#include <initializer_list>
#include <memory>

namespace cairn::openbadges {
namespace {

using json::Arena;
using json::Value;

// Gathers the members of one object, leaving out what is absent.
class Object {
 public:
  explicit Object(Arena& arena) : arena_(arena) {}

  Object& type(std::initializer_list<const char*> types) {
    std::vector<Value> values;
    for (const char* name : types) values.push_back(arena_.string(name));
    return value("type", arena_.array(values));
  }
  Object& text(const char* key, const std::string& text) {
    return text.empty() ? *this : value(key, arena_.string(text));
  }
  Object& number(const char* key, const std::string& lexeme) {
    return lexeme.empty() ? *this : value(key, arena_.number(lexeme));
  }
  Object& date(const char* key, const std::optional<Date>& date) {
    return date ? text(key, date->to_string()) : *this;
  }
  Object& instant(const char* key, const std::optional<Instant>& instant) {
    return instant ? text(key, instant->to_string()) : *this;
  }
  Object& texts(const char* key, const std::vector<std::string>& texts) {
    return each(key, texts,
                [](Arena& arena, const std::string& text) { return arena.string(text); });
  }
  Object& value(const char* key, const Value& value) {
    members_.push_back({key, value});
    return *this;
  }
  template <class T, class Write>
  Object& each(const char* key, const std::vector<T>& items, Write write) {
    if (items.empty()) return *this;
    std::vector<Value> values;
    for (const T& item : items) values.push_back(write(arena_, item));
    return value(key, arena_.array(values));
  }
  template <class T, class Write>
  Object& maybe(const char* key, const std::optional<T>& item, Write write) {
    return item ? value(key, write(arena_, *item)) : *this;
  }
  Value done() { return arena_.object(members_); }

 private:
  Arena& arena_;
  std::vector<json::Member> members_;
};

Value write_alignment(Arena& arena, const Alignment& alignment) {
  return Object(arena)
      .type({"Alignment"})
      .text("targetName", alignment.target_name)
      .text("targetUrl", alignment.target_url)
      .text("targetFramework", alignment.target_framework)
      .text("targetCode", alignment.target_code)
      .text("targetType", alignment.target_type)
      .text("targetDescription", alignment.target_description)
      .done();
}

Value write_image(Arena& arena, const Image& image) {
  return Object(arena)
      .text("id", image.id)
      .value("type", arena.string("Image"))
      .text("caption", image.caption)
      .done();
}

Value write_other_identifier(Arena& arena, const OtherIdentifier& other) {
  return Object(arena)
      .value("type", arena.string("IdentifierEntry"))
      .text("identifier", other.identifier)
      .text("identifierType", other.type)
      .done();
}

Value write_address(Arena& arena, const std::string& country_code) {
  return Object(arena).type({"Address"}).text("addressCountryCode", country_code).done();
}

Value write_profile(Arena& arena, const Profile& profile) {
  std::optional<std::string> country;
  if (!profile.country_code.empty()) country = profile.country_code;
  return Object(arena)
      .text("id", profile.id)
      .type({"Profile"})
      .text("name", profile.name)
      .text("url", profile.url)
      .text("email", profile.email)
      .text("description", profile.description)
      .maybe("image", profile.image, write_image)
      .maybe("address", country, write_address)
      .each("otherIdentifier", profile.other_identifiers, write_other_identifier)
      .done();
}

Value write_identity(Arena& arena, const Identity& identity) {
  return Object(arena)
      .value("type", arena.string("IdentityObject"))
      .value("hashed", arena.boolean(identity.hashed))
      .text("identityHash", identity.identity_hash)
      .text("identityType", identity.identity_type)
      .text("salt", identity.salt)
      .done();
}

Value write_level(Arena& arena, const RubricLevel& level) {
  return Object(arena)
      .text("id", level.id)
      .type({"RubricCriterionLevel"})
      .text("name", level.name)
      .text("level", level.level)
      .text("points", level.points)
      .text("description", level.description)
      .done();
}

Value write_result_description(Arena& arena, const ResultDescription& description) {
  return Object(arena)
      .text("id", description.id)
      .type({"ResultDescription"})
      .text("name", description.name)
      .text("resultType", description.result_type)
      .texts("allowedValue", description.allowed_values)
      .text("requiredValue", description.required_value)
      .text("requiredLevel", description.required_level)
      .text("valueMin", description.value_min)
      .text("valueMax", description.value_max)
      .each("rubricCriterionLevel", description.rubric_levels, write_level)
      .each("alignment", description.alignments, write_alignment)
      .done();
}

Value write_achievement(Arena& arena, const Achievement& achievement) {
  const Value criteria = Object(arena)
                             .text("id", achievement.criteria_id)
                             .text("narrative", achievement.criteria_narrative)
                             .done();
  return Object(arena)
      .text("id", achievement.id)
      .type({"Achievement"})
      .text("achievementType", achievement.achievement_type)
      .text("name", achievement.name)
      .text("description", achievement.description)
      .value("criteria", criteria)
      .text("humanCode", achievement.human_code)
      .text("fieldOfStudy", achievement.field_of_study)
      .text("specialization", achievement.specialization)
      .text("inLanguage", achievement.in_language)
      .text("version", achievement.version)
      .number("creditsAvailable", achievement.credits_available)
      .maybe("image", achievement.image, write_image)
      .maybe("creator", achievement.creator, write_profile)
      .texts("tag", achievement.tags)
      .each("alignment", achievement.alignments, write_alignment)
      .each("otherIdentifier", achievement.other_identifiers, write_other_identifier)
      .each("resultDescription", achievement.result_descriptions, write_result_description)
      .done();
}

Value write_result(Arena& arena, const AchievementResult& result) {
  return Object(arena)
      .type({"Result"})
      .text("resultDescription", result.result_description)
      .text("value", result.value)
      .text("status", result.status)
      .text("achievedLevel", result.achieved_level)
      .each("alignment", result.alignments, write_alignment)
      .done();
}

Value write_evidence(Arena& arena, const Evidence& evidence) {
  return Object(arena)
      .text("id", evidence.id)
      .type({"Evidence"})
      .text("name", evidence.name)
      .text("description", evidence.description)
      .text("narrative", evidence.narrative)
      .text("genre", evidence.genre)
      .text("audience", evidence.audience)
      .text("digestSRI", evidence.digest_sri)
      .text("digestMultibase", evidence.digest_multibase)
      .done();
}

Value write_subject(Arena& arena, const Subject& subject) {
  return Object(arena)
      .text("id", subject.id)
      .type({"AchievementSubject"})
      .each("identifier", subject.identities, write_identity)
      .value("achievement", write_achievement(arena, subject.achievement))
      .number("creditsEarned", subject.credits_earned)
      .text("narrative", subject.narrative)
      .text("role", subject.role)
      .text("term", subject.term)
      .text("licenseNumber", subject.license_number)
      .date("activityStartDate", subject.activity_start)
      .date("activityEndDate", subject.activity_end)
      .each("result", subject.results, write_result)
      .done();
}

}  // namespace

json::Document write(const AchievementCredential& credential) {
  const auto arena = std::make_shared<Arena>();
  const Value contexts = arena->array(
      {arena->string("https://www.w3.org/ns/credentials/v2"), arena->string(kContext)});
  const Value root = Object(*arena)
                         .value("@context", contexts)
                         .text("id", credential.id)
                         .type({"VerifiableCredential", "OpenBadgeCredential"})
                         .text("name", credential.name)
                         .text("description", credential.description)
                         .maybe("image", credential.image, write_image)
                         .value("issuer", write_profile(*arena, credential.issuer))
                         .instant("validFrom", credential.valid_from)
                         .instant("validUntil", credential.valid_until)
                         .instant("awardedDate", credential.awarded)
                         .value("credentialSubject", write_subject(*arena, credential.subject))
                         .each("evidence", credential.evidence, write_evidence)
                         .done();
  return json::Document(arena, root);
}

}  // namespace cairn::openbadges
