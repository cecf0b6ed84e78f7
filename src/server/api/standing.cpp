// What the record counts toward: the programmes, and the map of one.
#include <memory>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "app/map/path_map.h"
#include "documents/audit_json.h"
#include "documents/fields.h"
#include "documents/kinds_json.h"
#include "domain/plan/plan.h"
#include "domain/standing/standing.h"
#include "formats/json/writer.h"
#include "server/api/asked.h"
#include "server/api/operations.h"
#include "server/api/paging.h"
#include "server/api/present.h"
#include "server/router/problem.h"

namespace cairn::server {
namespace {

constexpr int kSkipMax = 1'000'000;

/// The nearest exit that is not complete; empty when there is none or it cannot be said.
AchievementId next_exit(const Asked& asked, const AchievementId& goal) {
  auto exits = plan::open_exits(goal, asked.applied.record,
                                {asked.applied.catalogue, asked.snapshot->agreements()}, asked.at);
  return exits && !exits->empty() ? exits->front() : AchievementId();
}

// A share with two decimals, written as a JSON number.
std::string progress_text(int percent) {
  if (percent == 100) return "1";
  return (percent < 10 ? "0.0" : "0.") + std::to_string(percent);
}

const learning::Achievement& programme_of(const catalogue::Snapshot& snapshot,
                                          const standing::Indexed& indexed) {
  return *snapshot.achievement(indexed.programme.goal());
}

/// One place of a standing, and the programme that has it.
struct Placed {
  const standing::Place& place;
  const standing::Indexed& indexed;
  const audit::Audit& audit;
};

void write_programme(json::Writer& out, const Asked& asked, const Placed& placed) {
  const auto& [place, indexed, audit] = placed;
  const AchievementId& goal = indexed.programme.goal();
  const learning::Achievement& achievement = programme_of(*asked.snapshot, indexed);
  Presenter present(out, *asked.snapshot);
  out.begin_object().key("achievement");
  present.achievement_ref(goal);
  if (achievement.level) {
    out.key("level");
    present.level(*achievement.level);
  }
  documents::write_amounts(out.key("credit"), achievement.credit);
  out.member("begun", place.is_begun);
  out.member("status", documents::status_text(audit.status));
  documents::write_distance(out.key("distance"), audit.distance);
  json::Arena arena;
  const int percent = standing::percent_there(indexed.whole, audit.distance);
  out.member("progress", arena.number(progress_text(percent)));
  const bool is_complete = audit.status == audit::Status::complete;
  if (AchievementId exit = next_exit(asked, goal); !is_complete && !exit.empty()) {
    out.key("nextExit");
    present.achievement_ref(exit);
  }
  out.member("exit", achievement.exit).member("entry", achievement.entry).end_object();
}

// Those that everybody is held against, unless the record has versions of its own.
Result<std::shared_ptr<const standing::Programmes>> programmes_for(const Asked& asked) {
  if (asked.applied.record.entries.empty()) return asked.snapshot->programmes_on(asked.at);
  return std::make_shared<const standing::Programmes>(asked.applied.catalogue);
}

/// By their goals, which programmes a request asks for.
struct Choice {
  std::optional<OrganizationId> organization;
  std::optional<AchievementKind> kind;

  bool takes(const learning::Achievement& goal) const {
    return (!organization || goal.organization == *organization) && (!kind || goal.kind == *kind);
  }
};

Result<Choice> choice_of(const Call& call, const catalogue::Snapshot& snapshot) {
  Choice choice;
  if (const auto id = call.optional("organization")) {
    choice.organization = OrganizationId(*id);
    if (!snapshot.organization(*choice.organization))
      return not_found("there is no such organization", "organization");
  }
  if (const auto word = call.optional("kind")) {
    choice.kind = documents::meaning_of(documents::kAchievementKinds, *word);
    if (!choice.kind) return invalid("there is no such kind of achievement", "kind");
  }
  return choice;
}

Result<standing::Options> options_of(const Asked& asked, const Call& call,
                                     const standing::Programmes& programmes) {
  CAIRN_TRY(const auto skip, call.integer("skip", 0, kSkipMax, 0));
  CAIRN_TRY(const auto limit, call.integer("limit", 1, kPageMax, kPageDefault));
  CAIRN_TRY(const Choice choice, choice_of(call, *asked.snapshot));
  standing::Options options{asked.at, static_cast<std::size_t>(skip),
                            static_cast<std::size_t>(limit)};
  for (const standing::Indexed& each : programmes.indexed())
    options.among.push_back(choice.takes(programme_of(*asked.snapshot, each)));
  CAIRN_TRY(options.is_open_only, call.flag("open"));
  return options;
}

// What the programmes can be chosen by, whichever were.
void write_choices(json::Writer& out, const catalogue::Snapshot& snapshot,
                   const standing::Programmes& programmes) {
  std::set<OrganizationId> organizations;
  std::set<AchievementKind> kinds;
  for (const standing::Indexed& each : programmes.indexed()) {
    organizations.insert(programme_of(snapshot, each).organization);
    kinds.insert(programme_of(snapshot, each).kind);
  }
  out.key("organizations").begin_array();
  for (const OrganizationId& id : organizations) Presenter(out, snapshot).organization_ref(id);
  out.end_array().key("kinds").begin_array();
  for (const AchievementKind kind : kinds) out.string(word_of(kind));
  out.end_array();
}

// Programmes that could not be audited have no distance to show; they are counted in the total.
Result<Response> standing_of(const Api& api, const Call& call) {
  CAIRN_TRY(Asked asked, asked_of(api, call));
  CAIRN_TRY(const auto programmes, programmes_for(asked));
  CAIRN_TRY(const standing::Options options, options_of(asked, call, *programmes));
  CAIRN_TRY(const standing::Standing found,
            standing::stand(*programmes, asked.applied.record, options));
  json::Writer out;
  out.begin_object().member("at", asked.at.to_string());
  out.member("total", static_cast<std::int64_t>(found.places.size()));
  const std::size_t next = found.first + found.audits.size();
  if (next < found.places.size()) out.member("next", static_cast<std::int64_t>(next));
  out.member("proven", found.is_proven()).key("programmes").begin_array();
  for (std::size_t i = 0; i < found.audits.size(); ++i) {
    const standing::Place& place = found.places[found.first + i];
    const auto& indexed = programmes->indexed()[static_cast<std::size_t>(place.programme)];
    if (const auto& audit = found.audits[i]) write_programme(out, asked, {place, indexed, *audit});
  }
  out.end_array();
  write_choices(out, *asked.snapshot, *programmes);
  out.end_object();
  return json_response(out.take());
}

std::string_view map_word(map::State state) {
  switch (state) {
    case map::State::done:
      return "done";
    case map::State::in_progress:
      return "in_progress";
    case map::State::available:
      return "available";
    case map::State::locked:
      return "locked";
    case map::State::missing:
      return "missing";
    case map::State::waived:
      return "waived";
  }
  CAIRN_ASSERT(false);
}

std::string_view map_word(map::WhyCode code) {
  switch (code) {
    case map::WhyCode::recognised:
      return "recognised";
    case map::WhyCode::needs:
      return "needs";
    case map::WhyCode::missing_achievement:
      return "missing_achievement";
    case map::WhyCode::missing_credit:
      return "missing_credit";
    case map::WhyCode::missing_hours:
      return "missing_hours";
    case map::WhyCode::missing_awards:
      return "missing_awards";
    case map::WhyCode::missing_points:
      return "missing_points";
    case map::WhyCode::missing_fact:
      return "missing_fact";
    case map::WhyCode::missing_condition:
      return "missing_condition";
  }
  CAIRN_ASSERT(false);
}

std::string_view map_word(map::EdgeType type) {
  switch (type) {
    case map::EdgeType::part_of:
      return "part_of";
    case map::EdgeType::prerequisite:
      return "prerequisite";
    case map::EdgeType::recognised_as:
      return "recognised_as";
  }
  CAIRN_ASSERT(false);
}

void write_why(json::Writer& out, const map::Why& why) {
  out.begin_object().member("code", map_word(why.code)).key("achievements").begin_array();
  for (const AchievementId& id : why.achievements) out.string(id.text());
  out.end_array();
  if (why.need)
    documents::write_amount(out.key("need"), *why.need);
  else if (!why.amount.is_zero())
    out.member("amount", why.amount.to_string());
  out.end_object();
}

void write_node(json::Writer& out, const catalogue::Snapshot& snapshot, const map::Node& node) {
  const learning::Achievement& achievement = *snapshot.achievement(node.achievement);
  Presenter present(out, snapshot);
  out.begin_object().member("id", node.achievement.text());
  out.member("achievement", node.achievement.text());
  documents::write_texts(out.key("name"), achievement.name);
  out.member("kind", word_of(achievement.kind)).key("organization");
  present.organization_ref(achievement.organization);
  if (achievement.level) {
    out.key("level");
    present.level(*achievement.level);
  }
  documents::write_amounts(out.key("credit"), achievement.credit);
  out.member("state", map_word(node.state)).key("why").begin_array();
  for (const map::Why& why : node.why) write_why(out, why);
  out.end_array();
  out.member("exit", achievement.exit).member("entry", achievement.entry);
  out.member("superseded", achievement.state == learning::AchievementState::superseded);
  out.key("awards").begin_array();
  for (const AwardId& id : node.awards) out.string(id.text());
  out.end_array().end_object();
}

Result<Response> map_of_goal(const Api& api, const Call& call) {
  CAIRN_TRY(Asked asked, asked_of(api, call));
  CAIRN_TRY(AchievementId goal, goal_of(call, *asked.snapshot));
  CAIRN_TRY(
      auto drawn,
      map::draw(goal, {asked.applied.catalogue, asked.snapshot->agreements(), asked.applied.record},
                asked.at));
  json::Writer out;
  out.begin_object().key("goal");
  Presenter(out, *asked.snapshot).achievement_ref(goal);
  out.key("nodes").begin_array();
  for (const map::Node& node : drawn.nodes) write_node(out, *asked.snapshot, node);
  out.end_array().key("edges").begin_array();
  for (const map::Edge& edge : drawn.edges) {
    out.begin_object().member("from", edge.from.text()).member("to", edge.to.text());
    out.member("type", map_word(edge.type));
    if (!edge.agreement.empty()) out.member("agreement", edge.agreement.text());
    out.end_object();
  }
  out.end_array().end_object();
  return json_response(out.take());
}

}  // namespace

void add_standing_operations(Operations& operations, const Api& api) {
  operations["getStanding"] = [api](const Call& call) { return standing_of(api, call); };
  operations["getMap"] = [api](const Call& call) { return map_of_goal(api, call); };
}

}  // namespace cairn::server
