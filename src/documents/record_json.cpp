#include "documents/record_json.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "documents/attribute_json.h"
#include "documents/grade_json.h"
#include "documents/kinds_json.h"
#include "domain/learning/roots.h"

namespace cairn::documents {
namespace {

using learning::Award;
using learning::AwardStatus;
using learning::FactStatement;
using requirement::Exception;

constexpr Word<AwardStatus> kStatuses[] = {
    {"earned", AwardStatus::earned},   {"in-progress", AwardStatus::in_progress},
    {"planned", AwardStatus::planned}, {"recognised", AwardStatus::recognised},
    {"revoked", AwardStatus::revoked},
};

constexpr Word<Exception::Kind> kExceptionKinds[] = {
    {"waive", Exception::Kind::waive},   {"substitute", Exception::Kind::substitute},
    {"force", Exception::Kind::force},   {"block", Exception::Kind::block},
    {"adjust", Exception::Kind::adjust},
};

AwardOrigin read_origin(Fields& fields, AwardStatus status) {
  const AwardOrigin origin = fields.choice_or("origin", kOrigins, AwardOrigin::study);
  if (fields.has("origin") && status == AwardStatus::recognised)
    fields.refuse("origin", "a recognised award comes from recognition; leave \"origin\" out");
  if (origin == AwardOrigin::recognition)
    fields.refuse("origin", "an award that comes from recognition has the status \"recognised\"");
  return origin;
}

Result<Award> read_award(const json::Value& value, const Source& source) {
  Fields fields(value, source, "an award");
  Award award;
  award.id = fields.id<AwardId>("id");
  award.status = fields.choice("status", kStatuses);
  // Recognised awards may be unspecified credit, of no achievement.
  award.achievement = award.status == AwardStatus::recognised
                          ? fields.optional_id<AchievementId>("achievement")
                          : fields.id<AchievementId>("achievement");
  award.version = fields.integer_or("version", {1, std::numeric_limits<int>::max()}, 1);
  award.organization = fields.id<OrganizationId>("organization");
  award.origin = read_origin(fields, award.status);
  award.credit = read_credit_list(fields);
  award.grade = fields.optional_nested("grade", read_grade);
  award.awarded = fields.date("awarded");
  award.expires = fields.optional_date("expires");
  award.roots = fields.id_list<AwardId>("roots");
  award.source = fields.optional_text("source");
  award.assessment = fields.optional_text("assessment");
  award.term = fields.optional_text("term");
  award.attributes = read_attributes(fields);
  std::ranges::sort(award.roots);
  if (std::ranges::adjacent_find(award.roots) != award.roots.end())
    fields.refuse("roots", "a root is named twice");
  CAIRN_CHECK(fields.finish());
  return award;
}

Result<FactStatement> read_fact_statement(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a fact");
  FactStatement fact;
  fact.name = fields.text("name");
  fact.value = fields.text("value");
  CAIRN_CHECK(fields.finish());
  return fact;
}

Result<learning::Entry> read_entry(const json::Value& value, const Source& source) {
  Fields fields(value, source, "an entry");
  learning::Entry entry;
  entry.achievement = fields.id<AchievementId>("achievement");
  entry.on = fields.date("on");
  entry.version = fields.optional_integer("version", {1, std::numeric_limits<int>::max()});
  CAIRN_CHECK(fields.finish());
  return entry;
}

// What belongs to one kind of exception is there exactly with that kind.
void read_change(Exception& exception, Fields& fields) {
  const bool names_award =
      exception.kind != Exception::Kind::waive && exception.kind != Exception::Kind::adjust;
  if (names_award)
    exception.award = fields.id<AwardId>("award");
  else if (fields.has("award"))
    fields.refuse("award", "\"award\" belongs to the kinds substitute, force and block");
  if (exception.kind == Exception::Kind::adjust)
    exception.value = fields.exact_number("value");
  else if (fields.has("value"))
    fields.refuse("value", "\"value\" belongs to the kind adjust");
}

Result<Exception> read_exception(const json::Value& value, const Source& source) {
  Fields fields(value, source, "an exception");
  Exception exception;
  exception.id = fields.id<requirement::ExceptionId>("id");
  exception.kind = fields.choice("kind", kExceptionKinds);
  exception.node = fields.id<NodeId>("node");
  read_change(exception, fields);
  exception.author = fields.text("author");
  exception.reason = fields.text("reason");
  exception.evidence = fields.optional_text("evidence");
  exception.from = fields.date("from");
  exception.until = fields.optional_date("until");
  if (exception.until && *exception.until < exception.from)
    fields.refuse("until", "\"until\" is before \"from\"");
  CAIRN_CHECK(fields.finish());
  return exception;
}

// Refuses the first name, in their order, that two of a list have.
template <class Things, class Name>
void refuse_repeated(Fields& fields, std::string_view key, const Things& things, Name name_of) {
  std::vector<std::string> names;
  for (const auto& thing : things) names.push_back(name_of(thing));
  std::ranges::sort(names);
  if (const auto same = std::ranges::adjacent_find(names); same != names.end())
    fields.refuse(key, "\"" + *same + "\" occurs twice in \"" + std::string(key) + "\"");
}

void refuse_unknown_award(Fields& fields, const learning::Record& record) {
  for (const Exception& exception : record.exceptions)
    if (!exception.award.empty() &&
        std::ranges::find(record.awards, exception.award, &Award::id) == record.awards.end())
      fields.refuse("exceptions", "the exception \"" + exception.id.text() +
                                      "\" names the award \"" + exception.award.text() +
                                      "\", which is not in the record");
}

void resolve_roots(Fields& fields, std::vector<Award>& awards) {
  if (const auto resolved = learning::stand_on_originals(awards); !resolved)
    fields.refuse("awards", resolved.error().message);
}

// What stands beside the awards of `record`, which are read already.
void read_rest(Fields& fields, learning::Record& record) {
  record.facts = fields.list("facts", read_fact_statement);
  record.exceptions = fields.list("exceptions", read_exception);
  record.entries = fields.list("entries", read_entry);
  refuse_repeated(fields, "facts", record.facts,
                  [](const FactStatement& fact) { return fact.name; });
  refuse_repeated(fields, "exceptions", record.exceptions,
                  [](const Exception& exception) { return exception.id.text(); });
  refuse_repeated(fields, "entries", record.entries,
                  [](const learning::Entry& entry) { return entry.achievement.text(); });
  refuse_unknown_award(fields, record);
}

void write_entry(json::Writer& writer, const learning::Entry& entry) {
  writer.begin_object().member("achievement", entry.achievement.text());
  writer.member("on", entry.on.to_string());
  if (entry.version) writer.member("version", *entry.version);
  writer.end_object();
}

template <class Thing>
void write_list(json::Writer& writer, std::string_view key, const std::vector<Thing>& things,
                void (*write)(json::Writer&, const Thing&)) {
  writer.key(key).begin_array();
  for (const Thing& thing : things) write(writer, thing);
  writer.end_array();
}

// Of a record or of particulars: what stands beside awards.
template <class Holder>
void write_rest(json::Writer& writer, const Holder& holder) {
  write_list(writer, "facts", holder.facts, write_fact_statement);
  write_list(writer, "exceptions", holder.exceptions, write_exception);
  write_list(writer, "entries", holder.entries, write_entry);
}

}  // namespace

Result<learning::Record> read_record(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a record");
  learning::Record record;
  if (!fields.has("awards")) fields.refuse("awards", "a record needs \"awards\"");
  record.awards = fields.list("awards", read_award);
  refuse_repeated(fields, "awards", record.awards,
                  [](const Award& award) { return award.id.text(); });
  resolve_roots(fields, record.awards);
  read_rest(fields, record);
  CAIRN_CHECK(fields.finish());
  return record;
}

Result<learning::Particulars> read_particulars(const json::Value& value, const Source& source,
                                               std::vector<Award> awards) {
  Fields fields(value, source, "what a record holds besides awards");
  learning::Record record{.awards = std::move(awards)};
  read_rest(fields, record);
  CAIRN_CHECK(fields.finish());
  return learning::Particulars{std::move(record.facts), std::move(record.exceptions),
                               std::move(record.entries)};
}

void write_record(json::Writer& writer, const learning::Record& record) {
  writer.begin_object();
  write_list(writer, "awards", record.awards, write_award);
  write_rest(writer, record);
  writer.end_object();
}

void write_particulars(json::Writer& writer, const learning::Particulars& particulars) {
  writer.begin_object();
  write_rest(writer, particulars);
  writer.end_object();
}

void write_award(json::Writer& writer, const Award& award) {
  writer.begin_object().member("id", award.id.text());
  if (!award.achievement.empty()) writer.member("achievement", award.achievement.text());
  writer.member("version", award.version).member("organization", award.organization.text());
  writer.member("status", word_for(kStatuses, award.status));
  if (award.status != AwardStatus::recognised && award.origin != AwardOrigin::study)
    writer.member("origin", word_for(kOrigins, award.origin));
  write_amounts(writer.key("credit"), award.credit);
  if (award.grade) write_grade(writer.key("grade"), *award.grade);
  writer.member("awarded", award.awarded.to_string());
  if (award.expires) writer.member("expires", award.expires->to_string());
  if (!award.roots.empty()) {
    writer.key("roots").begin_array();
    for (const AwardId& root : award.roots) writer.string(root.text());
    writer.end_array();
  }
  if (!award.source.empty()) writer.member("source", award.source);
  if (!award.assessment.empty()) writer.member("assessment", award.assessment);
  if (!award.term.empty()) writer.member("term", award.term);
  if (!award.attributes.empty()) write_attributes(writer.key("attributes"), award.attributes);
  writer.end_object();
}

std::string_view word_of(Exception::Kind kind) { return word_for(kExceptionKinds, kind); }

void write_exception(json::Writer& writer, const Exception& exception) {
  writer.begin_object().member("id", exception.id.text());
  writer.member("kind", word_for(kExceptionKinds, exception.kind));
  writer.member("node", exception.node.text());
  if (!exception.award.empty()) writer.member("award", exception.award.text());
  if (exception.kind == Exception::Kind::adjust)
    writer.member("value", exception.value.to_string());
  writer.member("author", exception.author).member("reason", exception.reason);
  if (!exception.evidence.empty()) writer.member("evidence", exception.evidence);
  writer.member("from", exception.from.to_string());
  if (exception.until) writer.member("until", exception.until->to_string());
  writer.end_object();
}

void write_fact_statement(json::Writer& writer, const FactStatement& fact) {
  writer.begin_object().member("name", fact.name).member("value", fact.value).end_object();
}

}  // namespace cairn::documents
