#include "documents/shared_word_json.h"

#include <utility>

namespace cairn::documents {
namespace {

using learning::SharedWord;
using Kind = learning::SharedWord::Kind;

constexpr Word<Kind> kKinds[] = {{"subject", Kind::subject},
                                 {"assessment", Kind::assessment},
                                 {"label", Kind::label},
                                 {"attribute", Kind::attribute},
                                 {"fact", Kind::fact}};

using NamedValue = std::pair<std::string, LocalizedText>;

Result<NamedValue> read_value(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a value of a word");
  NamedValue made;
  made.first = fields.text("value");
  made.second = fields.texts("name");
  CAIRN_CHECK(fields.finish());
  return made;
}

// What stands before the first slash of the id, and after it.
void take_apart(Fields& fields, SharedWord& made) {
  for (const Word<Kind>& kind : kKinds) {
    const std::string beginning = std::string(kind.text) + "/";
    if (!made.id.starts_with(beginning) || made.id == beginning) continue;
    made.kind = kind.meaning;
    made.word = made.id.substr(beginning.size());
    return;
  }
  fields.refuse("id",
                "the id of a word is \"subject/\", \"assessment/\", \"label/\", \"attribute/\" or "
                "\"fact/\" and the word: \"subject/nursing\"");
}

void take_values(Fields& fields, SharedWord& made) {
  for (NamedValue& each : fields.list("values", read_value))
    if (!made.values.insert(std::move(each)).second)
      fields.refuse("values", "a value is given twice");
  if (!made.values.empty() && made.kind != Kind::attribute && made.kind != Kind::fact)
    fields.refuse("values", "only attributes and facts have values");
}

}  // namespace

Result<SharedWord> read_shared_word(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a word");
  SharedWord made;
  made.id = fields.text("id");
  if (!made.id.empty()) take_apart(fields, made);
  made.name = fields.texts("name");
  take_values(fields, made);
  CAIRN_CHECK(fields.finish());
  return made;
}

}  // namespace cairn::documents
