// A status list and an entry that asks it: whatever they hold, the answer is found or refused, and
// a list that was read comes back through its encoding.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "formats/crypto/multibase.h"
#include "formats/json/reader.h"
#include "formats/status/bitstring.h"
#include "formats/status/entry.h"
#include "formats/status/list.h"

using namespace cairn;

namespace {

constexpr json::Limits kLimits{.bytes_max = 1 << 20, .depth_max = 32, .values_max = 10'000};

// The bytes as compressed bits: a mutated GZIP member reaches deeper than mutated base64url.
void read_bits(std::string_view input) {
  const crypto::Bytes bytes(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
  const auto bits = status::Bitstring::decode("u" + crypto::base64url_encode(bytes));
  if (!bits) return;
  CAIRN_ASSERT(bits->bits() <= status::kListBytesMax * 8);
  if (bits->bits() > 1 << 18) return;
  const auto again = status::Bitstring::decode(bits->encode());
  CAIRN_ASSERT(again.has_value() && *again == *bits);
}

void ask(const json::Value& list_document, const json::Value& entry_document) {
  const auto entry = status::read_entry(entry_document);
  if (entry) (void)status::message_of(*entry, 1);
  const auto list = status::read_list(list_document);
  if (!list || !entry) return;
  const status::Found found = status::look_up(*list, *entry, "urn:uuid:1");
  CAIRN_ASSERT(found.value >> entry->size == 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  read_bits(input);
  const auto document = json::read(input, kLimits);
  if (!document) return 0;
  const json::Value& root = document->root();
  const json::Value* list = root.find("list");
  const json::Value* entry = root.find("entry");
  ask(list != nullptr ? *list : root, entry != nullptr ? *entry : root);
  return 0;
}
