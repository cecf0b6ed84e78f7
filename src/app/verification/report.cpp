#include "app/verification/report.h"

#include "formats/json/writer.h"

namespace cairn::verification {
namespace {

using json::Writer;

void write_if_set(Writer& writer, std::string_view key, const std::string& text) {
  if (!text.empty()) writer.member(key, text);
}

void write_moment(Writer& writer, std::string_view key, const std::optional<Instant>& moment) {
  if (moment) writer.member(key, moment->to_string());
}

void write_badge(Writer& writer, const Badge& badge) {
  writer.begin_object();
  write_if_set(writer, "credentialId", badge.credential_id);
  writer.member("name", badge.name);
  write_if_set(writer, "description", badge.description);
  write_if_set(writer, "criteria", badge.criteria);
  writer.member("achievementId", badge.achievement_id);
  write_if_set(writer, "achievementType", badge.achievement_type);
  writer.key("issuer").begin_object().member("id", badge.issuer_id);
  write_if_set(writer, "name", badge.issuer_name);
  writer.end_object();
  write_if_set(writer, "recipient", badge.recipient.empty() ? badge.subject_id : badge.recipient);
  write_moment(writer, "awarded", badge.awarded);
  write_moment(writer, "validFrom", badge.valid_from);
  write_moment(writer, "validUntil", badge.valid_until);
  write_if_set(writer, "credits",
               badge.credits_earned.empty() ? badge.credits_available : badge.credits_earned);
  write_if_set(writer, "level", badge.level);
  writer.key("alignments").begin_array();
  for (const AlignmentSummary& alignment : badge.alignments) {
    writer.begin_object().member("name", alignment.name).member("url", alignment.url);
    write_if_set(writer, "framework", alignment.framework);
    write_if_set(writer, "type", alignment.type);
    writer.end_object();
  }
  writer.end_array();
  write_if_set(writer, "image", badge.image);
  writer.end_object();
}

void write_issuer(Writer& writer, const IssuerIdentity& issuer) {
  writer.key("issuer").begin_object();
  writer.member("id", issuer.id).member("name", issuer.name);
  write_if_set(writer, "url", issuer.url);
  writer.member("list", issuer.list_name);
  write_if_set(writer, "listId", issuer.list_id);
  writer.end_object();
}

void write_asked(Writer& writer, const AskedMoment& asked) {
  writer.key("asked").begin_object().member("at", asked.at.to_string());
  writer.member("asks", name_of(asked.asks)).member("message", asked.message).end_object();
}

void write_evidence(Writer& writer, const std::vector<EvidenceReport>& evidence) {
  if (evidence.empty()) return;
  writer.key("evidence").begin_array();
  for (const EvidenceReport& each : evidence) {
    writer.begin_object().member("place", each.place);
    write_if_set(writer, "id", each.id);
    write_if_set(writer, "name", each.name);
    writer.member("digest", name_of(each.digest)).end_object();
  }
  writer.end_array();
}

void write_badge_facts(Writer& writer, const Report& report) {
  write_evidence(writer, report.evidence);
  if (report.refresh) {
    writer.key("refresh").begin_object().member("type", report.refresh->type);
    write_if_set(writer, "url", report.refresh->url);
    writer.member("message", report.refresh->message).end_object();
  }
  if (report.recipient) {
    writer.key("recipient").begin_object().member("match", name_of(report.recipient->match));
    writer.member("message", report.recipient->message).end_object();
  }
}

void write_part(Writer& writer, const PartReport& part) {
  writer.begin_object();
  writer.member("kind", part.kind == PartKind::credential ? "credential" : "endorsement");
  writer.member("place", part.place);
  write_if_set(writer, "id", part.id);
  write_if_set(writer, "issuer", part.issuer_id);
  write_if_set(writer, "name", part.name);
  writer.member("verdict", name_of(part.verdict)).member("code", part.code);
  writer.member("message", part.message);
  writer.end_object();
}

void write_fact(Writer& writer, const FactReport& fact) {
  writer.begin_object().member("kind", fact.kind).member("id", fact.id);
  write_moment(writer, "fetched", fact.fetched);
  if (fact.fetched) writer.member("ageSeconds", static_cast<std::int64_t>(fact.age.count()));
  write_moment(writer, "goodUntil", fact.good_until);
  if (fact.good_until) writer.member("outdated", fact.outdated);
  writer.end_object();
}

}  // namespace

void write_check(Writer& writer, const CheckReport& check) {
  writer.begin_object();
  writer.member("check", check.check).member("outcome", name_of(check.outcome));
  writer.member("code", check.code).member("message", check.message);
  write_if_set(writer, "remedy", check.remedy);
  if (!check.proofs.empty()) {
    writer.key("proofs").begin_array();
    for (const CheckReport& part : check.proofs) write_check(writer, part);
    writer.end_array();
  }
  writer.end_object();
}

void write_report(Writer& writer, const Report& report) {
  writer.begin_object();
  writer.member("verdict", name_of(report.verdict)).member("trusted", report.trusted);
  if (report.asked) write_asked(writer, *report.asked);
  if (report.issuer) write_issuer(writer, *report.issuer);
  writer.key("checks").begin_array();
  for (const CheckReport& check : report.checks) write_check(writer, check);
  writer.end_array();
  if (!report.parts.empty()) {
    writer.key("parts").begin_array();
    for (const PartReport& part : report.parts) write_part(writer, part);
    writer.end_array();
  }
  if (!report.facts.empty()) {
    writer.key("facts").begin_array();
    for (const FactReport& fact : report.facts) write_fact(writer, fact);
    writer.end_array();
  }
  write_badge_facts(writer, report);
  for (const Report& newer : report.renewed) {
    writer.key("renewed");
    write_report(writer, newer);
  }
  if (!report.credentials.empty()) {
    writer.key("credentials").begin_array();
    for (const Report& credential : report.credentials) write_report(writer, credential);
    writer.end_array();
  }
  if (report.badge) {
    writer.key("badge");
    write_badge(writer, *report.badge);
  }
  writer.end_object();
}

const char* name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::valid:
      return "valid";
    case Verdict::invalid:
      return "invalid";
    case Verdict::unknown:
      return "unknown";
  }
  return "unknown";
}

const char* name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::pass:
      return "pass";
    case Outcome::fail:
      return "fail";
    case Outcome::unknown:
      return "unknown";
    case Outcome::skipped:
      return "skipped";
  }
  return "unknown";
}

const char* name_of(Asks asks) { return asks == Asks::true_then ? "true_then" : "known_then"; }

const char* name_of(RecipientMatch match) {
  switch (match) {
    case RecipientMatch::matches:
      return "matches";
    case RecipientMatch::differs:
      return "differs";
    case RecipientMatch::unstated:
      return "unstated";
  }
  return "unstated";
}

const char* name_of(DigestState state) {
  switch (state) {
    case DigestState::unstated:
      return "unstated";
    case DigestState::unchecked:
      return "unchecked";
    case DigestState::matches:
      return "matches";
    case DigestState::differs:
      return "differs";
  }
  return "unchecked";
}

std::string to_json(const Report& report) {
  Writer writer(json::Style::indented);
  write_report(writer, report);
  return writer.take();
}

}  // namespace cairn::verification
