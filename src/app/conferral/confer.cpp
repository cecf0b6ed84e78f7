#include "app/conferral/confer.h"

#include <algorithm>
#include <string>
#include <utility>

#include "app/recognition/recognise.h"
#include "app/store/learners.h"
#include "domain/version/applicable.h"
#include "formats/json/writer.h"

namespace cairn::conferring {
namespace {

using conferral::Conferral;
using conferral::Outcome;

// What was awarded here stays awarded, whether or not its learner shows it.
Result<learning::Record> record_of(store::Repositories& repositories, const store::PersonId& person,
                                   Date today) {
  CAIRN_TRY(auto record, recognising::read_record(repositories, person, today));
  CAIRN_TRY(const auto conferrals, repositories.conferrals().of(person));
  for (const store::KeptConferral& each : conferrals) {
    CAIRN_TRY(auto made, repositories.portfolios().find(person, each.award));
    if (made && made->removed) record.awards.push_back(std::move(made->award));
  }
  return record;
}

Result<std::vector<Conferral>> conferrals_of(const catalogue::Snapshot& snapshot,
                                             learning::Record record, Date today) {
  CAIRN_TRY(const version::Applicable applied,
            version::applicable(snapshot.catalogue(), std::move(record), {today}));
  return conferral::due(applied.catalogue, applied.record, snapshot.authorities(), {today});
}

// One award that is being made, inside one write of the store.
class Making {
 public:
  Making(const Ports& ports, const Request& request, store::Repositories& repositories)
      : ports_(ports), request_(request), repositories_(repositories) {}

  Result<Answer> run() {
    CAIRN_TRY(const store::Person learner, store::learner_named(repositories_, request_.handle));
    const Date today = ports_.clock.now().utc_date();
    CAIRN_TRY(learning::Record record, record_of(repositories_, learner.id, today));
    CAIRN_TRY(auto before, made_before(learner.id));
    CAIRN_TRY(auto conferrals, conferrals_of(ports_.snapshot, std::move(record), today));
    const auto found = std::ranges::find(conferrals, request_.achievement, &Conferral::achievement);
    if (found == conferrals.end())
      return not_found("there is no such achievement with a requirement", "achievement");
    Answer answer{std::move(*found), std::move(before), false};
    answer.there_already = answer.kept && answer.conferral.reason == conferral::Reason::held;
    if (answer.there_already) return answer;
    answer.kept.reset();
    if (answer.conferral.outcome == Outcome::refused) return answer;
    CAIRN_TRY(answer.kept, make(learner.id, *answer.conferral.award, answer.conferral));
    return answer;
  }

 private:
  /// The last conferral of the achievement.
  Result<std::optional<store::KeptConferral>> made_before(const store::PersonId& person) {
    std::optional<store::KeptConferral> last;
    CAIRN_TRY(auto all, repositories_.conferrals().of(person));
    for (store::KeptConferral& each : all) {
      CAIRN_TRY(const auto made, repositories_.portfolios().find(person, each.award));
      if (made && made->award.achievement == request_.achievement) last = std::move(each);
    }
    return last;
  }

  Result<store::KeptConferral> make(const store::PersonId& learner, learning::Award award,
                                    const Conferral& conferral) {
    const Instant now = ports_.clock.now();
    award.id = AwardId(new_uuid7(ports_.clock, ports_.random));
    store::KeptConferral kept{
        award.organization, award.id, {}, request_.officer.name, award.awarded};
    if (conferral.outcome == Outcome::granted) {
      kept.authority = conferral.authority;
      kept.officer = std::ranges::find(ports_.snapshot.authorities(), conferral.authority,
                                       &learning::Authority::id)
                         ->officer;
    }
    const recognising::Recogniser recogniser(ports_.snapshot, ports_.clock, ports_.random);
    CAIRN_TRY(const SubjectId subject,
              recogniser.subject_of(repositories_, award.organization, learner));
    CAIRN_CHECK(repositories_.portfolios().add(learner, {award, true, now, std::nullopt}));
    CAIRN_CHECK(repositories_.conferrals().add(subject, kept));
    CAIRN_CHECK(write_journal(kept, award.achievement, now));
    return kept;
  }

  Result<void> write_journal(const store::KeptConferral& kept, const AchievementId& achievement,
                             Instant now) {
    json::Writer detail;
    detail.begin_object().member("achievement", achievement.text());
    if (!kept.authority.empty()) detail.member("authority", kept.authority);
    detail.end_object();
    return repositories_.journal().append(
        {new_uuid7(ports_.clock, ports_.random), kept.organization.text(), now,
         request_.officer.id.text(), "conferral.award", kept.award.text(), detail.take()});
  }

  const Ports& ports_;
  const Request& request_;
  store::Repositories& repositories_;
};

// The learners of a page, by handle, and one more where there are more.
Result<std::vector<store::Person>> learners_of(store::Repositories& repositories,
                                               const Page& page) {
  CAIRN_TRY(auto people, repositories.persons().all());
  std::erase_if(people, [&](const store::Person& person) {
    return person.role != store::Role::learner || person.handle <= page.after;
  });
  std::ranges::sort(people, {}, &store::Person::handle);
  if (people.size() > static_cast<std::size_t>(page.limit) + 1)
    people.resize(static_cast<std::size_t>(page.limit) + 1);
  return people;
}

}  // namespace

Result<Due> due_to(const Ports& ports, std::string_view handle) {
  Due due;
  learning::Record record;
  const Date today = ports.clock.now().utc_date();
  CAIRN_CHECK(ports.store.read([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(due.learner, store::learner_named(repositories, handle));
    CAIRN_TRY(record, record_of(repositories, due.learner.id, today));
    return {};
  }));
  CAIRN_TRY(due.conferrals, conferrals_of(ports.snapshot, std::move(record), today));
  return due;
}

Result<DuePage> due_to_learners(const Ports& ports, const Page& page) {
  std::vector<std::pair<store::Person, learning::Record>> found;
  const Date today = ports.clock.now().utc_date();
  CAIRN_CHECK(ports.store.read([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(auto people, learners_of(repositories, page));
    for (store::Person& person : people) {
      CAIRN_TRY(auto record, record_of(repositories, person.id, today));
      found.emplace_back(std::move(person), std::move(record));
    }
    return {};
  }));
  DuePage answer;
  if (found.size() > static_cast<std::size_t>(page.limit)) {
    found.pop_back();
    answer.next = found.back().first.handle;
  }
  for (auto& [learner, record] : found) {
    CAIRN_TRY(auto conferrals, conferrals_of(ports.snapshot, std::move(record), today));
    std::erase_if(conferrals, [&](const Conferral& each) {
      return each.outcome == Outcome::refused ||
             (!page.achievement.empty() && each.achievement != page.achievement);
    });
    if (!conferrals.empty()) answer.learners.push_back({std::move(learner), std::move(conferrals)});
  }
  return answer;
}

Result<Answer> confer(const Ports& ports, const Request& request) {
  Answer answer;
  CAIRN_CHECK(ports.store.write([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(answer, Making(ports, request, repositories).run());
    return {};
  }));
  return answer;
}

}  // namespace cairn::conferring
