#include "app/facts/lifetime.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>

namespace cairn::facts {
namespace {

constexpr std::string_view kMaxAge = "max-age=";

std::string lower_trimmed(std::string_view text) {
  std::string lower;
  for (const char c : text)
    if (c != ' ' && c != '\t' && c != '"')
      lower.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
  return lower;
}

std::optional<Millis> read_directive(std::string_view directive) {
  const std::string text = lower_trimmed(directive);
  if (text == "no-store" || text == "no-cache") return Millis(0);
  if (!text.starts_with(kMaxAge)) return std::nullopt;
  std::uint32_t seconds = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data() + kMaxAge.size(), end, seconds);
  if (error != std::errc() || rest != end) return std::nullopt;
  return std::chrono::seconds(seconds);
}

}  // namespace

Millis lifetime_of(std::string_view cache_control, std::optional<Millis> ttl,
                   const Lifetimes& bounds) {
  std::optional<Millis> said = ttl;
  while (!cache_control.empty()) {
    const std::size_t comma = cache_control.find(',');
    if (const auto one = read_directive(cache_control.substr(0, comma)))
      said = std::min(*one, said.value_or(*one));
    cache_control.remove_prefix(comma == cache_control.npos ? cache_control.size() : comma + 1);
  }
  return std::clamp(said.value_or(bounds.usual), bounds.shortest, bounds.longest);
}

}  // namespace cairn::facts
