#include "app/verification/all_cores.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "app/verification/verifier.h"

using namespace cairn;

TEST_CASE("every piece of work is done once, on one thread and on more than there is work for") {
  for (const std::size_t threads : {1U, 3U, 50U}) {
    for (const std::size_t count : {0U, 1U, 40U}) {
      std::vector<int> done(count);
      verification::run_on_cores(count, threads, [&](std::size_t i) { ++done[i]; });
      CHECK(std::ranges::count(done, 1) == static_cast<std::ptrdiff_t>(count));
    }
  }
  CHECK(verification::core_count() >= 1);
}

TEST_CASE("the badges verified on four threads give the reports that they give one by one") {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator("examples/badges")) {
    std::ifstream in(entry.path(), std::ios::binary);
    files.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  REQUIRE(files.size() >= 20);
  constexpr std::size_t kTimes = 4;
  const verification::Verifier verifier;
  const auto answer = [&](std::size_t i) {
    const auto report = verifier.verify({.file = files[i % files.size()],
                                         .at = Instant::parse("2026-11-21T12:00:00Z").value(),
                                         .known_issuers = {},
                                         .also_required = {}});
    return report ? verification::to_json(*report) : describe(report.error());
  };
  std::vector<std::string> together(files.size() * kTimes), alone(files.size() * kTimes);
  verification::run_on_cores(together.size(), 4, [&](std::size_t i) { together[i] = answer(i); });
  for (std::size_t i = 0; i < alone.size(); ++i) alone[i] = answer(i);
  CHECK(together == alone);
  CHECK(std::ranges::count_if(alone, [](const std::string& text) {
          return text.find("\"verdict\": \"valid\"") != std::string::npos;
        }) >= 4);
}
