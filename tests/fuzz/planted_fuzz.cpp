// Reads one byte past its input when that begins with "cai": proves that the fuzz setup finds what
// it is there to find. Built in the fuzz preset only.
#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 3 || data[0] != 'c' || data[1] != 'a' || data[2] != 'i') return 0;
  const volatile std::uint8_t past_the_end = data[size];
  static_cast<void>(past_the_end);
  return 0;
}
