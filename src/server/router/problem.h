// The one mapping from an Error to a problem document (RFC 9457).
#pragma once

#include <functional>
#include <string>

#include "base/result.h"
#include "formats/json/writer.h"
#include "server/http/message.h"

namespace cairn::server {

int status_of(ErrorCode code);

/// Adds members to a problem document.
using Extend = std::function<void(json::Writer&)>;

/// `status` 0 takes the one that belongs to the error's code. What is `internal` or `corrupt` says
/// nothing of its inside: message and place stay here.
Response problem(const Error& error, int status = 0, const Extend& extend = {});

Response json_response(std::string body, int status = 200);

}  // namespace cairn::server
