#include "app/bundle/recording.h"

namespace cairn::bundle {

Result<facts::Fetched> RecordingFetch::get(const facts::FetchRequest& request) {
  Result<facts::Fetched> fetched = fetch_.get(request);
  if (fetched) {
    const std::scoped_lock lock(mutex_);
    recorded_[request.url] = {request.url, clock_.now(), fetched->body};
  }
  return fetched;
}

std::vector<StoredDocument> RecordingFetch::recorded() const {
  const std::scoped_lock lock(mutex_);
  std::vector<StoredDocument> documents;
  for (const auto& [url, document] : recorded_) documents.push_back(document);
  return documents;
}

}  // namespace cairn::bundle
