#include "documents/catalogue_digest.h"

#include <algorithm>
#include <map>
#include <vector>

#include "formats/crypto/digest.h"
#include "formats/json/writer.h"

namespace cairn::documents {
namespace {

// The canonical entries of each list.
using Lists = std::map<std::string, std::vector<std::string>, std::less<>>;

bool is_rule(std::string_view list) {
  return list != "goal" && list != "people" && list != "authorities";
}

Result<void> add(Lists& lists, const NamedText& file) {
  CAIRN_TRY(const json::Document document, read_document(file));
  if (!document.root().is_object()) return invalid("a catalogue must be an object", file.name);
  for (const json::Member& list : document.root().members()) {
    if (!is_rule(list.key)) continue;
    if (!list.value.is_array())
      return invalid("\"" + std::string(list.key) + "\" must be a list", file.name);
    for (const json::Value& entry : list.value.items()) {
      CAIRN_TRY(std::string canonical, json::canonicalize(entry));
      lists[std::string(list.key)].push_back(std::move(canonical));
    }
  }
  return {};
}

// The names of lists are ASCII, so their order in a map is that of RFC 8785.
std::string as_one(const Lists& lists) {
  std::string text = "{";
  for (const auto& [key, entries] : lists) {
    text += text.size() > 1 ? "," : "";
    json::append_quoted(text, key);
    text += ":[";
    for (std::size_t i = 0; i < entries.size(); ++i) text += (i > 0 ? "," : "") + entries[i];
    text += "]";
  }
  return text + "}";
}

}  // namespace

Result<std::string> one_catalogue(std::span<const NamedText> files) {
  Lists lists;
  for (const NamedText& file : files) CAIRN_CHECK(add(lists, file));
  for (auto& list : lists) std::ranges::sort(list.second);
  return as_one(lists);
}

std::string digest_of_catalogue(std::string_view one) {
  const auto digest = crypto::digest(crypto::HashAlgorithm::sha256, one);
  return "sha256:" + crypto::to_hex(digest.bytes());
}

Result<std::string> catalogue_digest(std::span<const NamedText> files) {
  CAIRN_TRY(const std::string one, one_catalogue(files));
  return digest_of_catalogue(one);
}

}  // namespace cairn::documents
