// What the record counts toward.
#include "server/api/operations.h"

namespace cairn::server {

void add_standing_operations(Operations& operations, const Api&) {
  for (const char* operation : {"getStanding", "getAudit", "getMap"})
    operations[operation] = [](const Call&) -> Result<Response> {
      return Error{ErrorCode::unavailable, "not built yet", ""};
    };
}

}  // namespace cairn::server
