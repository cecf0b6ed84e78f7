#include "server/http/message.h"

#include "formats/json/writer.h"

namespace cairn::server {

std::string_view Request::header(std::string_view name) const {
  for (const Header& candidate : headers)
    if (candidate.name == name) return candidate.value;
  return {};
}

Response plain_problem(int status, std::string_view title, std::string_view detail) {
  json::Writer body;
  body.begin_object()
      .key("type")
      .string("about:blank")
      .key("title")
      .string(title)
      .key("status")
      .integer(status)
      .key("detail")
      .string(detail)
      .end_object();
  return {status, {{"content-type", "application/problem+json"}}, body.take()};
}

}  // namespace cairn::server
