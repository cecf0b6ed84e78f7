// What is due to learners because it is complete, and awarding it.
#include <algorithm>
#include <string>

#include "app/conferral/confer.h"
#include "documents/achievement_json.h"
#include "documents/audit_json.h"
#include "documents/authority_json.h"
#include "documents/fields.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "server/api/idempotency.h"
#include "server/api/operations.h"
#include "server/api/paging.h"
#include "server/api/present.h"
#include "server/router/problem.h"

namespace cairn::server {
namespace {

using conferral::Conferral;
using conferral::Reason;

constexpr json::Limits kBodyLimits{.bytes_max = 4096, .depth_max = 2, .values_max = 8};

conferring::Ports ports_of(const Api& api, const catalogue::Snapshot& snapshot) {
  return {api.store, snapshot, api.clock, api.random};
}

class ConferralPresenter {
 public:
  ConferralPresenter(json::Writer& out, const catalogue::Snapshot& snapshot)
      : out_(out), snapshot_(snapshot), present_(out, snapshot) {}

  void due(const conferring::Due& due) {
    out_.begin_object().key("learner");
    write_person(out_, due.learner);
    out_.key("conferrals").begin_array();
    for (const Conferral& each : due.conferrals) conferral(each);
    out_.end_array().end_object();
  }

  void conferral(const Conferral& conferral) {
    out_.begin_object().key("achievement");
    present_.achievement_ref(conferral.achievement);
    out_.member("outcome", documents::word_of(conferral.outcome));
    out_.member("reason", documents::word_of(conferral.reason));
    if (!conferral.authority.empty()) authority(conferral.authority);
    if (conferral.reason == Reason::incomplete || conferral.reason == Reason::in_progress)
      documents::write_distance(out_.key("distance"), conferral.distance);
    if (conferral.award) documents::write_amounts(out_.key("credit"), conferral.award->credit);
    if (conferral.award) documents::write_ids(out_.key("roots"), conferral.award->roots);
    if (!conferral.consumes.empty()) {
      out_.member("consumption", documents::word_of(conferral.consumption));
      documents::write_ids(out_.key("consumes"), conferral.consumes);
    }
    if (!conferral.against.empty()) against(conferral);
    out_.end_object();
  }

 private:
  void authority(const std::string& id) {
    const auto found = std::ranges::find(snapshot_.authorities(), id, &learning::Authority::id);
    out_.key("authority").begin_object().member("id", id);
    out_.member("officer", found->officer).end_object();
  }

  void against(const Conferral& conferral) {
    out_.key("against").begin_array();
    for (const AchievementId& id : conferral.against) present_.achievement_ref(id);
    out_.end_array();
  }

  json::Writer& out_;
  const catalogue::Snapshot& snapshot_;
  Presenter present_;
};

Result<Response> due_to_learner(const Api& api, const Call& call) {
  const auto snapshot = api.published.snapshot();
  CAIRN_TRY(const auto due,
            conferring::due_to(ports_of(api, *snapshot), call.path.find("person")->second));
  json::Writer out;
  ConferralPresenter(out, *snapshot).due(due);
  return json_response(out.take());
}

Result<Response> due_to_learners(const Api& api, const Call& call) {
  CAIRN_TRY(const int limit, call.integer("limit", 1, kPageMax, kPageDefault));
  const std::string after = call.optional("cursor").value_or("");
  const AchievementId achievement(call.optional("achievement").value_or(""));
  const auto snapshot = api.published.snapshot();
  CAIRN_TRY(const auto page,
            conferring::due_to_learners(ports_of(api, *snapshot), {after, achievement, limit}));
  json::Writer out;
  ConferralPresenter present(out, *snapshot);
  out.begin_object().key("items").begin_array();
  for (const conferring::Due& each : page.learners) present.due(each);
  out.end_array();
  if (page.next) out.member("next", *page.next);
  out.end_object();
  return json_response(out.take());
}

Result<AchievementId> achievement_of(const Call& call) {
  CAIRN_TRY(const json::Document body, json::read(call.request.body, kBodyLimits));
  const documents::Source source{{}, call.request.body};
  documents::Fields fields(body.root(), source, "what to award");
  const auto achievement = fields.id<AchievementId>("achievement");
  CAIRN_CHECK(fields.finish());
  return achievement;
}

// Why nothing was awarded, as a problem with the conferral.
Response refusal(const Conferral& conferral, const catalogue::Snapshot& snapshot) {
  const Error error{ErrorCode::conflict,
                    "it is not due: " + std::string(documents::word_of(conferral.reason)),
                    "achievement"};
  return problem(error, 0, [&](json::Writer& out) {
    out.key("conferral");
    ConferralPresenter(out, snapshot).conferral(conferral);
  });
}

Result<Response> confer(const Api& api, const Call& call) {
  CAIRN_TRY(const AchievementId achievement, achievement_of(call));
  const auto snapshot = api.published.snapshot();
  const conferring::Request request{*call.person, call.path.find("person")->second, achievement};
  CAIRN_TRY(const auto answer, conferring::confer(ports_of(api, *snapshot), request));
  if (!answer.kept) return refusal(answer.conferral, *snapshot);
  json::Writer out;
  out.begin_object().key("made");
  write_conferral(out, *answer.kept);
  out.key("conferral");
  ConferralPresenter(out, *snapshot).conferral(answer.conferral);
  out.end_object();
  return json_response(out.take(), answer.there_already ? 200 : 201);
}

}  // namespace

void add_conferral_operations(Operations& operations, const Api& api) {
  operations["getDue"] = [api](const Call& call) { return due_to_learners(api, call); };
  operations["getConferrals"] = [api](const Call& call) { return due_to_learner(api, call); };
  operations["confer"] =
      done_once(api, "confer", [api](const Call& call) { return confer(api, call); });
}

}  // namespace cairn::server
