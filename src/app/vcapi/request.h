// The body of a request to the VC API: a JSON object of known members.
#pragma once

#include <initializer_list>
#include <string_view>
#include <variant>

#include "app/vcapi/problem.h"
#include "formats/json/value.h"

namespace cairn::vcapi {

/// An object with no members but `options` and those of `data`.
std::variant<json::Document, Problem> read_request(std::string_view body,
                                                   std::initializer_list<std::string_view> data);

}  // namespace cairn::vcapi
