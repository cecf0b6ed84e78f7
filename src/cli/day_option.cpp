#include "cli/day_option.h"

namespace cairn::cli {

std::optional<Date> day_asked_for(const std::string& text, Session& session) {
  if (text.empty()) return session.clock.now().utc_date();
  const auto day = Date::parse(text);
  if (day) return *day;
  session.fail(day.error());
  session.exit = ExitCode::usage;
  return std::nullopt;
}

}  // namespace cairn::cli
