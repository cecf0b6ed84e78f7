#include "server/api/present.h"

#include <algorithm>
#include <set>

#include "documents/agreement_json.h"
#include "documents/fields.h"
#include "documents/filter_json.h"
#include "documents/grade_json.h"
#include "documents/kinds_json.h"
#include "documents/precedent_json.h"
#include "documents/recognition_json.h"
#include "documents/record_json.h"
#include "domain/requirement/requirement.h"
#include "formats/json/reader.h"
#include "formats/json/value.h"

namespace cairn::server {

std::string_view word_of(AchievementKind kind) {
  return documents::word_for(documents::kAchievementKinds, kind);
}

std::string_view word_of(learning::AchievementState state) {
  switch (state) {
    case learning::AchievementState::draft:
      return "draft";
    case learning::AchievementState::published:
      return "published";
    case learning::AchievementState::superseded:
      return "superseded";
    case learning::AchievementState::withdrawn:
      return "withdrawn";
  }
  CAIRN_ASSERT(false);
}

std::string_view word_of(learning::AwardStatus status) {
  switch (status) {
    case learning::AwardStatus::earned:
      return "earned";
    case learning::AwardStatus::in_progress:
      return "in-progress";
    case learning::AwardStatus::planned:
      return "planned";
    case learning::AwardStatus::recognised:
      return "recognised";
    case learning::AwardStatus::revoked:
      return "revoked";
  }
  CAIRN_ASSERT(false);
}

std::string_view word_of(learning::OrganizationKind kind) {
  switch (kind) {
    case learning::OrganizationKind::college:
      return "college";
    case learning::OrganizationKind::university:
      return "university";
    case learning::OrganizationKind::association:
      return "association";
    case learning::OrganizationKind::employer:
      return "employer";
    case learning::OrganizationKind::council:
      return "council";
    case learning::OrganizationKind::registry:
      return "registry";
  }
  CAIRN_ASSERT(false);
}

std::string_view word_of(store::Role role) {
  return role == store::Role::administrator ? "administrator" : "learner";
}

void Presenter::organization_ref(const OrganizationId& id) {
  out_.begin_object().member("id", id.text()).key("name");
  if (const auto* organization = snapshot_.organization(id))
    documents::write_texts(out_, organization->name);
  else
    out_.begin_object().member("en", id.text()).end_object();
  out_.end_object();
}

void Presenter::achievement_ref(const AchievementId& id) {
  const auto* achievement = snapshot_.achievement(id);
  out_.begin_object().member("id", id.text()).key("name");
  if (achievement)
    documents::write_texts(out_, achievement->name);
  else
    out_.begin_object().member("en", id.text()).end_object();
  out_.member("kind", word_of(achievement ? achievement->kind : AchievementKind::badge));
  out_.key("organization");
  organization_ref(achievement ? achievement->organization : OrganizationId());
  out_.end_object();
}

void Presenter::level(const framework::Level& level) {
  out_.begin_object().member("framework", level.framework).member("value", level.value);
  out_.end_object();
}

void Presenter::achievement_summary(const learning::Achievement& achievement) {
  out_.begin_object().member("id", achievement.id.text()).key("name");
  documents::write_texts(out_, achievement.name);
  out_.member("kind", word_of(achievement.kind)).key("organization");
  organization_ref(achievement.organization);
  out_.member("version", achievement.version).member("state", word_of(achievement.state));
  out_.key("credit");
  documents::write_amounts(out_, achievement.credit);
  if (achievement.level) {
    out_.key("level");
    level(*achievement.level);
  }
  if (achievement.workload_hours) out_.member("workloadHours", *achievement.workload_hours);
  if (achievement.superseded_by) out_.member("supersededBy", achievement.superseded_by->text());
  out_.member("exit", achievement.exit).member("entry", achievement.entry).end_object();
}

void Presenter::agreement_members(const AgreementId& id, int version) {
  out_.member("id", id.text()).member("version", version);
  // A decision outlives the agreement version it was made under only in its words; the parties of
  // an agreement never change between versions.
  const recognition::Agreement* agreement = snapshot_.agreement(id, version);
  const recognition::Agreement none;
  const recognition::Agreement& shown = agreement ? *agreement : none;
  out_.key("title");
  documents::write_texts(out_, shown.title);
  out_.key("sender");
  organization_ref(shown.sender);
  out_.key("receiver");
  organization_ref(shown.receiver);
  out_.key("signedBy");
  std::vector<std::string> names;
  for (const recognition::Signature& signature : shown.signatures) names.push_back(signature.name);
  documents::write_text_list(out_, names);
}

void Presenter::agreement_ref(const AgreementId& id, int version) {
  out_.begin_object();
  agreement_members(id, version);
  out_.end_object();
}

void Presenter::agreement(const recognition::Agreement& agreement) {
  json::Writer document;
  documents::write_agreement(document, agreement);
  auto written = json::read(document.take());
  CAIRN_ASSERT(written.has_value());
  out_.begin_object();
  agreement_members(agreement.id, agreement.version);
  out_.member("validFrom", agreement.valid_from.to_string());
  if (agreement.valid_until) out_.member("validUntil", agreement.valid_until->to_string());
  if (agreement.awards_from) out_.member("awardsFrom", agreement.awards_from->to_string());
  out_.member("automatic", agreement.automatic);
  for (const char* list : {"terms", "denied"})
    if (const json::Value* items = written->root().find(list)) out_.member(list, *items);
  std::set<AchievementId> named;
  for (const recognition::Denial& denial : agreement.denials) named.insert(denial.achievement);
  for (const recognition::Term& term : agreement.terms) {
    for (const recognition::Group& group : term.from) named.insert(group.begin(), group.end());
    if (!term.grant.achievement.empty()) named.insert(term.grant.achievement);
  }
  out_.key("achievements").begin_array();
  for (const AchievementId& id : named) achievement_ref(id);
  out_.end_array().end_object();
}

void Presenter::award_members(const learning::Award& award) {
  out_.member("status", word_of(award.status)).key("credit");
  documents::write_amounts(out_, award.credit);
  if (award.grade) documents::write_grade(out_.key("grade"), *award.grade);
  out_.member("awarded", award.awarded.to_string());
  if (award.expires) out_.member("expires", award.expires->to_string());
  out_.key("roots").begin_array();
  if (award.roots.empty()) out_.string(award.id.text());
  for (const AwardId& root : award.roots) out_.string(root.text());
  out_.end_array();
  if (!award.source.empty()) out_.member("source", award.source);
}

void Presenter::award(const learning::Award& award) {
  out_.begin_object().member("id", award.id.text());
  if (!award.achievement.empty()) {
    out_.key("achievement");
    achievement_ref(award.achievement);
  }
  out_.key("organization");
  organization_ref(award.organization);
  award_members(award);
  out_.end_object();
}

void Presenter::precedent(const recognition::Precedent& precedent) {
  documents::write_precedent_members(out_.begin_object(), precedent);
  out_.key("receiver");
  organization_ref(precedent.receiver);
  out_.key("achievement");
  achievement_ref(precedent.facts.achievement);
  if (precedent.grant && !precedent.grant->achievement.empty()) {
    out_.key("grants");
    achievement_ref(precedent.grant->achievement);
  }
  out_.end_object();
}

// What it rests on: an agreement or a precedent.
void Presenter::basis_members(const recognition::Decision& decision) {
  if (const auto* found = snapshot_.precedent(decision.precedent)) {
    out_.key("precedent");
    return precedent(*found);
  }
  out_.key("agreement");
  agreement_ref(decision.agreement, decision.agreement_version);
  out_.member("term", decision.term);
}

// By its title or, where it has none, by the achievement that it holds or is the requirement of.
void Presenter::node_ref(const NodeId& path) {
  const std::string& text = path.text();
  const learning::Achievement* owner = nullptr;
  for (const learning::Achievement& each : snapshot_.catalogue().achievements)
    if (each.requirement && (text == each.id.text() || text.starts_with(each.id.text() + "/")) &&
        (owner == nullptr || owner->id.text().size() < each.id.text().size()))
      owner = &each;
  out_.begin_object().member("id", text);
  if (owner != nullptr) {
    const NodeId last(text.substr(text.rfind('/') + 1));
    const requirement::Node* node = requirement::find_node(*owner->requirement, last);
    const auto* holds = node ? std::get_if<requirement::Holds>(&node->rule) : nullptr;
    if (node != nullptr && !node->title.empty())
      documents::write_texts(out_.key("title"), node->title);
    else if (const auto* held = holds ? snapshot_.achievement(holds->achievement) : nullptr)
      documents::write_texts(out_.key("title"), held->name);
    out_.key("of");
    achievement_ref(owner->id);
  }
  out_.end_object();
}

// What comes of it besides an award.
void Presenter::outcome_members(const recognition::Decision& decision) {
  out_.member("grants", documents::word_of(decision.kind));
  if (decision.exception) {
    out_.key("node");
    node_ref(decision.exception->node);
  }
  if (decision.standing) documents::write_fact_statement(out_.key("standing"), *decision.standing);
}

void Presenter::decision_members(const recognition::Decision& decision) {
  out_.member("id", decision.id.text());
  basis_members(decision);
  outcome_members(decision);
  out_.key("from").begin_array();
  for (const AwardId& id : decision.from) out_.string(id.text());
  out_.end_array().key("original");
  documents::write_amounts(out_, decision.original);
  if (decision.exact) documents::write_amount(out_.key("exact"), *decision.exact);
  if (decision.original_grade)
    documents::write_grade(out_.key("originalGrade"), *decision.original_grade);
  if (decision.grade_refused)
    out_.member("gradeRefused",
                documents::word_for(documents::kGradeRefusals, *decision.grade_refused));
  out_.key("view");
  award(decision.view);
}

void Presenter::decision(const recognition::Decision& decision) {
  out_.begin_object();
  decision_members(decision);
  out_.member("decided", decision.decided.to_string());
  out_.member("automatic", decision.automatic).end_object();
}

void Presenter::proposal(const recognition::Proposal& proposal) {
  out_.begin_object();
  decision_members(proposal.decision);
  out_.key("competesWith");
  documents::write_text_list(out_, proposal.competing);
  out_.end_object();
}

// Why an agreement denies it, in its own words.
void Presenter::stated_reason(const recognition::Refusal& refusal) {
  if (refusal.reason != recognition::RefusalReason::denied) return;
  const auto denials = snapshot_.network().denials(refusal.achievement);
  const auto found = std::ranges::find_if(denials, [&](const recognition::StatedDenial& each) {
    return each.agreement->id.text() == refusal.by;
  });
  if (found != denials.end()) documents::write_texts(out_.key("stated"), found->denial->reason);
}

void Presenter::refusal(const recognition::Refusal& refusal) {
  const auto achievement = [&](std::string_view key, const AchievementId& id) {
    if (id.empty()) return;
    out_.key(key);
    achievement_ref(id);
  };
  out_.begin_object().member("reason", documents::word_of(refusal.reason));
  if (const auto* agreement = snapshot_.agreement(refusal.agreement, refusal.version)) {
    out_.key("agreement");
    agreement_ref(agreement->id, agreement->version);
    out_.member("term", refusal.term);
    const auto term = std::ranges::find(agreement->terms, refusal.term, &recognition::Term::id);
    if (term != agreement->terms.end()) {
      out_.member("grant", documents::word_of(term->grant.kind));
      achievement("grants", term->grant.achievement);
    }
  }
  if (snapshot_.achievement(refusal.achievement) != nullptr)
    achievement("achievement", refusal.achievement);
  if (!refusal.award.empty()) out_.member("award", refusal.award.text());
  if (refusal.superseded_by) achievement("supersededBy", *refusal.superseded_by);
  if (refusal.date) out_.member("date", refusal.date->to_string());
  if (!refusal.system.empty()) out_.member("system", refusal.system.text());
  if (!refusal.organization.empty()) {
    out_.key("organization");
    organization_ref(refusal.organization);
  }
  if (!refusal.by.empty()) out_.member("by", refusal.by);
  stated_reason(refusal);
  if (const auto* answer = snapshot_.precedent(recognition::PrecedentId(refusal.by))) {
    out_.key("precedent");
    precedent(*answer);
  }
  if (!requirement::tests_nothing(refusal.condition)) {
    out_.key("condition");
    documents::write_filter(out_, refusal.condition);
  }
  out_.end_object();
}

/// Of an achievement that is not in the catalogue: named as its file names it. Its issuer is named
/// by the DID alone: anybody can write a well-known organization's name into a file.
void Presenter::unknown_award(const portfolio::Item& item) {
  const learning::Award& award = item.kept.award;
  const store::Credential& file = *item.credential;
  auto issuer_ref = [&] {
    out_.key("organization").begin_object().member("id", file.issuer);
    out_.key("name").begin_object().member("en", file.issuer).end_object().end_object();
  };
  out_.begin_object().member("id", award.id.text()).key("achievement").begin_object();
  out_.member("id", award.achievement.text()).key("name").begin_object().member("en", file.name);
  out_.end_object().member("kind", "badge");
  issuer_ref();
  out_.end_object();
  issuer_ref();
  award_members(award);
  out_.end_object();
}

void Presenter::portfolio_item(const portfolio::Item& item) {
  out_.begin_object().key("award");
  if (item.kept.known || !item.credential)
    award(item.kept.award);
  else
    unknown_award(item);
  out_.member("known", item.kept.known);
  if (item.credential) {
    const store::Credential& file = *item.credential;
    out_.key("credential").begin_object();
    if (file.id) out_.member("id", *file.id);
    out_.member("digest", file.digest).member("mediaType", file.media_type);
    out_.member("added", file.added.to_string()).member("verdict", file.verdict);
    out_.member("issuer", file.issuer).end_object();
  }
  if (item.conferral) write_conferral(out_.key("conferral"), *item.conferral);
  if (item.recipient) out_.member("recipient", verification::name_of(*item.recipient));
  out_.key("decisions").begin_array();
  for (const recognition::Decision& each : item.decisions) decision(each);
  out_.end_array().key("refusals").begin_array();
  for (const recognition::Refusal& each : item.refusals) refusal(each);
  out_.end_array().end_object();
}

void write_person(json::Writer& out, const store::Person& person) {
  out.begin_object().member("id", person.handle).member("name", person.name);
  out.member("role", word_of(person.role)).member("language", person.language);
  if (person.goal) out.member("goal", person.goal->text());
  if (person.weekly_hours) out.member("weeklyHours", *person.weekly_hours);
  out.end_object();
}

void write_conferral(json::Writer& out, const store::KeptConferral& conferral) {
  out.begin_object().member("award", conferral.award.text());
  if (!conferral.authority.empty()) out.member("authority", conferral.authority);
  out.member("officer", conferral.officer).member("decided", conferral.decided.to_string());
  out.end_object();
}

std::string report_json(const portfolio::Checked& checked) {
  auto document = json::read(verification::to_json(checked.report));
  CAIRN_ASSERT(document.has_value());
  json::Writer out;
  Presenter present(out, *checked.snapshot);
  out.begin_object();
  for (const json::Member& member : document->root().members()) {
    if (member.key != "badge" || !checked.issuer) {
      out.member(member.key, member.value);
      continue;
    }
    out.key("badge").begin_object();
    for (const json::Member& fact : member.value.members()) {
      if (fact.key != "issuer") {
        out.member(fact.key, fact.value);
        continue;
      }
      out.key("issuer").begin_object();
      for (const json::Member& part : fact.value.members()) out.member(part.key, part.value);
      out.key("organization");
      present.organization_ref(checked.issuer->id);
      out.end_object();
    }
    out.end_object();
  }
  if (checked.achievement) {
    out.key("achievement");
    present.achievement_ref(checked.achievement->id);
  }
  out.end_object();
  return out.take();
}

}  // namespace cairn::server
