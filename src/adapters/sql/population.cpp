#include "adapters/sql/population.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

#include "adapters/sql/decision_rows.h"
#include "adapters/sql/particulars.h"
#include "adapters/sql/query.h"
#include "adapters/sql/words.h"

namespace cairn::sql {
namespace {

using learning::Award;
using simulation::Chunk;
using simulation::Member;

// The persons after one and up to another. Every table has the person first in its key, so each is
// read once, in order, side by side.
struct Persons {
  std::string after;
  std::string last;
};

constexpr std::string_view kPersons =
    "SELECT tenant_id, goal, language FROM persons WHERE tenant_id > $1 AND tenant_id <= $2"
    " ORDER BY tenant_id";
constexpr std::string_view kAwards =
    "SELECT tenant_id, id, achievement, version, organization, status, awarded, expires,"
    " grade_scale, grade, origin, assessment, term FROM awards"
    " WHERE tenant_id > $1 AND tenant_id <= $2"
    " AND removed_at IS NULL ORDER BY tenant_id, id";
constexpr std::string_view kCredits =
    "SELECT tenant_id, award_id, amount, system FROM award_credits"
    " WHERE tenant_id > $1 AND tenant_id <= $2 ORDER BY tenant_id, award_id, system";
constexpr std::string_view kRoots =
    "SELECT tenant_id, award_id, root_id FROM award_roots"
    " WHERE tenant_id > $1 AND tenant_id <= $2 ORDER BY tenant_id, award_id, root_id";
constexpr std::string_view kAttributes =
    "SELECT tenant_id, award_id, name, value FROM award_attributes"
    " WHERE tenant_id > $1 AND tenant_id <= $2 ORDER BY tenant_id, award_id, name, value";
constexpr std::string_view kBesidesAwards =
    " WHERE s.person_id > $1 AND s.person_id <= $2"
    " AND (d.node IS NOT NULL OR d.standing_name IS NOT NULL) ORDER BY s.person_id, d.id";

// The rows of one query, the present one to be looked at. Each begins with a person's id and a
// second text; these are compared often, so they are read once.
class Cursor {
 public:
  /// Of the rows that the statement gives for any persons, by person and `second`.
  static Result<Cursor> open(Connection& connection, std::string_view rows, std::string_view second,
                             const Persons& persons) {
    std::string sql(rows);
    sql.append(" WHERE tenant_id > $1 AND tenant_id <= $2 ORDER BY tenant_id, ").append(second);
    return open(connection, sql, persons);
  }
  static Result<Cursor> open(Connection& connection, std::string_view sql, const Persons& persons) {
    CAIRN_TRY(auto statement, connection.prepare(sql));
    statement->bind_text(1, persons.after);
    statement->bind_text(2, persons.last);
    Cursor cursor(std::move(statement));
    CAIRN_CHECK(cursor.step());
    return cursor;
  }

  bool has_row() const { return has_row_; }
  const Statement& row() const { return *statement_; }
  Result<void> step() {
    CAIRN_TRY(has_row_, statement_->step());
    person_ = has_row_ ? row().text(0) : std::string_view();
    second_ = has_row_ ? row().text(1) : std::string_view();
    return {};
  }
  bool is_of(std::string_view person) const { return has_row_ && person_ == person; }

  /// Skips the rows before those of an award, and says whether there is one of it.
  Result<bool> reaches(std::string_view person, std::string_view award) {
    const auto is_there = [&] { return has_row_ && second_ == award && person_ == person; };
    if (is_there()) return true;  // mostly
    while (has_row_ && std::tie(person_, second_) < std::tie(person, award)) CAIRN_CHECK(step());
    return is_there();
  }

 private:
  explicit Cursor(std::unique_ptr<Statement> statement) : statement_(std::move(statement)) {}
  std::unique_ptr<Statement> statement_;
  bool has_row_ = false;
  std::string_view person_;  ///< of the present row, as is the next
  std::string_view second_;
};

Result<Award> read_award(const Statement& row) {
  Award award;
  award.id = AwardId(std::string(row.text(1)));
  award.achievement = AchievementId(std::string(row.text(2)));
  award.version = static_cast<int>(row.integer(3));
  award.organization = OrganizationId(std::string(row.text(4)));
  CAIRN_TRY(award.status, award_status_of(row.text(5)));
  CAIRN_TRY(award.awarded, date_of(row.text(6)));
  if (!row.is_null(7)) {
    CAIRN_TRY(award.expires, date_of(row.text(7)));
  }
  if (!row.is_null(8))
    award.grade = grade::Grade{grade::ScaleId(std::string(row.text(8))), std::string(row.text(9))};
  CAIRN_TRY(award.origin, origin_of(row.text(10)));
  award.assessment = std::string(row.text(11));
  award.term = std::string(row.text(12));
  return award;
}

// The persons of a chunk with all that is theirs.
class Reader {
 public:
  static Result<Reader> open(Connection& connection, const Persons& persons, Date at) {
    CAIRN_TRY(Cursor person, Cursor::open(connection, kPersons, persons));
    CAIRN_TRY(Cursor awards, Cursor::open(connection, kAwards, persons));
    CAIRN_TRY(Cursor credits, Cursor::open(connection, kCredits, persons));
    CAIRN_TRY(Cursor roots, Cursor::open(connection, kRoots, persons));
    CAIRN_TRY(Cursor attributes, Cursor::open(connection, kAttributes, persons));
    CAIRN_TRY(Cursor facts, Cursor::open(connection, kFactRows, "name", persons));
    CAIRN_TRY(Cursor exceptions, Cursor::open(connection, kExceptionRows, "id", persons));
    CAIRN_TRY(Cursor entries, Cursor::open(connection, kEntryRows, "achievement", persons));
    CAIRN_TRY(Cursor decisions,
              Cursor::open(connection, std::string(kDecisionRows).append(kBesidesAwards), persons));
    return Reader(std::move(person), std::move(awards), std::move(credits), std::move(roots),
                  std::move(attributes), std::move(facts), std::move(exceptions),
                  std::move(entries), std::move(decisions), at);
  }

  bool has_person() const { return person_.has_row(); }

  /// The present person, and on to the next.
  Result<Member> read() {
    Member member;
    const std::string id(person_.row().text(0));
    if (!person_.row().is_null(1)) member.attributes.emplace_back("goal", person_.row().text(1));
    member.attributes.emplace_back("language", person_.row().text(2));
    member.record.awards.reserve(most_awards_);
    while (awards_.is_of(id)) {
      CAIRN_TRY(Award award, read_award(awards_.row()));
      CAIRN_CHECK(read_parts(id, award));
      member.record.awards.push_back(std::move(award));
      CAIRN_CHECK(awards_.step());
    }
    most_awards_ = std::max(most_awards_, member.record.awards.size());
    CAIRN_CHECK(read_particulars(id, member.record));
    CAIRN_CHECK(read_outcomes(id, member.record));
    CAIRN_CHECK(person_.step());
    return member;
  }

 private:
  Reader(Cursor person, Cursor awards, Cursor credits, Cursor roots, Cursor attributes,
         Cursor facts, Cursor exceptions, Cursor entries, Cursor decisions, Date at)
      : person_(std::move(person)),
        awards_(std::move(awards)),
        credits_(std::move(credits)),
        roots_(std::move(roots)),
        attributes_(std::move(attributes)),
        facts_(std::move(facts)),
        exceptions_(std::move(exceptions)),
        entries_(std::move(entries)),
        decisions_(std::move(decisions)),
        at_(at) {}

  Result<void> read_parts(std::string_view person, Award& award) {
    const auto each_row = [&](Cursor& cursor, auto take) -> Result<void> {
      for (;;) {
        CAIRN_TRY(const bool is_there, cursor.reaches(person, award.id.text()));
        if (!is_there) return {};
        CAIRN_CHECK(take(cursor.row()));
        CAIRN_CHECK(cursor.step());
      }
    };
    CAIRN_CHECK(each_row(credits_, [&](const Statement& row) -> Result<void> {
      CAIRN_TRY(credit::Amount amount, amount_of(row.text(2), row.text(3)));
      award.credit.push_back(std::move(amount));
      return {};
    }));
    CAIRN_CHECK(each_row(roots_, [&](const Statement& row) -> Result<void> {
      award.roots.emplace_back(std::string(row.text(2)));
      return {};
    }));
    return each_row(attributes_, [&](const Statement& row) -> Result<void> {
      award.attributes.push_back({std::string(row.text(2)), std::string(row.text(3))});
      return {};
    });
  }

  // Persons without an award have rows here, too, which are read for the sake of those after.
  Result<void> read_particulars(std::string_view person, learning::Record& record) {
    while (facts_.is_of(person)) {
      record.facts.push_back(read_fact(facts_.row()));
      CAIRN_CHECK(facts_.step());
    }
    while (exceptions_.is_of(person)) {
      CAIRN_TRY(auto exception, read_exception(exceptions_.row()));
      record.exceptions.push_back(std::move(exception));
      CAIRN_CHECK(exceptions_.step());
    }
    while (entries_.is_of(person)) {
      CAIRN_TRY(auto entry, read_entry(entries_.row()));
      record.entries.push_back(std::move(entry));
      CAIRN_CHECK(entries_.step());
    }
    return {};
  }

  // What was granted with an award goes when that leaves the portfolio.
  Result<void> read_outcomes(std::string_view person, learning::Record& record) {
    std::vector<recognition::Decision> decisions;
    while (decisions_.is_of(person)) {
      CAIRN_TRY(recognition::Decision decision, read_decision(decisions_.row()));
      if (!recognition::makes_award(decision.kind) ||
          std::ranges::find(record.awards, decision.view.id, &Award::id) != record.awards.end())
        decisions.push_back(std::move(decision));
      CAIRN_CHECK(decisions_.step());
    }
    recognition::add_outcomes(std::move(decisions), at_, record);
    return {};
  }

  Cursor person_;
  Cursor awards_;
  Cursor credits_;
  Cursor roots_;
  Cursor attributes_;
  Cursor facts_;
  Cursor exceptions_;
  Cursor entries_;
  Cursor decisions_;
  Date at_;
  std::size_t most_awards_ = 0;  ///< of one person so far: what the next may have
};

class SqlChunk final : public Chunk {
 public:
  SqlChunk(Database& database, Persons persons, Date at)
      : database_(database), persons_(std::move(persons)), at_(at) {}

  Result<void> each(const std::function<Result<void>(const Member&)>& visit) const override {
    return database_.read([&](Connection& connection) -> Result<void> {
      CAIRN_TRY(Reader reader, Reader::open(connection, persons_, at_));
      while (reader.has_person()) {
        CAIRN_TRY(const Member member, reader.read());
        if (!member.record.awards.empty()) CAIRN_CHECK(visit(member));
      }
      return {};
    });
  }

 private:
  Database& database_;
  Persons persons_;
  Date at_;
};

class SqlPopulation final : public simulation::Population {
 public:
  SqlPopulation(std::unique_ptr<Database> database, std::string identity, Date at)
      : database_(std::move(database)), identity_(std::move(identity)), at_(at) {}

  Result<std::unique_ptr<Chunk>> next() override {
    std::string last;
    CAIRN_CHECK(database_->read([&](Connection& connection) {
      return for_each(connection,
                      "SELECT max(tenant_id) FROM (SELECT tenant_id FROM persons"
                      " WHERE tenant_id > $1 ORDER BY tenant_id LIMIT $2) AS page",
                      {after_, static_cast<std::int64_t>(Chunk::kMembersMax)},
                      [&](const Statement& row) {
                        if (!row.is_null(0)) last = row.text(0);
                        return Result<void>();
                      });
    }));
    if (last.empty()) return std::unique_ptr<Chunk>();
    Persons persons{std::exchange(after_, last), last};
    return std::unique_ptr<Chunk>(std::make_unique<SqlChunk>(*database_, std::move(persons), at_));
  }

  std::string position() const override { return "after " + after_; }

  Result<void> go_to(const std::string& position) override {
    constexpr std::string_view kAfter = "after ";
    if (!position.starts_with(kAfter)) return invalid("no position in a store", position);
    after_ = position.substr(kAfter.size());
    return {};
  }

  std::string identity() const override { return identity_; }

 private:
  std::unique_ptr<Database> database_;
  std::string identity_;
  Date at_;
  std::string after_;
};

}  // namespace

std::unique_ptr<simulation::Population> population_of(std::unique_ptr<Database> database,
                                                      std::string identity, Date at) {
  return std::make_unique<SqlPopulation>(std::move(database), std::move(identity), at);
}

}  // namespace cairn::sql
