#include "documents/agreement_table.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <string>
#include <utility>
#include <variant>

#include "documents/fields.h"
#include "formats/csv/reader.h"

namespace cairn::documents {
namespace {

using recognition::Agreement;
using recognition::Grant;
using recognition::GrantKind;
using recognition::Group;
using recognition::Term;

// In this order the header names them in errors.
constexpr std::array<std::string_view, 14> kColumns = {
    "agreement", "version",    "title", "sender", "receiver", "validFrom",  "validUntil",
    "automatic", "precedence", "term",  "from",   "grant",    "withinDays", "denied"};
constexpr std::array<std::string_view, 5> kNeeded = {"agreement", "sender", "receiver", "validFrom",
                                                     "from"};
constexpr std::size_t kOfAgreement = 9;  // the first so many columns belong to the agreement

// Known where a cell of CSV was read; of JSON still to be counted.
class CellPlace {
 public:
  CellPlace() = default;
  explicit CellPlace(std::string known) : held_(std::move(known)) {}
  explicit CellPlace(const Spot& spot) : held_(spot) {}

  std::string text() const {
    const auto* spot = std::get_if<Spot>(&held_);
    return spot == nullptr ? std::get<std::string>(held_) : spot->text();
  }

 private:
  std::variant<std::string, Spot> held_;
};

struct Cell {
  std::string text;
  CellPlace place;
};

// The cells of one row by column; those that are empty are not there.
struct Row {
  std::map<std::string_view, Cell> cells;
  CellPlace place;

  const Cell* find(std::string_view column) const {
    const auto found = cells.find(column);
    return found == cells.end() ? nullptr : &found->second;
  }
  std::string text(std::string_view column) const {
    const Cell* cell = find(column);
    return cell == nullptr ? std::string() : cell->text;
  }
};

std::string listed(std::span<const std::string_view> words) {
  std::string text;
  for (const std::string_view word : words) text += (text.empty() ? "" : ", ") + std::string(word);
  return text;
}

// Our own text of the column, which outlives the row; nothing for one that there is not.
const std::string_view* find_column(std::string_view name) {
  const auto* found = std::ranges::find(kColumns, name);
  return found == kColumns.end() ? nullptr : found;
}

Error unknown_column(std::string_view name, const std::string& place) {
  return invalid("there is no column \"" + std::string(name) + "\"; there are: " + listed(kColumns),
                 place);
}

// --- The two notations --------------------------------------------------------------------------

Result<std::vector<Row>> rows_of_csv(const NamedText& file) {
  auto table = csv::read(file.text);
  const auto in_file = [&](const std::string& place) { return file.name + ", " + place; };
  if (!table) return Error{table.error().code, table.error().message, in_file(table.error().where)};
  std::vector<std::string_view> columns;
  for (const csv::Field& field : table->front()) {
    const std::string_view* column = find_column(field.text);
    if (column == nullptr) return unknown_column(field.text, in_file(field.place()));
    if (std::ranges::find(columns, *column) != columns.end())
      return invalid("the column \"" + field.text + "\" is there twice", in_file(field.place()));
    columns.push_back(*column);
  }
  std::vector<Row> rows;
  for (auto line = table->begin() + 1; line != table->end(); ++line) {
    Row row;
    row.place = CellPlace(in_file(line->front().place()));
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (csv::Field& field = (*line)[i]; !field.text.empty())
        row.cells.emplace(columns[i],
                          Cell{std::move(field.text), CellPlace(in_file(field.place()))});
    rows.push_back(std::move(row));
  }
  return rows;
}

Result<std::vector<Row>> rows_of_json(const NamedText& file) {
  CAIRN_TRY(const json::Document document, read_document(file));
  const Source source{file.name, file.text};
  if (!document.root().is_array())
    return invalid("a table of equivalences is a list of rows", source.place_of(document.root()));
  std::vector<Row> rows;
  for (const json::Value& item : document.root().items()) {
    Row row;
    row.place = CellPlace(source.spot_of(item));
    if (!item.is_object()) return invalid("a row is an object, column by column", row.place.text());
    for (const json::Member& member : item.members()) {
      const CellPlace place(source.spot_of(member.value));
      const std::string_view* column = find_column(member.key);
      if (column == nullptr) return unknown_column(member.key, place.text());
      if (!member.value.is_string())
        return invalid("\"" + std::string(member.key) + "\" must be text", place.text());
      if (!member.value.string().empty())
        row.cells.emplace(*column, Cell{std::string(member.value.string()), place});
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

// --- Cells --------------------------------------------------------------------------------------

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto end = text.find(separator);
    parts.push_back(trimmed(text.substr(0, end)));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

Result<int> whole_number(const Cell& cell, int min, int max) {
  int value = 0;
  const char* end = cell.text.data() + cell.text.size();
  const auto [stop, failure] = std::from_chars(cell.text.data(), end, value);
  if (failure != std::errc() || stop != end || value < min || value > max)
    return invalid(
        "expected a whole number from " + std::to_string(min) + " to " + std::to_string(max),
        cell.place.text());
  return value;
}

Result<Date> date(const Cell& cell) {
  auto parsed = Date::parse(cell.text);
  if (!parsed) return invalid("expected a date such as 2026-11-28", cell.place.text());
  return parsed;
}

Result<Rational> positive(std::string_view text, const Cell& cell) {
  auto value = Rational::parse(text);
  if (!value || *value <= Rational(0))
    return invalid(
        "expected a number above zero, such as 3 or 3/2, not \"" + std::string(text) + "\"",
        cell.place.text());
  return value;
}

// "a + b | c": a and b together, or c.
Result<std::vector<Group>> groups(const Cell& cell) {
  std::vector<Group> made;
  for (const std::string_view part : split(cell.text, '|')) {
    Group group;
    for (const std::string_view id : split(part, '+')) {
      if (id.empty())
        return invalid("expected ids of achievements, as in \"a + b | c\": both a and b, or c",
                       cell.place.text());
      group.emplace_back(std::string(id));
    }
    std::ranges::sort(group);
    if (std::ranges::adjacent_find(group) != group.end() ||
        std::ranges::find(made, group) != made.end())
      return invalid("the same is named twice", cell.place.text());
    made.push_back(std::move(group));
  }
  return made;
}

constexpr std::string_view kGrantForms =
    "expected what is granted, such as \"6 ects as a/course\", \"6 ects\", \"1/2 us-semester per "
    "ects as a/course\", \"60 ects as block a/first-year\", \"requirement a/degree/part\" or "
    "\"waiver a/degree/part\"";

// " as ID" or " as block ID" after the credit.
Result<void> take_target(std::string_view target, const Cell& cell, Grant& grant) {
  const bool block = target.starts_with("block ");
  if (block) target.remove_prefix(6);
  target = trimmed(target);
  if (target.empty() || target.find(' ') != std::string_view::npos)
    return invalid(std::string(kGrantForms), cell.place.text());
  grant.kind = block ? GrantKind::block : GrantKind::credit;
  grant.achievement = AchievementId(std::string(target));
  return {};
}

Result<void> take_credit(std::string_view credit, const Cell& cell, Grant& grant) {
  const std::vector<std::string_view> words = split(credit, ' ');
  if (words.size() != 2 && (words.size() != 4 || words[2] != "per"))
    return invalid(std::string(kGrantForms), cell.place.text());
  if (std::ranges::any_of(words, [](std::string_view word) { return word.empty(); }))
    return invalid(std::string(kGrantForms), cell.place.text());
  CAIRN_TRY(const Rational value, positive(words[0], cell));
  const credit::SystemId system{std::string(words[1])};
  if (words.size() == 2)
    grant.credit = credit::Amount{value, system};
  else
    grant.rate = credit::Rate{credit::SystemId(std::string(words[3])), system, value};
  return {};
}

Result<Grant> grant_of(const Cell& cell) {
  Grant grant;
  const std::string_view text = trimmed(cell.text);
  for (const auto& [word, kind] :
       {std::pair("requirement ", GrantKind::requirement), std::pair("waiver ", GrantKind::waiver)})
    if (text.starts_with(word)) {
      grant.kind = kind;
      grant.node = NodeId(std::string(trimmed(text.substr(std::string_view(word).size()))));
      if (grant.node.empty()) return invalid(std::string(kGrantForms), cell.place.text());
      return grant;
    }
  const auto as = text.find(" as ");
  if (as != std::string_view::npos) CAIRN_CHECK(take_target(text.substr(as + 4), cell, grant));
  CAIRN_CHECK(take_credit(trimmed(text.substr(0, as)), cell, grant));
  return grant;
}

// --- Rows ---------------------------------------------------------------------------------------

Result<Agreement> begin_agreement(const Row& row) {
  Agreement made;
  made.id = AgreementId(row.text("agreement"));
  made.sender = OrganizationId(row.text("sender"));
  made.receiver = OrganizationId(row.text("receiver"));
  const Cell* title = row.find("title");
  made.title = LocalizedText({{"en", title == nullptr ? made.id.text() : title->text}});
  if (made.sender == made.receiver)
    return invalid("sender and receiver are the same organization",
                   row.find("receiver")->place.text());
  CAIRN_TRY(made.valid_from, date(*row.find("validFrom")));
  if (const Cell* until = row.find("validUntil")) {
    CAIRN_TRY(made.valid_until, date(*until));
    if (*made.valid_until < made.valid_from)
      return invalid("\"validUntil\" is before \"validFrom\"", until->place.text());
  }
  if (const Cell* version = row.find("version")) {
    CAIRN_TRY(made.version, whole_number(*version, 1, 1'000'000));
  }
  if (const Cell* precedence = row.find("precedence")) {
    CAIRN_TRY(made.precedence, whole_number(*precedence, -1'000'000, 1'000'000));
  }
  if (const Cell* automatic = row.find("automatic")) {
    if (automatic->text != "yes" && automatic->text != "no")
      return invalid("expected yes or no", automatic->place.text());
    made.automatic = automatic->text == "yes";
  }
  return made;
}

Result<void> add_denial(const Row& row, const Cell& reason, Agreement& agreement) {
  const Cell& from = *row.find("from");
  CAIRN_TRY(const std::vector<Group> denied, groups(from));
  if (denied.size() != 1 || denied.front().size() != 1)
    return invalid("one row denies one achievement", from.place.text());
  const AchievementId& id = denied.front().front();
  if (std::ranges::find(agreement.denials, id, &recognition::Denial::achievement) !=
      agreement.denials.end())
    return invalid("\"" + id.text() + "\" is denied twice", from.place.text());
  for (const std::string_view column : {"grant", "term", "withinDays"})
    if (const Cell* cell = row.find(column))
      return invalid("what is denied has no \"" + std::string(column) + "\"", cell->place.text());
  agreement.denials.push_back({id, LocalizedText({{"en", reason.text}})});
  return {};
}

Result<void> add_term(const Row& row, Agreement& agreement) {
  Term term;
  const Cell* id = row.find("term");
  term.id = id == nullptr ? "row-" + std::to_string(agreement.terms.size() + 1) : id->text;
  if (std::ranges::find(agreement.terms, term.id, &Term::id) != agreement.terms.end())
    return invalid(
        "the term \"" + term.id + "\" is there twice in agreement \"" + agreement.id.text() + "\"",
        id == nullptr ? row.place.text() : id->place.text());
  CAIRN_TRY(term.from, groups(*row.find("from")));
  const Cell* grant = row.find("grant");
  if (grant == nullptr)
    return invalid("a row needs \"grant\", or \"denied\" with the reason", row.place.text());
  CAIRN_TRY(term.grant, grant_of(*grant));
  if (const Cell* days = row.find("withinDays")) {
    CAIRN_TRY(term.awarded_within_days, whole_number(*days, 0, 36'500));
  }
  agreement.terms.push_back(std::move(term));
  return {};
}

// The first row of an agreement says what it is; the others say the same or nothing.
Result<void> check_same(const Row& row, const Row& first) {
  for (std::size_t i = 0; i < kOfAgreement; ++i) {
    const Cell* cell = row.find(kColumns[i]);
    if (cell != nullptr && cell->text != first.text(kColumns[i]))
      return invalid("\"" + std::string(kColumns[i]) + "\" of agreement \"" +
                         row.text("agreement") + "\" is another at " + first.place.text(),
                     cell->place.text());
  }
  return {};
}

Result<void> check_needed(const Row& row) {
  for (const std::string_view column : kNeeded)
    if (row.find(column) == nullptr)
      return invalid(
          "a row needs \"" + std::string(column) + "\"; what there is to say: " + listed(kColumns),
          row.place.text());
  return {};
}

}  // namespace

Result<std::vector<Agreement>> read_agreement_table(const NamedText& file) {
  CAIRN_TRY(const std::vector<Row> rows,
            file.name.ends_with(".json") ? rows_of_json(file) : rows_of_csv(file));
  using Version = std::pair<std::string, std::string>;
  std::map<Version, std::pair<Agreement, const Row*>> made;
  std::map<std::string, std::string> current;  // the version that rows without one go on with
  for (const Row& row : rows) {
    CAIRN_CHECK(check_needed(row));
    std::string& version = current[row.text("agreement")];
    if (row.find("version") != nullptr) version = row.text("version");
    const Version key{row.text("agreement"), version};
    auto found = made.find(key);
    if (found == made.end()) {
      CAIRN_TRY(Agreement begun, begin_agreement(row));
      found = made.emplace(key, std::pair(std::move(begun), &row)).first;
    }
    auto& [agreement, first] = found->second;
    CAIRN_CHECK(check_same(row, *first));
    const Cell* denied = row.find("denied");
    CAIRN_CHECK(denied == nullptr ? add_term(row, agreement) : add_denial(row, *denied, agreement));
  }
  std::vector<Agreement> agreements;
  for (auto& [key, each] : made) agreements.push_back(std::move(each.first));
  return agreements;
}

}  // namespace cairn::documents
