#include "app/simulation/checkpoint.h"

#include <algorithm>
#include <vector>

#include "documents/fields.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"

namespace cairn::simulation {
namespace {

using documents::Fields;
using documents::Source;

struct NamedCell {
  CellName name;
  Cell cell;
};

constexpr std::int64_t kRecordsMax = 1'000'000'000'000;

// A count may be larger than documents' integers, so it is written as an exact number.
std::int64_t read_count(Fields& fields) {
  const Rational count = fields.exact_number("records");
  if (count.denominator() != 1 || count.is_negative() || count > Rational(kRecordsMax))
    fields.refuse("records", "\"records\" must be a whole number from 0 to 10^12");
  return count.numerator();
}

Result<NamedCell> read_cell(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a cell");
  NamedCell read;
  std::vector<std::string> names = {fields.optional_text("first"), fields.optional_text("second"),
                                    fields.optional_text("third")};
  std::ranges::move(names, read.name.begin());
  read.cell.records = read_count(fields);
  read.cell.credit = fields.exact_number("credit");
  CAIRN_CHECK(fields.finish());
  return read;
}

void write_cell(json::Writer& writer, const CellName& name, const Cell& cell) {
  constexpr const char* kKeys[] = {"first", "second", "third"};
  writer.begin_object();
  for (std::size_t i = 0; i < name.size(); ++i)
    if (!name[i].empty()) writer.member(kKeys[i], name[i]);
  writer.member("records", std::to_string(cell.records))
      .member("credit", cell.credit.to_string())
      .end_object();
}

}  // namespace

std::string write_checkpoint(const Checkpoint& checkpoint) {
  json::Writer writer;
  writer.begin_object()
      .member("question", checkpoint.question)
      .member("population", checkpoint.population)
      .member("position", checkpoint.position)
      .member("records", std::to_string(checkpoint.records));
  writer.key("cells").begin_array();
  for (const auto& [name, cell] : checkpoint.tally.cells()) write_cell(writer, name, cell);
  writer.end_array().end_object();
  return writer.take();
}

Result<Checkpoint> read_checkpoint(std::string_view text) {
  CAIRN_TRY(const json::Document document, json::read(text));
  const Source source{"", text};
  Fields fields(document.root(), source, "a checkpoint");
  Checkpoint checkpoint;
  checkpoint.question = fields.text("question");
  checkpoint.population = fields.text("population");
  checkpoint.position = fields.text("position");
  checkpoint.records = read_count(fields);
  for (const NamedCell& read : fields.list("cells", read_cell)) {
    if (checkpoint.tally.cells().contains(read.name))
      fields.refuse("cells", "a cell is named twice");
    else
      fields.require("cells", checkpoint.tally.add(read.name, read.cell));
  }
  CAIRN_CHECK(fields.finish());
  return checkpoint;
}

}  // namespace cairn::simulation
