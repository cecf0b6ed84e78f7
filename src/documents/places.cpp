#include "documents/places.h"

#include <utility>

#include "formats/json/reader.h"

namespace cairn::documents {
namespace {

// The first object inside that has the id, in the order of the text.
const json::Value* find_id(const json::Value& inside, std::string_view id) {
  if (inside.is_object()) {
    if (inside.text_of("id") == id) return &inside;
    for (const json::Member& member : inside.members())
      if (const json::Value* found = find_id(member.value, id)) return found;
  }
  if (inside.is_array())
    for (const json::Value& item : inside.items())
      if (const json::Value* found = find_id(item, id)) return found;
  return nullptr;
}

bool is_version(const json::Value& value, int number) {
  const json::Value* version = value.find("version");
  return version != nullptr && version->is_number() && version->number() == std::to_string(number);
}

}  // namespace

Result<CatalogueOutline> CatalogueOutline::of(std::span<const NamedText> files) {
  CatalogueOutline made;
  for (const NamedText& file : files) {
    CAIRN_TRY(json::Document document, read_document(file));
    made.files_.push_back({file, std::move(document)});
  }
  return made;
}

CatalogueOutline::Found CatalogueOutline::find(std::string_view list, std::string_view id) const {
  for (const File& file : files_) {
    const json::Value* items = file.document.root().find(list);
    if (items == nullptr) continue;
    for (const json::Value& item : items->items())
      if (item.text_of("id") == id) return {&file, &item};
  }
  return {};
}

CatalogueOutline::Found CatalogueOutline::find_tree(const WrittenTree& written) const {
  Found found = find("achievements", written.achievement.text());
  if (found.value == nullptr) return found;
  if (const json::Value* tree = found.value->find(written.member)) return {found.file, tree};
  const json::Value* series = found.value->find("requirements");
  if (series == nullptr || written.version == 0) return found;
  for (const json::Value& version : series->items())
    if (is_version(version, written.version)) found.value = version.find("requirement");
  return found;
}

CatalogueOutline::Found CatalogueOutline::find_policy_rule(const std::string& name) const {
  const auto colon = name.find(':');
  if (colon == std::string::npos) return {};
  const Found policy = find("policies", std::string_view(name).substr(0, colon));
  if (policy.value == nullptr) return {};
  return {policy.file, find_id(*policy.value->find("rules"), name.substr(colon + 1))};
}

std::optional<Place> CatalogueOutline::place(const Found& found) {
  if (found.value == nullptr) return std::nullopt;
  const json::Position position = json::position_of(found.file->text.text, found.value->offset());
  return Place{found.file->text.name, position.line, position.column};
}

std::optional<Place> CatalogueOutline::tree(const WrittenTree& written) const {
  return place(find_tree(written));
}

// What is not written itself was made of what is called the same before the colon.
std::optional<Place> CatalogueOutline::part(const WrittenTree& written,
                                            const std::string& id) const {
  if (auto rule = place(find_policy_rule(id))) return rule;
  const Found tree = find_tree(written);
  if (tree.value == nullptr) return std::nullopt;
  const json::Value* node = find_id(*tree.value, id);
  if (node == nullptr) node = find_id(*tree.value, id.substr(0, id.rfind(':')));
  return place({tree.file, node == nullptr ? tree.value : node});
}

std::optional<Place> CatalogueOutline::pathway(const learning::PathwayId& id) const {
  return place(find("pathways", id.text()));
}

}  // namespace cairn::documents
