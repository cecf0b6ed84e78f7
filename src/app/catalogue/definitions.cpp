#include "app/catalogue/definitions.h"

#include <charconv>

#include "formats/crypto/digest.h"
#include "formats/json/writer.h"

namespace cairn::catalogue {
namespace {

int version_of(const json::Value& item) {
  const json::Value* version = item.find("version");
  if (!version || !version->is_number()) return 0;
  int number = 0;
  std::string_view text = version->number();
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

bool has_versions(store::DefinitionKind kind) {
  using enum store::DefinitionKind;
  return kind == achievement || kind == agreement || kind == grade_table || kind == crosswalk ||
         kind == policy || kind == authority;
}

Result<store::Definition> definition_of(store::DefinitionKind kind, const json::Value& item) {
  CAIRN_TRY(std::string document, json::canonicalize(item));
  std::string digest =
      crypto::to_hex(crypto::digest(crypto::HashAlgorithm::sha256, document).bytes());
  int version = has_versions(kind) ? std::max(1, version_of(item)) : 0;
  return store::Definition{kind, std::string(item.text_of("id")), version, std::move(digest),
                           std::move(document)};
}

}  // namespace

Result<std::vector<store::Definition>> split(std::span<const documents::NamedText> files) {
  std::vector<store::Definition> definitions;
  for (const documents::NamedText& file : files) {
    CAIRN_TRY(json::Document document, documents::read_document(file));
    for (const auto& [kind, list] : kLists) {
      const json::Value* items = document.root().find(list);
      if (!items) continue;
      for (const json::Value& item : items->items()) {
        CAIRN_TRY(auto definition, definition_of(kind, item));
        definitions.push_back(std::move(definition));
      }
    }
  }
  return definitions;
}

bool is_series(store::DefinitionKind kind) { return kind == store::DefinitionKind::agreement; }

Result<std::vector<store::Definition>> published_definitions(store::Repositories& repositories) {
  std::vector<store::Definition> all;
  for (const auto& [kind, list] : kLists) {
    store::Definitions& definitions = repositories.definitions();
    CAIRN_TRY(auto some, is_series(kind) ? definitions.all(kind) : definitions.latest(kind));
    all.insert(all.end(), std::make_move_iterator(some.begin()),
               std::make_move_iterator(some.end()));
  }
  return all;
}

documents::NamedText join(std::span<const store::Definition> definitions) {
  std::string text = "{";
  for (const auto& [kind, list] : kLists) {
    std::string items;
    for (const store::Definition& definition : definitions) {
      if (definition.kind != kind) continue;
      items += (items.empty() ? "" : ",\n") + definition.document;
    }
    if (items.empty()) continue;
    if (text.size() > 1) text += ",\n";
    text += '"';
    text += list;
    text += "\":[" + items + "]";
  }
  return {"stored.json", text + "}"};
}

}  // namespace cairn::catalogue
