#include "app/attestation/differences.h"

#include <algorithm>

#include "formats/json/pointer.h"
#include "formats/json/writer.h"

namespace cairn::attestation {
namespace {

using json::Value;

std::string step_into(std::string place, std::string_view key) {
  json::append_step(place, key);
  return place;
}

class Finder {
 public:
  std::vector<Difference> take() { return std::move(differences_); }

  void compare(const Value* named, const Value* found, const std::string& place) {
    if (differences_.size() == kDifferencesMax) return;
    if (named != nullptr && found != nullptr) {
      if (named->is_object() && found->is_object()) return compare_members(*named, *found, place);
      if (named->is_array() && found->is_array()) return compare_items(*named, *found, place);
    }
    std::string left = text_of(named);
    std::string right = text_of(found);
    if (left != right) differences_.push_back({place, std::move(left), std::move(right)});
  }

 private:
  static std::string text_of(const Value* value) { return value ? json::write(*value) : ""; }

  void compare_members(const Value& named, const Value& found, const std::string& place) {
    for (const json::Member& each : named.members())
      compare(&each.value, found.find(each.key), step_into(place, each.key));
    for (const json::Member& each : found.members())
      if (named.find(each.key) == nullptr)
        compare(nullptr, &each.value, step_into(place, each.key));
  }

  void compare_items(const Value& named, const Value& found, const std::string& place) {
    const auto left = named.items(), right = found.items();
    for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i)
      compare(i < left.size() ? &left[i] : nullptr, i < right.size() ? &right[i] : nullptr,
              place + "/" + std::to_string(i));
  }

  std::vector<Difference> differences_;
};

}  // namespace

std::vector<Difference> find_differences(const Value& named, const Value& found) {
  Finder finder;
  finder.compare(&named, &found, {});
  return finder.take();
}

}  // namespace cairn::attestation
