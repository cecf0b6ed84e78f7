// Tables: what the CSV reader accepts, written with every field in quotes, reads back the same; and
// what a table of equivalences gives is agreements that our own reader accepts.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "documents/agreement_json.h"
#include "documents/agreement_table.h"
#include "formats/csv/reader.h"
#include "formats/json/reader.h"

using namespace cairn;

namespace {

constexpr csv::Limits kLimits{.bytes_max = 1 << 20, .fields_max = 10'000};

std::string quoted(const std::vector<csv::Row>& rows) {
  std::string text;
  for (const csv::Row& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      text += i == 0 ? "\"" : ",\"";
      for (const char c : row[i].text) text += c == '"' ? std::string("\"\"") : std::string(1, c);
      text += '"';
    }
    text += "\r\n";
  }
  return text;
}

void check_table(const std::string& name, const std::string& text) {
  const auto agreements = documents::read_agreement_table({name, text});
  if (!agreements) {
    CAIRN_ASSERT(!agreements.error().message.empty() && !agreements.error().where.empty());
    return;
  }
  for (const recognition::Agreement& agreement : *agreements) {
    json::Writer writer;
    documents::write_agreement(writer, agreement);
    const std::string written = writer.take();
    const auto again = json::read(written);
    CAIRN_ASSERT(again.has_value());
    CAIRN_ASSERT(documents::read_agreement(again->root(), {"", written}).has_value());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (const auto rows = csv::read(text, kLimits)) {
    const std::string again = quoted(*rows);
    const auto read = csv::read(again, {.bytes_max = again.size()});
    CAIRN_ASSERT(read.has_value() && quoted(*read) == again);
  } else {
    CAIRN_ASSERT(!rows.error().message.empty());
  }
  check_table("table.csv", text);
  check_table("table.json", text);
  return 0;
}
