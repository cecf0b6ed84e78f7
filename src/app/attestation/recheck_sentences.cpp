#include "app/attestation/recheck_sentences.h"

#include "documents/audit_json.h"
#include "documents/phrases.h"

namespace cairn::attestation {
namespace {

using documents::Phrases;

std::string status_in(const Phrases& phrases, audit::Status status) {
  return phrases.say("status." + std::string(documents::status_text(status)));
}

std::string head_of(const Recheck& found, const Phrases& phrases) {
  const std::string_view goal = found.goal_name.in(phrases.language());
  return phrases.say(std::string("head.") + name_of(found.outcome),
                     {{"goal", goal.empty() ? found.goal.text() : goal},
                      {"named", status_in(phrases, found.named)},
                      {"found", status_in(phrases, found.found)},
                      {"day", found.audited.to_string()}});
}

std::string sentence_of(Problem problem, const Recheck& found, const Phrases& phrases) {
  const char* group = found.outcome == Outcome::refused ? "refused." : "unknown.";
  return phrases.say(group + std::string(name_of(problem)),
                     {{"why", found.message}, {"rules", found.rules_named}});
}

std::string issuer_of(const Recheck& found, const Phrases& phrases) {
  const std::string_view name = found.organization.in(phrases.language());
  return phrases.say(name.empty() ? "issuer" : "issuer.known",
                     {{"issuer", found.issuer}, {"organization", name}});
}

std::string sentence_of(const Backing& backing, const Recheck& found, const Phrases& phrases) {
  const auto say = [&](const char* key) {
    std::string members;
    for (const std::string& each : backing.disagreements)
      members += (members.empty() ? "" : ", ") + each;
    return phrases.say(
        key, {{"award", backing.award.text()}, {"why", backing.message}, {"members", members}});
  };
  if (backing.recognised)
    return phrases.say("award.agreement", {{"award", backing.award.text()},
                                           {"agreement", backing.recognised->agreement.text()},
                                           {"version", std::to_string(backing.recognised->version)},
                                           {"term", backing.recognised->term}});
  if (backing.credential.empty()) return say("award.stated");
  if (!backing.is_inside) return say("award.missing");
  if (!backing.disagreements.empty()) return say("award.differs");
  if (!backing.message.empty()) return say("award.not_good");
  return say(found.is_holder(backing) ? "award.credential" : "award.another");
}

std::string sentence_of(const Difference& difference, const Phrases& phrases) {
  const std::string nothing = phrases.say("nothing");
  const auto or_nothing = [&](const std::string& text) -> std::string_view {
    return text.empty() ? nothing : text;
  };
  return phrases.say("difference", {{"place", difference.place},
                                    {"named", or_nothing(difference.named)},
                                    {"found", or_nothing(difference.found)}});
}

}  // namespace

std::vector<std::string> sentences_of(const Recheck& found, std::string_view language) {
  const Phrases phrases("attestation", language);
  std::vector<std::string> lines = {head_of(found, phrases)};
  for (const Problem each : found.problems) lines.push_back(sentence_of(each, found, phrases));
  lines.push_back(issuer_of(found, phrases));
  for (const Backing& each : found.awards) lines.push_back(sentence_of(each, found, phrases));
  for (const Difference& each : found.differences) lines.push_back(sentence_of(each, phrases));
  return lines;
}

}  // namespace cairn::attestation
