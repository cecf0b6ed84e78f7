#include "formats/openbadges/micro_credential.h"

#include <algorithm>
#include <initializer_list>

#include "base/time.h"
#include "formats/vc/structure.h"

namespace cairn::openbadges {
namespace {

using json::Value;
using Stated = std::optional<StatedElement>;

constexpr const char* kAchievement = "/credentialSubject/achievement";
constexpr std::string_view kEqf = "http://data.europa.eu/snb/eqf/";
constexpr std::string_view kEscoSkill = "http://data.europa.eu/esco/skill/";

struct Home {
  const char* name;
  const char* place;
};

// In the order of Element.
constexpr std::array<Home, kElementCount> kHomes = {{
    {"learner", "/credentialSubject/id"},
    {"title", "/credentialSubject/achievement/name"},
    {"country", "/issuer/address/addressCountryCode"},
    {"awarding_body", "/issuer/name"},
    {"date_of_issuing", "/awardedDate"},
    {"learning_outcomes", "/credentialSubject/achievement/alignment/-"},
    {"workload", "/credentialSubject/achievement/creditsAvailable"},
    {"level", "/credentialSubject/achievement/alignment/-"},
    {"assessment", "/credentialSubject/achievement/alignment/-"},
    {"participation", "/credentialSubject/achievement/alignment/-"},
    {"quality_assurance", "/credentialSubject/achievement/alignment/-"},
}};

// The member, or the first of a list that stands in its place.
const Value* first(const Value* object, std::string_view key) {
  if (object == nullptr || !object->is_object()) return nullptr;
  const Value* member = object->find(key);
  if (member == nullptr || !member->is_array()) return member;
  return member->items().empty() ? nullptr : &member->items().front();
}

// A text, or a language value object's; "" when there is none.
std::string_view text_of(const Value* value) {
  if (value == nullptr) return {};
  if (value->is_string()) return value->string();
  return value->is_object() ? value->text_of("@value") : std::string_view();
}

// The first of the members that holds a text.
Stated first_text(const Value* object, const std::string& place,
                  std::initializer_list<const char*> keys) {
  for (const char* key : keys)
    if (const std::string_view text = text_of(first(object, key)); !text.empty())
      return StatedElement{place + "/" + key, std::string(text)};
  return {};
}

bool is_more_than_zero(std::string_view number) {
  return !number.starts_with('-') &&
         number.substr(0, number.find_first_of("eE")).find_first_of("123456789") != number.npos;
}

// The first of the members that holds an amount; some issuers quote it.
Stated first_amount(const Value* object, const std::string& place,
                    std::initializer_list<const char*> keys) {
  for (const char* key : keys) {
    const Value* member = first(object, key);
    if (member == nullptr) continue;
    const std::string_view amount = member->is_number() ? member->number() : text_of(member);
    if (is_more_than_zero(amount)) return StatedElement{place + "/" + key, std::string(amount)};
  }
  return {};
}

template <class Matches>
Stated aligned(const Value* achievement, Matches matches) {
  if (achievement == nullptr) return {};
  const auto alignments = json::one_or_more(achievement->find("alignment"));
  for (std::size_t i = 0; i < alignments.size(); ++i) {
    const Value& alignment = alignments[i];
    const std::string_view name = text_of(first(&alignment, "targetName"));
    if (!name.empty() && matches(alignment))
      return StatedElement{std::string(kAchievement) + "/alignment/" + std::to_string(i),
                           std::string(name)};
  }
  return {};
}

Stated aligned_as(const Value* achievement, std::initializer_list<std::string_view> types) {
  return aligned(achievement, [&](const Value& alignment) {
    return std::ranges::find(types, alignment.text_of("targetType")) != types.end();
  });
}

Stated find_learner(const Value* subject) {
  if (auto stated = first_text(subject, "/credentialSubject", {"id"})) return stated;
  if (subject == nullptr) return {};
  const auto identities = json::one_or_more(subject->find("identifier"));
  for (std::size_t i = 0; i < identities.size(); ++i)
    if (auto stated = first_text(
            &identities[i], "/credentialSubject/identifier/" + std::to_string(i), {"identityHash"}))
      return stated;
  return {};
}

// Of the issuer, or of the organization that it belongs to.
Stated find_country(const Value* issuer) {
  const auto keys = {"addressCountryCode", "addressCountry", "addressRegion"};
  if (auto stated = first_text(first(issuer, "address"), "/issuer/address", keys)) return stated;
  return first_text(first(first(issuer, "parentOrg"), "address"), "/issuer/parentOrg/address",
                    keys);
}

Stated find_date(const Value& credential) {
  for (const char* key : {"awardedDate", "validFrom", "issuanceDate"}) {
    const std::string_view text = credential.text_of(key);
    if (Instant::parse(text)) return StatedElement{std::string("/") + key, std::string(text)};
  }
  return {};
}

Stated find_outcomes(const Value* achievement) {
  auto stated = aligned(achievement, [](const Value& alignment) {
    const std::string_view type = alignment.text_of("targetType");
    return type == "CFItem" || type == "ceasn:Competency" || type == "ext:LearningOutcome" ||
           alignment.text_of("targetUrl").starts_with(kEscoSkill);
  });
  return stated ? stated : first_text(achievement, kAchievement, {"learningOutcome"});
}

Stated find_workload(const Value* subject, const Value* achievement) {
  const auto keys = {"creditsAvailable", "ECTS", "SBU", "timeInvestment"};
  auto stated = first_amount(achievement, kAchievement, keys);
  return stated ? stated : first_amount(subject, "/credentialSubject", {"creditsEarned"});
}

Stated find_level(const Value* achievement) {
  return aligned(achievement, [](const Value& alignment) {
    return is_level(alignment.text_of("targetFramework"), alignment.text_of("targetUrl"),
                    alignment.text_of("targetType"));
  });
}

// Somebody else's word for the achievement or its issuer.
Stated find_endorsement(const Value* object, const std::string& place) {
  if (object == nullptr) return {};
  for (const char* key : {"endorsement", "endorsementJwt"}) {
    const auto given = json::one_or_more(object->find(key));
    if (given.empty()) continue;
    const std::string_view by = given[0].is_object() ? vc::issuer_id(given[0]) : "";
    return StatedElement{place + "/" + key, std::string(by)};
  }
  return {};
}

Stated find_quality(const Value* issuer, const Value* achievement) {
  if (auto stated = aligned_as(achievement, {"ext:QualityAssurance"})) return stated;
  if (auto stated = find_endorsement(achievement, kAchievement)) return stated;
  return find_endorsement(issuer, "/issuer");
}

Stated first_of(const Stated& stated, const Stated& otherwise) {
  return stated ? stated : otherwise;
}

}  // namespace

const char* name_of(Element element) { return kHomes[static_cast<std::size_t>(element)].name; }
const char* home_of(Element element) { return kHomes[static_cast<std::size_t>(element)].place; }
bool is_always_needed(Element element) { return element != Element::level; }

bool is_level(std::string_view framework, std::string_view url, std::string_view type) {
  return framework.find("Qualifications Framework") != std::string_view::npos ||
         framework == "EQF" || framework == "QF-EHEA" || type == "ext:EQF" || url.starts_with(kEqf);
}

std::array<Stated, kElementCount> find_elements(const Value& credential) {
  const Value* subject = first(&credential, "credentialSubject");
  const Value* achievement = first(subject, "achievement");
  const Value* issuer = first(&credential, "issuer");
  // In the order of Element.
  return {{
      find_learner(subject),
      first_text(achievement, kAchievement, {"name"}),
      find_country(issuer),
      first_text(issuer, "/issuer", {"name"}),
      find_date(credential),
      find_outcomes(achievement),
      find_workload(subject, achievement),
      find_level(achievement),
      first_of(aligned_as(achievement, {"ext:AssessmentType"}),
               first_text(achievement, kAchievement, {"assessmentType"})),
      first_of(aligned_as(achievement, {"ext:ParticipationType"}),
               first_text(achievement, kAchievement, {"participationType"})),
      find_quality(issuer, achievement),
  }};
}

}  // namespace cairn::openbadges
