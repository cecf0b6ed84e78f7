// Which edge cases of Ed25519 verify() accepts (C2SP/CCTV ed25519), as its header states.
#include "formats/crypto/ed25519.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <string>

#include "formats/json/reader.h"
#include "support/vectors.h"

using namespace cairn;

namespace {

template <std::size_t Size>
std::array<std::uint8_t, Size> from_hex(std::string_view hex) {
  REQUIRE(hex.size() == 2 * Size);
  std::array<std::uint8_t, Size> bytes{};
  for (std::size_t i = 0; i < Size; ++i)
    bytes[i] =
        static_cast<std::uint8_t>(std::stoul(std::string(hex.substr(2 * i, 2)), nullptr, 16));
  return bytes;
}

// The statement of the header: nothing but components of low order that cancel is let through.
bool stated_as_accepted(const json::Value& vector) {
  const json::Value* flags = vector.find("flags");
  if (flags->is_null()) return true;
  return std::ranges::all_of(flags->items(), [](const json::Value& flag) {
    return flag.string() == "low_order_component_A" || flag.string() == "low_order_component_R";
  });
}

}  // namespace

TEST_CASE("edge cases of Ed25519 are accepted and refused as the header says") {
  if (!test::have_vectors("ed25519")) return;
  const auto vectors =
      json::read(test::read_file(test::vectors_folder() / "ed25519" / "ed25519vectors.json"));
  REQUIRE(vectors.has_value());
  int accepted = 0, refused = 0, as_stated = 0;
  std::map<std::string, std::pair<int, int>> by_flag;  // accepted, all
  for (const json::Value& vector : vectors->root().items()) {
    CAPTURE(std::string(vector.find("number")->number()));
    const bool verified = crypto::verify_ed25519(from_hex<32>(vector.text_of("key")),
                                                 crypto::bytes_of(vector.text_of("msg")),
                                                 from_hex<64>(vector.text_of("sig")));
    CHECK(verified == stated_as_accepted(vector));
    as_stated += verified == stated_as_accepted(vector);
    ++(verified ? accepted : refused);
    if (vector.find("flags")->is_null()) continue;
    for (const json::Value& flag : vector.find("flags")->items()) {
      auto& [flag_accepted, flag_all] = by_flag[std::string(flag.string())];
      flag_accepted += verified;
      ++flag_all;
    }
  }
  for (const auto& [flag, counts] : by_flag)
    std::printf("  %s: accepted %d of %d\n", flag.c_str(), counts.first, counts.second);
  std::printf("  %d accepted, %d refused\n", accepted, refused);
  std::printf("vectors ed25519: %d passed, %d failed, 0 skipped\n", as_stated,
              accepted + refused - as_stated);
  CHECK(accepted > 0);
}
