// The DID document that an instance of the VC API publishes.
#pragma once

#include <string>

#include "app/vcapi/instance.h"

namespace cairn::vcapi {

/// The document of instance.issuer(), with the instance's one key, as JSON text.
std::string did_document(const Instance& instance);

}  // namespace cairn::vcapi
