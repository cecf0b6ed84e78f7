#include "app/simulation/record_lines.h"

#include <string_view>
#include <utility>

#include "documents/record_json.h"
#include "formats/json/reader.h"

namespace cairn::simulation {
namespace {

Result<Member> member_of(std::string_view line) {
  CAIRN_TRY(const json::Document document, json::read(line));
  const documents::Source source{"", line};
  Member member;
  CAIRN_TRY(member.record, documents::read_record(document.root(), source));
  for (const learning::FactStatement& fact : member.record.facts)
    member.attributes.emplace_back(fact.name, fact.value);
  return member;
}

}  // namespace

Result<void> LineChunk::each(const std::function<Result<void>(const Member&)>& visit) const {
  std::string_view rest = text_;
  for (std::size_t number = first_line_; !rest.empty(); ++number) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const auto member = member_of(line);
    Result<void> done = member ? visit(*member) : member.error();
    if (done) continue;
    Error error = std::move(done).error();
    const std::string place = file_ + ", line " + std::to_string(number);
    // Where reading failed the line is the whole document.
    error.where = !member || error.where.empty() ? place : place + ", " + error.where;
    return error;
  }
  return {};
}

}  // namespace cairn::simulation
