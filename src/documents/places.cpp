#include "documents/places.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace cairn::documents {
namespace {

constexpr std::string_view kRules[] = {"limits", "sharing", "avoid"};

// The node with the id: what a node carries is none. A title may have an "id", in Indonesian.
const json::Value* find_node_in(const json::Value& inside, std::string_view id) {
  if (inside.is_object()) {
    if (inside.text_of("id") == id) return &inside;
    for (const json::Member& member : inside.members()) {
      const bool is_node =
          member.key != "title" && std::ranges::find(kRules, member.key) == std::end(kRules);
      const json::Value* found = is_node ? find_node_in(member.value, id) : nullptr;
      if (found != nullptr) return found;
    }
  }
  if (inside.is_array())
    for (const json::Value& item : inside.items())
      if (const json::Value* found = find_node_in(item, id)) return found;
  return nullptr;
}

const json::Value* item_with_id(const json::Value* items, std::string_view id) {
  if (items == nullptr) return nullptr;
  for (const json::Value& item : items->items())
    if (item.text_of("id") == id) return &item;
  return nullptr;
}

constexpr std::size_t kMarkStep = 4096;  ///< bytes

json::Position moved_over(json::Position from, std::string_view text) {
  for (const char each : text) {
    if (each == '\n')
      from = {from.line + 1, 1};
    else if ((each & '\xC0') != '\x80')
      ++from.column;
  }
  return from;
}

std::vector<json::Position> marks_of(std::string_view text) {
  std::vector<json::Position> marks{{1, 1}};
  for (; text.size() >= kMarkStep; text.remove_prefix(kMarkStep))
    marks.push_back(moved_over(marks.back(), text.substr(0, kMarkStep)));
  return marks;
}

// As json::position_of, which counts from the beginning of the text.
json::Position position_of(std::string_view text, const std::vector<json::Position>& marks,
                           std::size_t offset) {
  const std::size_t mark = std::min(offset / kMarkStep, marks.size() - 1);
  const std::size_t begin = mark * kMarkStep;
  return moved_over(marks[mark], text.substr(begin, offset - begin));
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
    std::vector<json::Position> marks = marks_of(file.text);
    made.add_items(made.files_.emplace_back(file, std::move(document), std::move(marks)));
  }
  return made;
}

void CatalogueOutline::add_items(const File& file) {
  for (const json::Member& list : file.document.root().members()) {
    if (!list.value.is_array()) continue;
    for (const json::Value& item : list.value.items())
      if (item.is_object())
        items_.try_emplace({std::string(list.key), std::string(item.text_of("id"))},
                           Found{&file, &item});
  }
}

CatalogueOutline::Found CatalogueOutline::find(std::string_view list, std::string_view id) const {
  const auto found = items_.find({std::string(list), std::string(id)});
  return found == items_.end() ? Found{} : found->second;
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
  return {policy.file, item_with_id(policy.value->find("rules"), name.substr(colon + 1))};
}

std::optional<Place> CatalogueOutline::place(const Found& found) {
  if (found.value == nullptr) return std::nullopt;
  const json::Position position =
      position_of(found.file->text.text, found.file->marks, found.value->offset());
  return Place{found.file->text.name, position.line, position.column};
}

std::optional<Place> CatalogueOutline::tree(const WrittenTree& written) const {
  return place(find_tree(written));
}

// What is not written itself was made of what is called the same before the colon.
CatalogueOutline::Found CatalogueOutline::find_node(const WrittenTree& written,
                                                    const NodeId& id) const {
  Found tree = find_tree(written);
  if (tree.value == nullptr) return tree;
  const std::string& name = id.text();
  const json::Value* node = find_node_in(*tree.value, name);
  if (node == nullptr) node = find_node_in(*tree.value, name.substr(0, name.rfind(':')));
  if (node != nullptr) tree.value = node;
  return tree;
}

std::optional<Place> CatalogueOutline::node(const WrittenTree& written, const NodeId& id) const {
  if (auto rule = place(find_policy_rule(id.text()))) return rule;
  return place(find_node(written, id));
}

std::optional<Place> CatalogueOutline::rule(const WrittenTree& written, const NodeId& carrier,
                                            const std::string& id) const {
  if (auto rule = place(find_policy_rule(id))) return rule;
  Found found = find_node(written, carrier);
  if (found.value == nullptr) return std::nullopt;
  for (const std::string_view rules : kRules)
    if (const json::Value* rule = item_with_id(found.value->find(rules), id)) {
      found.value = rule;
      break;
    }
  return place(found);
}

std::optional<Place> CatalogueOutline::pathway(const learning::PathwayId& id) const {
  return place(find("pathways", id.text()));
}

}  // namespace cairn::documents
