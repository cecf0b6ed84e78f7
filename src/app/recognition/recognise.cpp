#include "app/recognition/recognise.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "formats/crypto/digest.h"
#include "formats/json/writer.h"

namespace cairn::recognising {
namespace {

// Names a credential whoever holds it and however the file is written: by its import key.
std::string name_of(const store::Credential& credential) {
  json::Writer name;
  name.begin_array().string(credential.issuer);
  if (credential.id) {
    name.string(*credential.id);
  } else {
    name.string(credential.achievement).string(credential.subject);
    name.string(credential.awarded.to_string());
  }
  name.end_array();
  return crypto::to_hex(crypto::digest(crypto::HashAlgorithm::sha256, name.take()).bytes());
}

}  // namespace

learning::Record record_of(const std::vector<store::KeptAward>& awards) {
  learning::Record record;
  for (const store::KeptAward& kept : awards) record.awards.push_back(kept.award);
  return record;
}

Result<learning::Record> read_record(store::Repositories& repositories,
                                     const store::PersonId& person, Date at) {
  CAIRN_TRY(const auto awards, repositories.portfolios().awards(person));
  CAIRN_TRY(auto stated, repositories.particulars().of(person));
  CAIRN_TRY(auto decisions, repositories.decisions().of(person));
  learning::Record record = learning::with_particulars(record_of(awards).awards, std::move(stated));
  recognition::add_outcomes(std::move(decisions), at, record);
  return record;
}

Result<recognition::Proposals> Recogniser::propose(store::Repositories& repositories,
                                                   const store::PersonId& person) const {
  const Date today = clock_.now().utc_date();
  CAIRN_TRY(const learning::Record record, read_record(repositories, person, today));
  return recognition::propose(record, snapshot_.network(), today);
}

Result<recognition::Proposals> Recogniser::open(store::Repositories& repositories,
                                                const store::PersonId& person) const {
  CAIRN_TRY(auto all, propose(repositories, person));
  // What competes with a view in the record can no longer be chosen: its root is taken there.
  std::set<std::string> standing;
  for (const auto& proposal : all.proposals) standing.insert(proposal.decision.id.text());
  std::erase_if(all.proposals, [&](const recognition::Proposal& proposal) {
    return std::ranges::any_of(proposal.competing,
                               [&](const std::string& id) { return !standing.contains(id); });
  });
  return all;
}

Result<void> Recogniser::decide(store::Repositories& repositories,
                                const store::PersonId& person) const {
  CAIRN_TRY(auto all, propose(repositories, person));
  for (const recognition::Decision& decision : recognition::decide(all)) {
    CAIRN_TRY(const bool ours, hold(repositories, person, decision.view));
    if (ours) CAIRN_CHECK(keep(repositories, person, decision));
  }
  return {};
}

Result<recognition::Decision> Recogniser::accept(store::Repositories& repositories,
                                                 const store::PersonId& person,
                                                 const DecisionId& proposal) const {
  CAIRN_TRY(auto now, open(repositories, person));
  for (recognition::Proposal& each : now.proposals) {
    if (each.decision.id != proposal) continue;
    each.decision.automatic = false;
    CAIRN_TRY(const bool ours, hold(repositories, person, each.decision.view));
    if (!ours)
      return Error{ErrorCode::conflict,
                   "this credential was recognised there already, for another holder; the receiver "
                   "decides whose it is",
                   "proposalId"};
    CAIRN_CHECK(keep(repositories, person, each.decision));
    return std::move(each.decision);
  }
  return not_found("there is no such proposal now", "proposalId");
}

Result<void> Recogniser::keep(store::Repositories& repositories, const store::PersonId& person,
                              const recognition::Decision& decision) const {
  const OrganizationId& receiver = decision.view.organization;
  Instant now = clock_.now();
  if (recognition::makes_award(decision.kind)) {
    CAIRN_TRY(auto before, repositories.portfolios().find(person, decision.view.id));
    // The same decision on the same roots was made before its original was taken out and put back.
    if (before) return repositories.portfolios().restore(person, decision.view.id);
    CAIRN_CHECK(repositories.portfolios().add(person, {decision.view, true, now, std::nullopt}));
  }
  CAIRN_TRY(SubjectId subject, subject_of(repositories, receiver, person));
  CAIRN_CHECK(repositories.decisions().add(subject, decision));
  json::Writer detail;
  detail.begin_object();
  if (decision.precedent.empty())
    detail.member("agreement", decision.agreement.text())
        .member("version", decision.agreement_version);
  else
    detail.member("precedent", decision.precedent.text());
  detail.end_object();
  return repositories.journal().append({new_uuid7(clock_, random_), receiver.text(), now,
                                        decision.automatic ? "system" : person.text(),
                                        "recognition.decide", decision.id.text(), detail.take()});
}

Result<std::vector<std::string>> Recogniser::behind(store::Repositories& repositories,
                                                    const store::PersonId& person,
                                                    const learning::Award& view) const {
  CAIRN_TRY(auto credentials, repositories.portfolios().credentials(person));
  std::vector<std::string> names;
  for (const store::Credential& credential : credentials)
    if (std::ranges::find(view.roots, credential.award) != view.roots.end())
      names.push_back(name_of(credential));
  return names;
}

Result<bool> Recogniser::hold(store::Repositories& repositories, const store::PersonId& person,
                              const learning::Award& view) const {
  store::Decisions& decisions = repositories.decisions();
  CAIRN_TRY(SubjectId subject, subject_of(repositories, view.organization, person));
  CAIRN_TRY(auto names, behind(repositories, person, view));
  for (const std::string& name : names) {
    CAIRN_TRY(auto holder, decisions.holder(view.organization, name));
    if (holder && *holder != subject) return false;
  }
  for (const std::string& name : names)
    CAIRN_CHECK(decisions.hold(view.organization, subject, name));
  return true;
}

Result<void> Recogniser::release(store::Repositories& repositories, const store::PersonId& person,
                                 const learning::Award& view) const {
  CAIRN_TRY(SubjectId subject, subject_of(repositories, view.organization, person));
  CAIRN_TRY(auto names, behind(repositories, person, view));
  for (const std::string& name : names)
    CAIRN_CHECK(repositories.decisions().release(view.organization, subject, name));
  return {};
}

Result<void> Recogniser::leave(store::Repositories& repositories, const store::PersonId& person,
                               const AwardId& award) const {
  CAIRN_TRY(const auto decisions, repositories.decisions().of(person));
  for (const recognition::Decision& each : decisions) {
    if (std::ranges::find(each.view.roots, award) == each.view.roots.end()) continue;
    CAIRN_CHECK(release(repositories, person, each.view));
    if (!recognition::makes_award(each.kind)) CAIRN_CHECK(repositories.decisions().remove(each));
  }
  return {};
}

Result<SubjectId> Recogniser::subject_of(store::Repositories& repositories,
                                         const OrganizationId& organization,
                                         const store::PersonId& person) const {
  CAIRN_TRY(auto known, repositories.decisions().subject(organization, person));
  if (known) return *known;
  SubjectId subject(new_uuid7(clock_, random_));
  CAIRN_CHECK(repositories.decisions().add_subject(organization, subject, person));
  return subject;
}

}  // namespace cairn::recognising
