#include "app/recognition/ask.h"

#include <algorithm>
#include <utility>

#include "documents/precedent_json.h"
#include "documents/recognition_json.h"
#include "documents/record_json.h"
#include "formats/json/writer.h"

namespace cairn::recognising {
namespace {

using recognition::Choice;
using recognition::Proposal;
using recognition::Refusal;

template <class T>
Result<T> read_file(const documents::NamedText& file,
                    Result<T> (*read)(const json::Value&, const documents::Source&)) {
  CAIRN_TRY(const json::Document document, documents::read_document(file));
  return read(document.root(), {file.name, file.text});
}

/// The agreement a refusal is about, if it is of another receiver.
bool is_elsewhere(const Refusal& refusal, const OrganizationId& receiver, const Answer& answer) {
  if (!refusal.organization.empty() && refusal.agreement.empty())
    return refusal.organization != receiver;
  const auto& agreements = answer.catalogue.agreements;
  const auto found = std::ranges::find(agreements, refusal.agreement, &recognition::Agreement::id);
  return found != agreements.end() && found->receiver != receiver;
}

void keep_only(const OrganizationId& receiver, Answer& answer) {
  std::erase_if(answer.proposals.proposals,
                [&](const Proposal& each) { return each.decision.view.organization != receiver; });
  std::erase_if(answer.proposals.refusals,
                [&](const Refusal& each) { return is_elsewhere(each, receiver, answer); });
}

Outcome outcome_of(const Answer& answer) {
  const bool all_proven =
      std::ranges::all_of(answer.receivers, [](const BestAt& each) { return each.choice.proven; });
  if (!all_proven || (answer.across && !answer.across->proven)) return Outcome::undecided;
  const bool any = std::ranges::any_of(
      answer.receivers, [](const BestAt& each) { return !each.choice.decisions.empty(); });
  return any ? Outcome::recognised : Outcome::nothing;
}

Result<void> choose(const learning::Record& record, const Question& question, Answer& answer) {
  const learning::Catalogue& catalogue = answer.catalogue.catalogue;
  const std::vector<OrganizationId> receivers = question.receiver.empty()
                                                    ? recognition::receivers_of(answer.proposals)
                                                    : std::vector{question.receiver};
  for (const OrganizationId& receiver : receivers) {
    CAIRN_TRY(Choice choice, recognition::choose_at(receiver, record, answer.proposals, catalogue,
                                                    question.nodes_max));
    answer.receivers.push_back({receiver, std::move(choice)});
  }
  if (receivers.size() < 2) return {};
  CAIRN_TRY(answer.across,
            recognition::choose_across(record, answer.proposals, catalogue, question.nodes_max));
  return {};
}

std::string_view word_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::recognised:
      return "recognised";
    case Outcome::nothing:
      return "nothing";
    case Outcome::undecided:
      return "undecided";
  }
  CAIRN_ASSERT(false);
}

void write_receivers(json::Writer& writer, const Answer& answer) {
  writer.key("receivers").begin_array();
  for (const BestAt& each : answer.receivers) {
    const auto* organization = answer.catalogue.catalogue.find_organization(each.receiver);
    writer.begin_object().member("receiver", each.receiver.text());
    documents::write_choice(writer, each.choice, organization->credit_system.text());
    writer.end_object();
  }
  writer.end_array();
  if (!answer.across) return;
  writer.key("across").begin_object();
  documents::write_choice(writer, *answer.across, "hours");
  writer.end_object();
}

void write_precedents(json::Writer& writer, const Answer& answer) {
  writer.key("precedents").begin_array();
  for (const recognition::Answer& each : answer.proposals.answers) {
    const auto found =
        std::ranges::find(answer.precedents, each.precedent, &recognition::Precedent::id);
    writer.begin_object().member("award", each.award.text());
    writer.member("precedent", each.precedent.text());
    writer.member("receiver", found->receiver.text());
    writer.member("granted", found->grant.has_value()).member("reason", found->reason);
    documents::write_facts(writer.key("facts"), found->facts);
    writer.end_object();
  }
  writer.end_array();
}

}  // namespace

const Proposal& Answer::find(const DecisionId& id) const {
  const auto found = std::ranges::find(proposals.proposals, id,
                                       [](const Proposal& each) { return each.decision.id; });
  CAIRN_ASSERT(found != proposals.proposals.end());
  return *found;
}

std::string Answer::to_json() const {
  json::Writer writer(json::Style::indented);
  writer.begin_object().member("outcome", word_of(outcome)).member("at", at.to_string());
  write_receivers(writer, *this);
  writer.key("proposals").begin_array();
  for (const Proposal& each : proposals.proposals) documents::write_proposal(writer, each);
  writer.end_array().key("refusals").begin_array();
  for (const Refusal& each : proposals.refusals) documents::write_refusal(writer, each);
  writer.end_array();
  write_precedents(writer, *this);
  writer.end_object();
  return writer.take();
}

Result<Answer> recognise_files(const Files& files, const Question& question) {
  Answer answer;
  answer.at = question.at;
  CAIRN_TRY(answer.catalogue,
            documents::read_catalogue(files.catalogue, documents::GoalMember::ignored));
  CAIRN_TRY(const learning::Record record, read_file(files.record, documents::read_record));
  answer.precedents = answer.catalogue.precedents;
  if (files.precedents) {
    CAIRN_TRY(auto more, read_file(*files.precedents, documents::read_precedents));
    answer.precedents.insert(answer.precedents.end(), more.begin(), more.end());
    if (const auto found = recognition::find_inconsistency(answer.precedents))
      return invalid(documents::describe(*found), files.precedents->name);
  }
  CAIRN_TRY(answer.proposals, recognition::propose(record,
                                                   {answer.catalogue.catalogue,
                                                    answer.catalogue.agreements, answer.precedents},
                                                   question.at));
  if (!question.receiver.empty()) keep_only(question.receiver, answer);
  CAIRN_CHECK(choose(record, question, answer));
  answer.outcome = outcome_of(answer);
  return answer;
}

}  // namespace cairn::recognising
