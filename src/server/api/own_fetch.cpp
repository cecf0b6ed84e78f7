#include "server/api/own_fetch.h"

#include <string_view>
#include <utility>

namespace cairn::server {
namespace {

std::string_view header_of(const Response& response, std::string_view name) {
  for (const Header& header : response.headers)
    if (header.name == name) return header.value;
  return {};
}

}  // namespace

OwnFetch::OwnFetch(std::string origin, std::string host, Handler handler, facts::Fetch* others)
    : origin_(std::move(origin)),
      host_(std::move(host)),
      handler_(std::move(handler)),
      others_(others) {}

Result<facts::Fetched> OwnFetch::get(const facts::FetchRequest& request) {
  const std::string_view url = request.url;
  if (origin_.empty() || !url.starts_with(origin_) ||
      !url.substr(origin_.size()).starts_with('/')) {
    if (others_ != nullptr) return others_->get(request);
    return Error{ErrorCode::unavailable, "nothing is fetched here", request.url};
  }
  const std::string path(url.substr(origin_.size(), url.find_first_of("?#") - origin_.size()));
  Response response =
      handler_({"GET", path, "", {{"host", host_}, {"accept", request.accept}}, ""});
  if (response.status != 200) return not_found("there is no such document here", request.url);
  if (response.body.size() > request.bytes_max)
    return exhausted("the document is larger than allowed", request.url);
  const std::string_view type = header_of(response, "content-type");
  return facts::Fetched{.body = std::move(response.body),
                        .media_type = std::string(type.substr(0, type.find(';'))),
                        .lifetime = facts::Fetched::Lifetime::none};
}

}  // namespace cairn::server
