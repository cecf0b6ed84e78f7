#include "app/planning/planning.h"

#include <utility>

#include "documents/plan_json.h"
#include "documents/record_json.h"
#include "domain/version/applicable.h"
#include "formats/json/writer.h"

namespace cairn::planning {
namespace {

template <class T>
Result<T> read_file(const documents::NamedText& file,
                    Result<T> (*read)(const json::Value&, const documents::Source&)) {
  CAIRN_TRY(const json::Document document, documents::read_document(file));
  return read(document.root(), {file.name, file.text});
}

Result<plan::Plan> plan_to(const AchievementId& exit, plan::Objective objective,
                           const NextRequest& request, const learning::Record& record,
                           const plan::World& world) {
  plan::Request asked;
  asked.goal = exit;
  asked.start = request.start;
  asked.weekly_hours = request.weekly_hours;
  asked.objective = objective;
  asked.nodes_max = request.nodes_max;
  return plan::make_plan(asked, record, world);
}

}  // namespace

std::string Answer::to_json() const {
  json::Writer writer(json::Style::indented);
  documents::write_plan(writer, request, plan);
  return writer.take();
}

Result<Answer> plan_files(const Files& files, std::uint64_t nodes_max) {
  Answer answer;
  CAIRN_TRY(answer.catalogue,
            documents::read_catalogue(files.catalogue, documents::GoalMember::ignored));
  CAIRN_TRY(answer.request, read_file(files.goal, documents::read_plan_request));
  answer.request.nodes_max = nodes_max;
  CAIRN_TRY(learning::Record record, read_file(files.record, documents::read_record));
  if (answer.catalogue.catalogue.find_achievement(answer.request.goal) == nullptr)
    return invalid(
        "there is no achievement \"" + answer.request.goal.text() + "\" in the catalogue",
        files.goal.name);
  CAIRN_TRY(version::Applicable applied,
            version::applicable(std::move(answer.catalogue.catalogue), std::move(record),
                                {answer.request.start, answer.request.goal}));
  answer.catalogue.catalogue = std::move(applied.catalogue);
  CAIRN_TRY(answer.plan,
            plan::make_plan(answer.request, applied.record,
                            {answer.catalogue.catalogue, answer.catalogue.agreements}));
  return answer;
}

Result<std::optional<NextStep>> next_step(const NextRequest& request,
                                          const learning::Record& record,
                                          const plan::World& world) {
  CAIRN_TRY(const std::vector<AchievementId> exits,
            plan::open_exits(request.goal, record, world, request.start));
  std::optional<NextStep> nearest;
  for (const AchievementId& exit : exits) {
    NextStep step;
    step.exit = exit;
    CAIRN_TRY(step.cheapest, plan_to(exit, plan::Objective::cheapest, request, record, world));
    const bool reachable = step.cheapest.status != plan::Status::infeasible;
    if (!reachable && nearest) continue;
    CAIRN_TRY(step.fastest, plan_to(exit, plan::Objective::fastest, request, record, world));
    nearest = std::move(step);
    if (reachable) break;
  }
  return nearest;
}

}  // namespace cairn::planning
