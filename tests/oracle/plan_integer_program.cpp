#include "oracle/plan_integer_program.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "oracle/cbc.h"
#include "support/temporary_folder.h"

namespace cairn::oracle {
namespace {

using learning::Offering;

// One binary for each offering and week in which it may start; `finish` is counted in weeks.
class Encoding {
 public:
  explicit Encoding(const PlanCase& input) : input_(input) {
    for (const Offering& offering : input.catalogue.offerings) {
      if (offering.hours_per_week > input.weekly_hours) continue;
      for (int week = 0; week + offering.weeks <= kHorizonWeeks; ++week) {
        const Date day = input.start.plus_days(7 * week);
        if (!offering.starts.empty() &&
            std::ranges::find(offering.starts, day) == offering.starts.end())
          continue;
        starts_[offering.achievement].push_back({&offering, week, name(starts_count_++)});
      }
    }
  }

  // `fixed`: values that earlier runs proved, by objective term.
  std::string text(const std::string& objective, const std::map<std::string, std::int64_t>& fixed) {
    std::ostringstream out;
    out << "Minimize\n obj: " << objective << "\nSubject To\n";
    out << " price: " << sum([](const Start& s) { return s.offering->price.minor; })
        << " - price_sum = 0\n";
    out << " hours: " << sum([](const Start& s) {
      return std::int64_t{s.offering->weeks} * s.offering->hours_per_week;
    }) << " - hours_sum = 0\n";
    rows(out);
    for (const auto& [term, value] : fixed)
      out << " fixed_" << term << ": " << term << " <= " << value << "\n";
    out << "Bounds\n finish <= " << kHorizonWeeks
        << "\nGenerals\n finish price_sum hours_sum\nBinaries\n";
    for (int i = 0; i < starts_count_; ++i) out << " " << name(i) << "\n";
    out << "End\n";
    return out.str();
  }

 private:
  struct Start {
    const Offering* offering;
    int week;
    std::string variable;
  };

  static std::string name(int number) { return "x" + std::to_string(number); }

  template <class Weight>
  std::string sum(Weight weight) const {
    std::string text = "0 finish";
    for (const auto& [achievement, starts] : starts_)
      for (const Start& start : starts)
        if (const std::int64_t w = weight(start); w != 0)
          text += " + " + std::to_string(w) + " " + start.variable;
    return text;
  }

  std::string taken(const AchievementId& achievement, std::int64_t weight = 1) {
    std::string text;
    for (const Start& start : starts_[achievement])
      text += " + " + std::to_string(weight) + " " + start.variable;
    return text;
  }

  void rows(std::ostream& out) {
    int row = 0;
    const auto label = [&] { return " r" + std::to_string(row++) + ": "; };
    for (const auto& [achievement, starts] : starts_) {
      out << label() << "0 finish" << taken(achievement) << " <= 1\n";
      const auto& prerequisites = input_.catalogue.find_achievement(achievement)->prerequisites;
      out << label() << "finish";
      for (const Start& start : starts)
        out << " - " << start.week + start.offering->weeks << " " << start.variable;
      out << " >= 0\n";
      for (const Start& start : starts) {
        out << label() << "finish - " << start.week + start.offering->weeks << " " << start.variable
            << " >= 0\n";
        if (!prerequisites) break;
        out << label() << start.variable;
        const auto& before = std::get<requirement::Holds>(prerequisites->rule).achievement;
        for (const Start& earlier : starts_[before])
          if (earlier.week + earlier.offering->weeks <= start.week)
            out << " - " << earlier.variable;
        out << " <= 0\n";
      }
    }
    for (int week = 0; week < kHorizonWeeks; ++week)
      out << label() << sum([&](const Start& start) -> std::int64_t {
        const bool runs = start.week <= week && week < start.week + start.offering->weeks;
        return runs ? start.offering->hours_per_week : 0;
      })
          << " <= " << input_.weekly_hours << "\n";
    const auto& goal = *input_.catalogue.find_achievement(input_.goal)->requirement;
    for (const auto& group : std::get<requirement::All>(goal.rule).children)
      group_row(out, label(), group);
  }

  void group_row(std::ostream& out, const std::string& label, const requirement::Node& group) {
    out << label << "0 finish";
    if (const auto* sum = std::get_if<requirement::Sum>(&group.rule)) {
      for (const std::string& name : sum->filter.achievements) {
        const AchievementId id(name);
        out << taken(id, input_.catalogue.find_achievement(id)->credit[0].value.numerator());
      }
      out << " >= " << std::get<credit::Amount>(sum->minimum).value.numerator() << "\n";
      return;
    }
    const auto& some = std::get<requirement::AtLeast>(group.rule);
    for (const auto& child : some.children)
      out << taken(std::get<requirement::Holds>(child.rule).achievement);
    out << " >= " << some.count << "\n";
  }

  const PlanCase& input_;
  int starts_count_ = 0;
  std::map<AchievementId, std::vector<Start>> starts_;
};

std::optional<std::int64_t> run(const std::string& program, const std::filesystem::path& folder) {
  return cbc_optimum(program, folder / "plan.lp", {120});
}

}  // namespace

bool have_plan_solver() { return std::system("command -v cbc >/dev/null 2>&1") == 0; }

std::optional<PlanValue> solve_plan_with_cbc(const PlanCase& input, plan::Objective objective) {
  const test::TemporaryFolder folder;
  Encoding encoding(input);
  std::vector<std::string> order = {"price_sum", "finish", "hours_sum"};
  if (objective == plan::Objective::fastest) std::swap(order[0], order[1]);
  std::map<std::string, std::int64_t> fixed;
  for (const std::string& term : order) {
    const auto least = run(encoding.text(term, fixed), folder.path());
    if (!least) return std::nullopt;
    fixed[term] = *least;
  }
  return PlanValue{fixed["price_sum"], fixed["finish"] * 7 - 1, fixed["hours_sum"]};
}

}  // namespace cairn::oracle
