// Writes that can be repeated without being done twice: the Idempotency-Key header
// (draft-ietf-httpapi-idempotency-key-header-06).
#pragma once

#include "server/api/api.h"

namespace cairn::server {

/// `operation`, done once per person and key: the same request again gets the same answer for a
/// day; another request under the key is refused with 422, and one while the first is under way
/// with 409. What fails is not kept: it wrote nothing and can be tried again. Requests without the
/// header pass through.
Operation done_once(const Api& api, std::string name, Operation operation);

}  // namespace cairn::server
