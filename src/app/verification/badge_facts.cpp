#include "app/verification/badge_facts.h"

#include <algorithm>

#include "app/verification/credential_file.h"
#include "app/verification/messages.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "formats/vc/related_resource.h"

namespace cairn::verification {
namespace {

using json::Value;

const StatedDocument* stated_for(std::string_view url, const Question& question) {
  const auto found = std::ranges::find(question.documents, url, &StatedDocument::url);
  return url.empty() || found == question.documents.end() ? nullptr : &*found;
}

std::string place_of(const char* key, const Value& member, std::size_t index) {
  std::string place = std::string("/") + key;
  return member.is_array() ? place + "/" + std::to_string(index) : place;
}

// The evidence must say of what its digest is.
DigestState digest_state(const Value& resource, const Question& question) {
  const bool stated =
      resource.find("digestSRI") != nullptr || resource.find("digestMultibase") != nullptr;
  if (!stated) return DigestState::unstated;
  const StatedDocument* file = stated_for(resource.text_of("id"), question);
  if (file == nullptr) return DigestState::unchecked;
  return vc::compare_digests(resource, file->text) == vc::DigestAnswer::matches
             ? DigestState::matches
             : DigestState::differs;
}

// A text, or the first of several languages.
std::string text_of(const Value& object, std::string_view key) {
  for (const Value& text : json::one_or_more(object.find(key))) {
    if (text.is_string()) return std::string(text.string());
    if (text.is_object()) return std::string(text.text_of("@value"));
  }
  return {};
}

RecipientMatch match_of(openbadges::Recipient recipient) {
  switch (recipient) {
    case openbadges::Recipient::matches:
      return RecipientMatch::matches;
    case openbadges::Recipient::differs:
      return RecipientMatch::differs;
    case openbadges::Recipient::unstated:
      return RecipientMatch::unstated;
  }
  return RecipientMatch::unstated;
}

}  // namespace

std::vector<EvidenceReport> find_evidence(const Value& credential, const Question& question) {
  std::vector<EvidenceReport> reports;
  const Value* member = credential.find("evidence");
  const auto evidence = json::one_or_more(member);
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    if (!evidence[i].is_object()) continue;
    reports.push_back({place_of("evidence", *member, i), std::string(evidence[i].text_of("id")),
                       text_of(evidence[i], "name"), digest_state(evidence[i], question)});
  }
  return reports;
}

vc::Check check_stated_files(vc::Check structure, const Value& credential,
                             const Question& question) {
  if (structure.outcome != vc::Outcome::pass) return structure;
  for (const char* key : {"evidence", "relatedResource"}) {
    const Value* member = credential.find(key);
    const auto resources = json::one_or_more(member);
    for (std::size_t i = 0; i < resources.size(); ++i)
      if (resources[i].is_object() && digest_state(resources[i], question) == DigestState::differs)
        return {vc::CheckName::structure,
                vc::Outcome::fail,
                vc::Code::digest_mismatch,
                {{"place", place_of(key, *member, i)}}};
  }
  return structure;
}

std::optional<RefreshReport> find_refresh(const Value& credential, std::string_view language) {
  const auto services = json::one_or_more(credential.find("refreshService"));
  if (services.empty() || !services[0].is_object()) return {};
  RefreshReport report{
      std::string(services[0].text_of("type")), std::string(services[0].text_of("id")), {}};
  const bool known = report.type == kRefreshService;
  report.message = message_for(known ? "refresh.known" : "refresh.other",
                               {{"url", report.url}, {"type", report.type}}, language)
                       .text;
  return report;
}

RecipientReport recipient_report(openbadges::Recipient recipient, std::string_view language) {
  const RecipientMatch match = match_of(recipient);
  return {match, message_for(std::string("recipient.") + name_of(match), {}, language).text};
}

std::string write_recipient(const openbadges::Subject& subject) {
  json::Writer writer;
  writer.begin_object().key("credentialSubject").begin_object();
  if (!subject.id.empty()) writer.member("id", subject.id);
  writer.key("identifier").begin_array();
  for (const openbadges::Identity& identity : subject.identities) {
    writer.begin_object().member("identityHash", identity.identity_hash);
    writer.member("identityType", identity.identity_type).member("hashed", identity.hashed);
    writer.member("salt", identity.salt).end_object();
  }
  writer.end_array().end_object().end_object();
  return writer.take();
}

RecipientMatch match_recipient(std::string_view identity, std::span<const std::string> stated) {
  const auto document = json::read(identity, kCredentialLimits);
  if (!document) return RecipientMatch::unstated;
  return match_of(openbadges::recipient_of(document->root(), stated));
}

}  // namespace cairn::verification
