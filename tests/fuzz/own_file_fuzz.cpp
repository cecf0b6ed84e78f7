// Files that Cairn itself writes and people keep: keys, status lists, anchors, checkpoints. What
// reads is written back to the same, and a refusal does not repeat the secret of a key.
#include <cstdint>
#include <string>
#include <string_view>

#include "app/awarding/signing_key.h"
#include "app/log/anchor.h"
#include "app/simulation/checkpoint.h"
#include "app/status_lists/list_file.h"

using namespace cairn;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto key = awarding::read_key_file(text); !key)
    CAIRN_ASSERT(describe(key.error()).find("z3u2en7t5LR2WtQH5PfFqMqwVHgeXouLzo6haApm8XHqvjxq") ==
                 std::string::npos);
  const auto anchor = log::parse_anchor(text);
  CAIRN_ASSERT(anchor.has_value() || !anchor.error().message.empty());
  if (const auto list = status_lists::ListFile::parse(text)) {
    const std::string written = list->to_json();
    const auto again = status_lists::ListFile::parse(written);
    CAIRN_ASSERT(again.has_value() && again->to_json() == written);
    CAIRN_ASSERT(list->set() <= list->taken());
  }
  if (const auto checkpoint = simulation::read_checkpoint(text)) {
    const std::string written = simulation::write_checkpoint(*checkpoint);
    const auto again = simulation::read_checkpoint(written);
    CAIRN_ASSERT(again.has_value() && simulation::write_checkpoint(*again) == written);
  }
  return 0;
}
