// Options of commands that name a day, --at before all: the day for which the answer holds.
#pragma once

#include <optional>
#include <string>

#include "base/time.h"
#include "cli/session.h"

namespace cairn::cli {

/// The day that `text` names, or today for "". Nothing, after it was told on `err` and the exit
/// code was set, when it names none.
std::optional<Date> day_asked_for(const std::string& text, Session& session);

}  // namespace cairn::cli
