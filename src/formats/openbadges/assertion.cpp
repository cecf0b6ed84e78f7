#include "formats/openbadges/assertion.h"

#include <algorithm>

#include "formats/openbadges/assertion_links.h"
#include "formats/vc/structure.h"

namespace cairn::openbadges {
namespace {

using json::Value;

constexpr std::string_view kContextOfVersion2 = "https://w3id.org/openbadges/v2";

// The first thing found wrong is kept, so that the functions below read straight through.
struct Reader {
  std::optional<Error> error;

  std::string text(const Value& object, const char* key) {
    const Value* member = object.find(key);
    if (member == nullptr) return {};
    if (member->is_string()) return std::string(member->string());
    return wrong(key, "expected a text");
  }
  std::optional<Instant> instant(const Value& object, const char* key) {
    const std::string written = text(object, key);
    if (written.empty()) return {};
    if (const auto parsed = Instant::parse(written)) return *parsed;
    if (const auto day = Date::parse(written))  // version 1 allowed a date alone
      return Instant(Instant::Millis(day->days()));
    wrong(key, "expected a date and time with a zone");
    return {};
  }
  std::string wrong(const char* key, const char* message) {
    if (!error) error = invalid(message, std::string("/") + key);
    return {};
  }
};

// An image is its address or an object with it.
std::optional<Image> read_image(Reader& reader, const Value& object) {
  const Value* image = object.find("image");
  if (image == nullptr) return {};
  if (image->is_string()) return Image{std::string(image->string()), {}};
  if (image->is_object()) return Image{reader.text(*image, "id"), reader.text(*image, "caption")};
  reader.wrong("image", "expected an image");
  return {};
}

Alignment read_alignment(Reader& reader, const Value& object) {
  return {reader.text(object, "targetName"),
          reader.text(object, "targetUrl"),
          reader.text(object, "targetFramework"),
          reader.text(object, "targetCode"),
          {},
          reader.text(object, "targetDescription")};
}

Achievement read_badge_class(Reader& reader, const Value& badge) {
  Achievement achievement;
  achievement.id = reader.text(badge, "id");
  achievement.name = reader.text(badge, "name");
  achievement.description = reader.text(badge, "description");
  achievement.image = read_image(reader, badge);
  achievement.achievement_type = "Badge";
  if (const Value* criteria = badge.find("criteria"); criteria != nullptr) {
    if (criteria->is_string()) achievement.criteria_id = criteria->string();
    if (criteria->is_object()) {
      achievement.criteria_id = reader.text(*criteria, "id");
      achievement.criteria_narrative = reader.text(*criteria, "narrative");
    }
  }
  for (const Value& tag : json::one_or_more(badge.find("tags")))
    if (tag.is_string()) achievement.tags.emplace_back(tag.string());
  for (const Value& alignment : json::one_or_more(badge.find("alignment")))
    if (alignment.is_object()) achievement.alignments.push_back(read_alignment(reader, alignment));
  return achievement;
}

Profile read_issuer(Reader& reader, const Value& issuer) {
  Profile profile;
  profile.id = reader.text(issuer, "id");
  profile.name = reader.text(issuer, "name");
  profile.url = reader.text(issuer, "url");
  profile.email = reader.text(issuer, "email");
  profile.description = reader.text(issuer, "description");
  profile.image = read_image(reader, issuer);
  return profile;
}

Identity read_recipient(Reader& reader, const Value& recipient) {
  const Value* hashed = recipient.find("hashed");
  return {reader.text(recipient, "identity"), reader.text(recipient, "type"),
          hashed != nullptr && hashed->is_boolean() && hashed->boolean(),
          reader.text(recipient, "salt")};
}

std::vector<Evidence> read_evidence(Reader& reader, const Value& assertion) {
  std::vector<Evidence> read;
  for (const Value& item : json::one_or_more(assertion.find("evidence"))) {
    Evidence evidence;
    if (item.is_string()) evidence.id = item.string();
    if (item.is_object())
      evidence = {reader.text(item, "id"),          reader.text(item, "name"),
                  reader.text(item, "description"), reader.text(item, "narrative"),
                  reader.text(item, "genre"),       reader.text(item, "audience")};
    read.push_back(std::move(evidence));
  }
  return read;
}

}  // namespace

bool is_assertion(const Value& value) {
  const auto has = [&](const char* key, std::string_view text) {
    return std::ranges::any_of(json::one_or_more(value.find(key)), [&](const Value& item) {
      return item.is_string() && item.string() == text;
    });
  };
  return value.is_object() && has("@context", kContextOfVersion2) && has("type", "Assertion");
}

Result<AchievementCredential> read_assertion(const Value& assertion, const Documents& documents) {
  Reader reader;
  AchievementCredential credential;
  credential.id = reader.text(assertion, "id");
  credential.image = read_image(reader, assertion);
  credential.valid_from = credential.awarded = reader.instant(assertion, "issuedOn");
  credential.valid_until = reader.instant(assertion, "expires");
  credential.subject.narrative = reader.text(assertion, "narrative");
  credential.evidence = read_evidence(reader, assertion);
  if (const Value* recipient = assertion.find("recipient"); recipient != nullptr)
    credential.subject.identities = {read_recipient(reader, *recipient)};
  const AssertionLinks links = follow_links(assertion, documents);
  if (links.badge != nullptr)
    credential.subject.achievement = read_badge_class(reader, *links.badge);
  if (credential.subject.achievement.id.empty())
    credential.subject.achievement.id = links.badge_address;
  if (links.issuer != nullptr) credential.issuer = read_issuer(reader, *links.issuer);
  if (credential.issuer.id.empty()) credential.issuer.id = links.issuer_address;
  if (reader.error) return *std::move(reader.error);
  return credential;
}

std::vector<std::string> documents_needed(const Value& assertion, const Documents& documents) {
  const AssertionLinks links = follow_links(assertion, documents);
  std::vector<std::string> needed;
  const auto need = [&](const std::string& address, const Value* found) {
    if (found == nullptr && address.starts_with("http") &&
        std::ranges::find(needed, address) == needed.end())
      needed.push_back(address);
  };
  need(links.hosted_address, links.hosted);
  need(links.badge_address, links.badge);
  need(links.issuer_address, links.issuer_at_address);
  need(links.key_address, links.key);
  need(links.revocation_address, links.revocations);
  return needed;
}

}  // namespace cairn::openbadges
