// Typed identifiers: an Id<Tag> of one noun cannot be passed where another is meant.
#pragma once

#include <compare>
#include <functional>
#include <string>
#include <utility>

namespace cairn {

/// Text that names one thing of kind Tag: a UUIDv7 in stored rows, a URI or slug in published
/// definitions. Empty means "not set". Compared bytewise, which is also the canonical order.
template <class Tag>
class Id {
 public:
  Id() = default;
  explicit Id(std::string text) : text_(std::move(text)) {}

  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }

  bool operator==(const Id&) const = default;
  auto operator<=>(const Id&) const = default;

 private:
  std::string text_;
};

}  // namespace cairn

template <class Tag>
struct std::hash<cairn::Id<Tag>> {
  std::size_t operator()(const cairn::Id<Tag>& id) const noexcept {
    return std::hash<std::string>()(id.text());
  }
};
