#include "app/awarding/picture.h"

#include <algorithm>

#include "formats/images/image.h"
#include "formats/json/reader.h"

namespace cairn::awarding {

Result<std::string> bake(std::string_view picture, std::string_view credential,
                         std::string_view replace) {
  const auto word = std::ranges::find(kReplaceWords, replace);
  if (word == std::end(kReplaceWords))
    return invalid("to be replaced can be nothing, credential or everything", "replace");
  const std::size_t first = credential.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && credential[first] == '{')
    CAIRN_CHECK(json::read(credential));
  return images::bake(picture, credential,
                      static_cast<images::Replace>(word - std::begin(kReplaceWords)));
}

Result<std::string> unbake(std::string_view picture, std::size_t pick) {
  CAIRN_TRY(images::Baked baked, images::unbake(picture, pick));
  return std::move(baked.text);
}

Result<std::vector<BakedEntry>> list_baked(std::string_view picture) {
  CAIRN_TRY(const std::vector<images::Baked> found, images::find_baked(picture));
  std::vector<BakedEntry> entries;
  for (const images::Baked& baked : found)
    entries.push_back({baked.kind == images::BakedKind::credential ? "credential" : "assertion",
                       baked.place, baked.text.size()});
  return entries;
}

}  // namespace cairn::awarding
