#include "formats/sentences/sentences.h"

#include <map>
#include <span>

#include "base/embedded.h"
#include "formats/json/reader.h"

namespace cairn::sentences {

/// catalogues/*.json, packed by the build.
std::span<const EmbeddedFile> catalogue_files();

namespace {

using Catalogues = std::map<std::string, json::Document, std::less<>>;

Catalogues read_all() {
  Catalogues read;
  for (const EmbeddedFile& file : catalogue_files())
    read.emplace(file.path, json::read(file.content).value());
  return read;
}

// By the file's name.
const Catalogues& all() {
  static const Catalogues kAll = read_all();
  return kAll;
}

// Cut between characters, never inside one.
std::string shortened(std::string_view text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return std::string(text);
  std::size_t end = bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "…";
}

}  // namespace

bool is_written_in(std::string_view name, std::string_view language) {
  return all().contains(std::string(name) + "." + std::string(language) + ".json");
}

const json::Value& catalogue(std::string_view name, std::string_view language) {
  auto found = all().find(std::string(name) + "." + std::string(language) + ".json");
  if (found == all().end()) found = all().find(std::string(name) + ".en.json");
  CAIRN_ASSERT(found != all().end());
  return found->second.root();
}

std::string filled(std::string_view pattern,
                   const std::function<std::string(std::string_view)>& value_of,
                   std::size_t value_bytes_max) {
  std::string text;
  while (!pattern.empty()) {
    const std::size_t open = pattern.find('{');
    const std::size_t close = pattern.find('}', open);
    text.append(pattern.substr(0, open));
    if (close == std::string_view::npos) break;
    text.append(shortened(value_of(pattern.substr(open + 1, close - open - 1)), value_bytes_max));
    pattern.remove_prefix(close + 1);
  }
  return text;
}

}  // namespace cairn::sentences
