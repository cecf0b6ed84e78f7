#include "oracle/seeds.h"

#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>

namespace cairn::oracle {
namespace {

constexpr std::size_t kDigits = 9;

std::string head_commit() {
  std::array<char, 64> line{};
  std::FILE* git = popen("git rev-parse HEAD 2>/dev/null", "r");
  if (git == nullptr) return {};
  const bool read = std::fgets(line.data(), line.size(), git) != nullptr;
  pclose(git);
  return read ? line.data() : std::string();
}

std::optional<std::uint64_t> number(const std::string& text, int base) {
  std::uint64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value, base);
  if (error != std::errc() || stop != end) return std::nullopt;
  return value;
}

std::optional<Seeds> varying_seeds() {
  if (const char* given = std::getenv("CAIRN_SEED"); given != nullptr) {
    const auto first = number(given, 10);
    if (!first) std::printf("seeds: CAIRN_SEED is no number: %s\n", given);
    return first ? std::optional<Seeds>({"of CAIRN_SEED", *first}) : std::nullopt;
  }
  const std::string commit = head_commit();
  const auto first = seed_of(commit);
  if (!first) return std::nullopt;
  return Seeds{"of commit " + commit.substr(0, kDigits), *first};
}

}  // namespace

std::optional<std::uint64_t> seed_of(const std::string& commit) {
  if (commit.size() < kDigits) return std::nullopt;
  return number(commit.substr(0, kDigits), 16);
}

std::vector<Seeds> gate_seeds() {
  std::vector<Seeds> seeds{{"fixed", 1}};
  if (const auto varying = varying_seeds()) {
    const auto first = static_cast<unsigned long long>(varying->first);
    std::printf("seeds %s: from %llu on; CAIRN_SEED=%llu repeats them\n", varying->name.c_str(),
                first, first);
    seeds.push_back(*varying);
  } else {
    std::printf("seeds of the commit: none, git knows no commit here; the fixed ones only\n");
  }
  return seeds;
}

}  // namespace cairn::oracle
