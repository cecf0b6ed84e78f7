// The configuration file: what is accepted has instances that are named, each once; what is refused
// says why.
#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "adapters/config/config.h"

using namespace cairn;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto config = adapters::read_config(text, "/folder/cairn.toml");
  if (!config) {
    CAIRN_ASSERT(!config.error().message.empty());
    return 0;
  }
  std::set<std::string> names;
  for (const adapters::InstanceConfig& instance : config->instances)
    CAIRN_ASSERT(names.insert(instance.settings.name).second);
  return 0;
}
