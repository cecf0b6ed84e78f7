#include "app/portfolio/portfolio.h"

#include <algorithm>
#include <set>
#include <utility>

#include "app/portfolio/steps.h"

namespace cairn::portfolio {
namespace {

/// Roots that count already, by organization.
using Taken = std::set<std::pair<OrganizationId, AwardId>>;

/// A certificate stands on roots, too, but was earned.
bool is_view(const learning::Award& award) {
  return award.status == learning::AwardStatus::recognised;
}

/// Whether a view's roots are all in the portfolio and free at its organization.
bool fits(const learning::Award& view, const std::set<AwardId>& there, const Taken& taken) {
  return std::all_of(view.roots.begin(), view.roots.end(), [&](const AwardId& root) {
    return there.contains(root) && !taken.contains({view.organization, root});
  });
}

Result<store::KeptAward> find_original(store::Repositories& repositories,
                                       const store::PersonId& person, const AwardId& award) {
  CAIRN_TRY(auto kept, repositories.portfolios().find(person, award));
  if (!kept) return not_found("there is no such award in this portfolio", "awardId");
  if (is_view(kept->award))
    return Error{ErrorCode::conflict,
                 "a recognised award goes and comes with the original it stands on", "awardId"};
  return std::move(*kept);
}

std::vector<Item> items_of(std::vector<store::KeptAward> awards,
                           const std::vector<store::Credential>& credentials,
                           const std::vector<recognition::Decision>& decisions,
                           const std::vector<store::KeptConferral>& conferrals) {
  std::vector<Item> items;
  for (store::KeptAward& kept : awards) {
    if (is_view(kept.award)) continue;
    Item item{std::move(kept), std::nullopt, {}, {}, std::nullopt, std::nullopt};
    for (const store::KeptConferral& conferral : conferrals)
      if (conferral.award == item.kept.award.id) item.conferral = conferral;
    for (const store::Credential& credential : credentials)
      if (credential.award == item.kept.award.id) item.credential = credential;
    for (const recognition::Decision& decision : decisions)
      if (std::find(decision.from.begin(), decision.from.end(), item.kept.award.id) !=
          decision.from.end())
        item.decisions.push_back(decision);
    items.push_back(std::move(item));
  }
  return items;
}

void match_recipients(Portfolio& portfolio) {
  if (portfolio.identifiers.empty()) return;
  for (Item& item : portfolio.items)
    if (item.credential)
      item.recipient =
          verification::match_recipient(item.credential->recipient, portfolio.identifiers);
}

std::string_view without_spaces(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

bool is_identifier(std::string_view text) {
  return !text.empty() && text.size() <= 254 && std::ranges::none_of(text, [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
  });
}

/// Whether a refusal is about this award: it names it or, where it names none, its term does.
bool concerns(const recognition::Refusal& refusal, const learning::Award& award,
              const catalogue::Snapshot& snapshot) {
  if (refusal.award == award.id) return true;
  const recognition::Agreement* agreement = snapshot.agreement(refusal.agreement, refusal.version);
  if (agreement == nullptr) return false;
  const auto term = std::ranges::find(agreement->terms, refusal.term, &recognition::Term::id);
  return term != agreement->terms.end() &&
         std::ranges::binary_search(recognition::named_by(*term), award.achievement);
}

}  // namespace

namespace steps {

Result<void> write_journal(const Ports& ports, store::Repositories& repositories,
                           const store::PersonId& person, const Deed& deed) {
  return repositories.journal().append({new_uuid7(ports.clock, ports.random), person.text(),
                                        ports.clock.now(), person.text(), deed.action,
                                        deed.award.text(), "{}"});
}

Result<void> decide(const Ports& ports, store::Repositories& repositories,
                    const catalogue::Snapshot& snapshot, const store::PersonId& person) {
  return recognising::Recogniser(snapshot, ports.clock, ports.random).decide(repositories, person);
}

Result<void> restore(const Ports& ports, store::Repositories& repositories,
                     const catalogue::Snapshot& snapshot, const Whose& whose) {
  CAIRN_CHECK(repositories.portfolios().restore(whose.person, whose.award));
  CAIRN_TRY(auto awards, repositories.portfolios().awards(whose.person));
  std::set<AwardId> there;
  Taken taken;
  for (const store::KeptAward& kept : awards) {
    there.insert(kept.award.id);
    for (const AwardId& root : kept.award.roots) taken.insert({kept.award.organization, root});
  }
  const recognising::Recogniser recogniser(snapshot, ports.clock, ports.random);
  CAIRN_TRY(auto views, repositories.portfolios().removed_views(whose.person, whose.award));
  for (const AwardId& id : views) {
    CAIRN_TRY(auto view, repositories.portfolios().find(whose.person, id));
    if (!view || !fits(view->award, there, taken)) continue;
    CAIRN_TRY(const bool ours, recogniser.hold(repositories, whose.person, view->award));
    if (!ours) continue;
    CAIRN_CHECK(repositories.portfolios().restore(whose.person, id));
    for (const AwardId& root : view->award.roots) taken.insert({view->award.organization, root});
  }
  CAIRN_CHECK(write_journal(ports, repositories, whose.person, {"portfolio.restore", whose.award}));
  return decide(ports, repositories, snapshot, whose.person);
}

}  // namespace steps

Result<Portfolio> read(const Ports& ports, const store::PersonId& person) {
  Portfolio portfolio;
  portfolio.snapshot = ports.published.snapshot();
  CAIRN_CHECK(ports.store.read([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(auto awards, repositories.portfolios().awards(person));
    CAIRN_TRY(auto credentials, repositories.portfolios().credentials(person));
    CAIRN_TRY(auto decisions, repositories.decisions().of(person));
    CAIRN_TRY(const auto conferrals, repositories.conferrals().of(person));
    CAIRN_TRY(portfolio.identifiers, repositories.persons().identifiers(person));
    portfolio.items = items_of(std::move(awards), credentials, decisions, conferrals);
    match_recipients(portfolio);
    recognising::Recogniser recogniser(*portfolio.snapshot, ports.clock, ports.random);
    CAIRN_TRY(auto open, recogniser.open(repositories, person));
    portfolio.proposals = std::move(open.proposals);
    for (Item& item : portfolio.items)
      for (const recognition::Refusal& refusal : open.refusals)
        if (concerns(refusal, item.kept.award, *portfolio.snapshot))
          item.refusals.push_back(refusal);
    return {};
  }));
  return portfolio;
}

Result<std::vector<std::string>> identifiers(const Ports& ports, const store::PersonId& person) {
  std::vector<std::string> found;
  CAIRN_CHECK(ports.store.read([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(found, repositories.persons().identifiers(person));
    return {};
  }));
  return found;
}

Result<void> state_identifiers(const Ports& ports, const store::PersonId& person,
                               std::vector<std::string> identifiers) {
  if (identifiers.size() > kIdentifiersMax)
    return invalid("at most " + std::to_string(kIdentifiersMax) + " identifiers", "/identifiers");
  for (std::size_t i = 0; i < identifiers.size(); ++i) {
    identifiers[i] = std::string(without_spaces(identifiers[i]));
    if (!is_identifier(identifiers[i]))
      return invalid("expected an e-mail address, a DID or another identifier of 1 to 254 bytes",
                     "/identifiers/" + std::to_string(i));
  }
  return ports.store.write([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_CHECK(repositories.persons().put_identifiers(person, identifiers));
    return steps::write_journal(ports, repositories, person, {"portfolio.identifiers", AwardId()});
  });
}

Result<void> remove(const Ports& ports, const store::PersonId& person, const AwardId& award) {
  auto snapshot = ports.published.snapshot();
  return ports.store.write([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(auto kept, find_original(repositories, person, award));
    if (kept.removed) return {};
    const recognising::Recogniser recogniser(*snapshot, ports.clock, ports.random);
    CAIRN_CHECK(recogniser.leave(repositories, person, award));
    CAIRN_CHECK(repositories.portfolios().remove(person, award, ports.clock.now()));
    return steps::write_journal(ports, repositories, person, {"portfolio.remove", award});
  });
}

Result<void> restore(const Ports& ports, const store::PersonId& person, const AwardId& award) {
  auto snapshot = ports.published.snapshot();
  return ports.store.write([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(auto kept, find_original(repositories, person, award));
    if (!kept.removed) return {};
    return steps::restore(ports, repositories, *snapshot, {person, award});
  });
}

Result<recognition::Decision> accept(const Ports& ports, const store::PersonId& person,
                                     const DecisionId& proposal) {
  auto snapshot = ports.published.snapshot();
  recognition::Decision decision;
  CAIRN_CHECK(ports.store.write([&](store::Repositories& repositories) -> Result<void> {
    recognising::Recogniser recogniser(*snapshot, ports.clock, ports.random);
    CAIRN_TRY(decision, recogniser.accept(repositories, person, proposal));
    const Date today = ports.clock.now().utc_date();
    CAIRN_TRY(const auto record, recognising::read_record(repositories, person, today));
    return steps::check_record(record, snapshot->catalogue(), today);
  }));
  return decision;
}

std::vector<Error> recognise_everybody(const Ports& ports) {
  std::vector<Error> failures;
  std::vector<store::Person> people;
  auto listed = ports.store.read([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(people, repositories.persons().all());
    return {};
  });
  if (!listed) failures.push_back(listed.error());
  auto snapshot = ports.published.snapshot();
  for (const store::Person& person : people) {
    auto decided = ports.store.write([&](store::Repositories& repositories) {
      return steps::decide(ports, repositories, *snapshot, person.id);
    });
    if (!decided) failures.push_back(decided.error());
  }
  return failures;
}

Result<learning::Record> record(const Ports& ports, const store::PersonId& person) {
  learning::Record record;
  CAIRN_CHECK(ports.store.read([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(record, recognising::read_record(repositories, person, ports.clock.now().utc_date()));
    return {};
  }));
  return record;
}

}  // namespace cairn::portfolio
