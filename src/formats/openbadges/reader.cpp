#include "formats/openbadges/reader.h"

#include <algorithm>

#include "formats/json/reader.h"

namespace cairn::openbadges {
namespace {

using json::Value;

// A JSON object with its place. The first thing found wrong anywhere is kept in `error`, so that
// the functions below read straight through.
class Node {
 public:
  Node(const Value& value, std::optional<Error>& error) : value_(value), error_(error) {}

  // A text, or one with its language (VCDM 2.0 section 11.1). Of several languages English, else
  // the first by its tag: the order of the list is not signed.
  std::string text(const char* key) const {
    const Value* chosen = nullptr;
    for (const Value& item : items(key)) {
      const Value* plain = item.is_object() ? item.find("@value") : &item;
      if (plain == nullptr || !plain->is_string()) return wrong(key, "expected a text");
      if (chosen == nullptr || rank(item) < rank(*chosen)) chosen = &item;
    }
    if (chosen == nullptr) return {};
    return std::string(chosen->is_object() ? chosen->text_of("@value") : chosen->string());
  }

  std::string required_text(const char* key) const {
    std::string value = text(key);
    return value.empty() ? wrong(key, "expected a text that is not empty") : value;
  }

  // A number as written; some issuers quote it.
  std::string amount(const char* key) const {
    std::string lexeme = text_or_number(key);
    const auto parsed = json::read(lexeme.empty() ? "0" : lexeme);
    return parsed && parsed->root().is_number() ? lexeme : wrong(key, "expected a number");
  }

  // A text or a number, as written.
  std::string text_or_number(const char* key) const {
    const Value* member = value_.find(key);
    if (member == nullptr) return {};
    if (member->is_number()) return std::string(member->number());
    return member->is_string() ? std::string(member->string())
                               : wrong(key, "expected a text or a number");
  }

  bool flag(const char* key) const {
    const Value* member = value_.find(key);
    if (member == nullptr) return false;
    if (!member->is_boolean()) wrong(key, "expected true or false");
    return member->is_boolean() && member->boolean();
  }

  std::optional<Instant> instant(const char* key) const {
    const Value* member = value_.find(key);
    if (member == nullptr) return {};
    if (member->is_string())
      if (const auto parsed = Instant::parse(member->string())) return *parsed;
    wrong(key, "expected a date and time with a zone");
    return {};
  }

  // A civil date, as the Open Badges context types it; of a date and time, as some issuers write,
  // the date in UTC.
  std::optional<Date> date(const char* key) const {
    const Value* member = value_.find(key);
    if (member == nullptr) return {};
    if (member->is_string()) {
      if (const auto parsed = Date::parse(member->string())) return *parsed;
      if (const auto parsed = Instant::parse(member->string())) return parsed->utc_date();
    }
    wrong(key, "expected a date");
    return {};
  }

  std::vector<std::string> texts(const char* key) const {
    std::vector<std::string> found;
    for (const Value& item : items(key)) {
      if (item.is_string())
        found.emplace_back(item.string());
      else
        wrong(key, "expected texts");
    }
    return found;
  }

  // Reads each object of a list, or the one object that stands for it.
  template <class Read>
  auto each(const char* key, Read read) const {
    std::vector<decltype(read(*this))> found;
    const auto values = items(key);
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (values[i].is_object())
        found.push_back(read(Node(values[i], *this, key, i)));
      else
        wrong(key, "expected objects");
    }
    return found;
  }

  // The object under `key`, or the only one of a list. More are refused: a signature does not fix
  // their order, so anybody could choose which comes first.
  std::optional<Node> child(const char* key) const {
    const auto values = items(key);
    if (values.empty()) return {};
    if (values.size() == 1 && values[0].is_object()) return Node(values[0], *this, key, 0);
    wrong(key, "expected one object");
    return {};
  }

  const Value* find(const char* key) const { return value_.find(key); }

  std::string wrong(const char* key, const char* message) const {
    if (!error_) error_ = invalid(message, place() + "/" + key);
    return {};
  }

 private:
  Node(const Value& value, const Node& parent, const char* key, std::size_t index)
      : value_(value), error_(parent.error_), parent_(&parent), key_(key), index_(index) {}

  static std::string rank(const Value& text) {
    const std::string_view language = text.text_of("@language");
    return language == "en" ? std::string() : "1" + std::string(language);
  }

  std::span<const Value> items(const char* key) const {
    const Value* member = value_.find(key);
    if (member == nullptr) return {};
    return member->is_array() ? member->items() : std::span(member, 1);
  }

  std::string place() const {
    if (parent_ == nullptr) return {};
    const bool listed = parent_->value_.find(key_)->is_array();
    return parent_->place() + "/" + key_ + (listed ? "/" + std::to_string(index_) : "");
  }

  const Value& value_;
  std::optional<Error>& error_;
  const Node* parent_ = nullptr;
  const char* key_ = "";
  std::size_t index_ = 0;
};

Alignment read_alignment(const Node& node) {
  return {node.text("targetName"), node.text("targetUrl"),  node.text("targetFramework"),
          node.text("targetCode"), node.text("targetType"), node.text("targetDescription")};
}

// An image is an object or, from some issuers, just its URL.
std::optional<Image> read_image(const Node& node) {
  const Value* image = node.find("image");
  if (image != nullptr && image->is_string()) return Image{std::string(image->string()), {}};
  const auto child = node.child("image");
  if (!child) return {};
  return Image{child->text("id"), child->text("caption")};
}

OtherIdentifier read_other_identifier(const Node& node) {
  return {node.text("identifier"), node.text("identifierType")};
}

Profile read_profile(const Node& node) {
  const auto address = node.child("address");
  return {.id = node.required_text("id"),
          .name = node.text("name"),
          .url = node.text("url"),
          .email = node.text("email"),
          .description = node.text("description"),
          .image = read_image(node),
          .country_code = address ? address->text("addressCountryCode") : "",
          .other_identifiers = node.each("otherIdentifier", read_other_identifier)};
}

// A profile, or just its id.
Profile read_issuer(const Node& credential) {
  const Value* issuer = credential.find("issuer");
  if (issuer != nullptr && issuer->is_string()) {
    Profile profile;
    profile.id = credential.required_text("issuer");
    return profile;
  }
  if (const auto child = credential.child("issuer")) return read_profile(*child);
  credential.wrong("issuer", "expected an issuer");
  return {};
}

Identity read_identity(const Node& node) {
  return {node.text("identityHash"), node.text("identityType"), node.flag("hashed"),
          node.text("salt")};
}

RubricLevel read_level(const Node& node) {
  return {node.text("id"), node.text("name"), node.text("level"), node.text_or_number("points"),
          node.text("description")};
}

ResultDescription read_result_description(const Node& node) {
  return {.id = node.text("id"),
          .name = node.text("name"),
          .result_type = node.text("resultType"),
          .required_value = node.text_or_number("requiredValue"),
          .required_level = node.text("requiredLevel"),
          .value_min = node.text_or_number("valueMin"),
          .value_max = node.text_or_number("valueMax"),
          .allowed_values = node.texts("allowedValue"),
          .rubric_levels = node.each("rubricCriterionLevel", read_level),
          .alignments = node.each("alignment", read_alignment)};
}

Achievement read_achievement(const Node& node) {
  const auto criteria = node.child("criteria");
  const auto creator = node.child("creator");
  return {.id = node.required_text("id"),
          .name = node.required_text("name"),
          .description = node.text("description"),
          .criteria_id = criteria ? criteria->text("id") : "",
          .criteria_narrative = criteria ? criteria->text("narrative") : "",
          .achievement_type = node.text("achievementType"),
          .credits_available = node.amount("creditsAvailable"),
          .field_of_study = node.text("fieldOfStudy"),
          .human_code = node.text("humanCode"),
          .in_language = node.text("inLanguage"),
          .specialization = node.text("specialization"),
          .version = node.text_or_number("version"),
          .tags = node.texts("tag"),
          .image = read_image(node),
          .creator = creator ? std::optional(read_profile(*creator)) : std::nullopt,
          .alignments = node.each("alignment", read_alignment),
          .result_descriptions = node.each("resultDescription", read_result_description),
          .other_identifiers = node.each("otherIdentifier", read_other_identifier)};
}

AchievementResult read_result(const Node& node) {
  return {node.text("resultDescription"), node.text_or_number("value"), node.text("status"),
          node.text("achievedLevel"), node.each("alignment", read_alignment)};
}

Evidence read_evidence(const Node& node) {
  return {node.text("id"),        node.text("name"),           node.text("description"),
          node.text("narrative"), node.text("genre"),          node.text("audience"),
          node.text("digestSRI"), node.text("digestMultibase")};
}

Subject read_subject(const Node& node) {
  const auto achievement = node.child("achievement");
  if (!achievement) node.wrong("achievement", "expected an achievement");
  return {.id = node.text("id"),
          .identities = node.each("identifier", read_identity),
          .achievement = achievement ? read_achievement(*achievement) : Achievement{},
          .credits_earned = node.amount("creditsEarned"),
          .narrative = node.text("narrative"),
          .role = node.text("role"),
          .term = node.text("term"),
          .license_number = node.text("licenseNumber"),
          .activity_start = node.date("activityStartDate"),
          .activity_end = node.date("activityEndDate"),
          .results = node.each("result", read_result)};
}

bool is_achievement_credential(const std::vector<std::string>& types) {
  return std::ranges::any_of(types, [](const std::string& type) {
    return type == "AchievementCredential" || type == "OpenBadgeCredential";
  });
}

}  // namespace

Result<AchievementCredential> read(const Value& credential) {
  if (!credential.is_object()) return invalid("a credential is a JSON object");
  std::optional<Error> error;
  const Node node(credential, error);
  if (!is_achievement_credential(node.texts("type")))
    return invalid("not an AchievementCredential or OpenBadgeCredential of Open Badges 3.0",
                   "/type");
  const auto subject = node.child("credentialSubject");
  if (!subject) node.wrong("credentialSubject", "expected a subject");
  AchievementCredential read{.id = node.text("id"),
                             .name = node.text("name"),
                             .description = node.text("description"),
                             .image = read_image(node),
                             .issuer = read_issuer(node),
                             .subject = subject ? read_subject(*subject) : Subject{},
                             .awarded = node.instant("awardedDate"),
                             .valid_from = node.instant("validFrom"),
                             .valid_until = node.instant("validUntil"),
                             .evidence = node.each("evidence", read_evidence)};
  if (error) return *std::move(error);
  return read;
}

}  // namespace cairn::openbadges
