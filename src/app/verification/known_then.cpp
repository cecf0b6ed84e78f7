#include "app/verification/known_then.h"

#include <string>

#include "app/verification/messages.h"

namespace cairn::verification {

std::optional<AskedMoment> asked_moment(const Question& question) {
  if (!question.now || *question.now == question.at) return {};
  const std::vector<vc::Parameter> date = {{"date", question.at.to_string()}};
  const std::string key = std::string("asked.") + name_of(question.asks);
  return AskedMoment{question.at, question.asks, message_for(key, date, question.language).text};
}

bool knows_only_then(const Question& question) {
  return question.asks == Asks::known_then && question.now && question.at < *question.now;
}

void forget_later(facts::Gathered& gathered, Instant at) {
  for (did::StatedController& one : gathered.controllers) {
    if (one.document == nullptr || one.fetched <= at) continue;
    one.document = nullptr;
    one.missing = did::Missing::later;
  }
  for (vc::StatusListFact& one : gathered.status_lists) {
    if (one.list == nullptr || one.fetched <= at) continue;
    one.list = nullptr;
    one.problem = vc::Code::known_later;
  }
}

void forget_later(std::vector<facts::DocumentFact>& had, openbadges::Documents& documents,
                  Instant at) {
  std::erase_if(had, [&](const facts::DocumentFact& one) {
    if (one.fetched <= at) return false;
    documents.erase(one.url);
    return true;
  });
}

void forget_later(std::vector<OpenedTrustList>& lists, Instant at) {
  for (OpenedTrustList& one : lists) one.known_later = one.stored && *one.stored > at;
}

}  // namespace cairn::verification
