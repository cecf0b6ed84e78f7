// `POST /credentials/status` of the VC API (VCALM 1.0 section 3.2.3) without its transport.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "app/vcapi/instance.h"
#include "app/vcapi/issuing.h"
#include "app/vcapi/problem.h"

namespace cairn::vcapi {

/// From `{"credentialId", "credentialStatus", "status"}` to the entries as they are then, or why
/// not. `credentialStatus` is an entry as the credential has it, or names a purpose, and then
/// `credentialId` the credential; `status` is true (the default) or false. The change and its leaf
/// of the transparency log are durable when it returns.
std::variant<std::string, Problem> change_status(const Instance& instance, std::string_view body,
                                                 const Ports& ports);

}  // namespace cairn::vcapi
