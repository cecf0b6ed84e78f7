#include "app/facts/stated_fetch.h"

#include <algorithm>

namespace cairn::facts {

Result<Fetched> StatedFetch::get(const FetchRequest& request) {
  const auto found = std::ranges::find(stated_, request.url, &Document::url);
  if (found != stated_.end())
    return Fetched{
        .body = found->body, .media_type = {}, .cache_control = {}, .stored = found->known_since};
  if (next_ != nullptr) return next_->get(request);
  return Error{ErrorCode::unavailable, "nothing is fetched", request.url};
}

}  // namespace cairn::facts
