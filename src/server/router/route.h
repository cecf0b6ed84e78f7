// The routes of the program: generated from api/openapi.yaml in the build.
#pragma once

#include <span>
#include <string_view>

#include "app/rights/rights.h"

namespace cairn::server {

struct Route {
  std::string_view method;
  std::string_view path;       ///< "{name}" matches anything but "/", a last "{+name}" the rest
  std::string_view operation;  ///< operationId
  rights::Right right;
};

std::span<const Route> all_routes();

}  // namespace cairn::server
