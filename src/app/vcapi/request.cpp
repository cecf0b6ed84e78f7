#include "app/vcapi/request.h"

#include <algorithm>

#include "app/vcapi/issuing.h"
#include "formats/json/reader.h"

namespace cairn::vcapi {

std::variant<json::Document, Problem> read_request(std::string_view body,
                                                   std::initializer_list<std::string_view> data) {
  auto document = json::read(body, kBodyLimits);
  if (!document) return Problem{ProblemKind::parsing, document.error()};
  if (!document->root().is_object())
    return Problem{ProblemKind::parsing, invalid("a request is a JSON object", "line 1")};
  for (const json::Member& member : document->root().members())
    if (member.key != "options" && std::ranges::find(data, member.key) == data.end())
      return Problem{ProblemKind::unknown_option,
                     invalid("this member is not known here", "/" + std::string(member.key))};
  return std::move(document).value();
}

}  // namespace cairn::vcapi
