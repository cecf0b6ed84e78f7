// Ways to a goal.
#include "server/api/operations.h"

namespace cairn::server {

void add_planning_operations(Operations& operations, const Api&) {
  for (const char* operation : {"makePlan", "getNextStep"})
    operations[operation] = [](const Call&) -> Result<Response> {
      return Error{ErrorCode::unavailable, "not built yet", ""};
    };
}

}  // namespace cairn::server
