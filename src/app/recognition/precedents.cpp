#include "app/recognition/precedents.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "app/catalogue/import.h"
#include "app/store/learners.h"
#include "documents/agreement_json.h"
#include "documents/fields.h"
#include "documents/precedent_json.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"

namespace cairn::recognising {
namespace {

using recognition::Precedent;

constexpr json::Limits kRulingLimits{16 * 1024, 8, 1024};

/// What the officer states; the rest of the precedent follows from it.
struct Stated {
  std::string learner;  ///< handle
  AwardId award;
  std::string explanation;
  Precedent precedent;  ///< with its receiver, its answer and its reason
};

Result<Stated> read_stated(std::string_view text) {
  CAIRN_TRY(const json::Document document, json::read(text, kRulingLimits));
  const documents::Source source{{}, text};
  documents::Fields fields(document.root(), source, "a ruling");
  Stated made;
  made.learner = fields.text("person");
  made.award = fields.id<AwardId>("award");
  made.precedent.receiver = fields.id<OrganizationId>("receiver");
  made.precedent.grant = fields.optional_nested("grant", documents::read_grant);
  if (fields.flag("refused") == made.precedent.grant.has_value())
    fields.refuse("refused", "a ruling has a \"grant\", or \"refused\": true");
  made.precedent.reason = fields.text("reason");
  made.explanation = fields.optional_text("explanation");
  CAIRN_CHECK(fields.finish());
  return made;
}

Result<learning::Award> find_award(store::Store& store, const Stated& stated) {
  learning::Award award;
  CAIRN_CHECK(store.read([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(const auto learner, store::learner_named(repositories, stated.learner));
    CAIRN_TRY(const auto kept, repositories.portfolios().find(learner.id, stated.award));
    if (!kept || kept->removed)
      return not_found("there is no such award in the learner's portfolio", "award");
    award = kept->award;
    return {};
  }));
  if (award.status != learning::AwardStatus::earned)
    return Error{ErrorCode::conflict, "only what was earned can be ruled on", "award"};
  return award;
}

/// Gives it its facts, and what they rest on: an award that nobody signed is confirmed by who
/// rules.
void add_facts(const learning::Award& award, const catalogue::Snapshot& snapshot,
               const store::Person& officer, Precedent& precedent) {
  precedent.facts = recognition::facts_of(award, snapshot.achievement(award.achievement));
  if (!recognition::is_stated(award)) return;
  precedent.basis = recognition::Basis::stated;
  precedent.confirmed_by = officer.name;
}

/// The receiver, the day, and which of that day: in the order in which they were decided. Of two
/// rulings at once the second is refused, since what was decided does not change.
recognition::PrecedentId next_id(const catalogue::Snapshot& snapshot, const Precedent& made) {
  const auto before = std::ranges::count_if(snapshot.precedents(), [&](const Precedent& each) {
    return each.receiver == made.receiver && each.decided == made.decided;
  });
  return recognition::PrecedentId(
      fmt::format("{}/{}/{:04}", made.receiver.text(), made.decided.to_string(), before + 1));
}

Result<void> publish(const PrecedentPorts& ports, const store::Person& officer,
                     const Precedent& precedent) {
  json::Writer document;
  document.begin_object().key("precedents").begin_array();
  documents::write_precedent(document, precedent);
  document.end_array().end_object();
  const documents::NamedText file{"precedent.json", document.take()};
  CAIRN_CHECK(catalogue::import_catalogue({ports.store, ports.clock, ports.random},
                                          {std::span(&file, 1), officer.id.text()}));
  CAIRN_TRY(auto snapshot, catalogue::load_snapshot(ports.store));
  ports.published.publish(std::move(snapshot));
  return {};
}

}  // namespace

Result<Precedent> rule(const PrecedentPorts& ports, const Ruling& ruling) {
  CAIRN_TRY(Stated stated, read_stated(ruling.json));
  CAIRN_TRY(const learning::Award award, find_award(ports.store, stated));
  const auto snapshot = ports.published.snapshot();
  Precedent& made = stated.precedent;
  add_facts(award, *snapshot, ruling.officer, made);
  made.decided = ports.clock.now().utc_date();
  made.decided_by = ruling.officer.name;
  made.id = next_id(*snapshot, made);
  const Precedent* last =
      recognition::find_answer(snapshot->network().precedents(made.facts.achievement),
                               made.receiver, made.facts, made.decided);
  if (last != nullptr && recognition::same_answer(*last, made)) return *last;
  if (last != nullptr) {
    if (stated.explanation.empty())
      return Error{ErrorCode::conflict,
                   "on " + last->decided.to_string() + " \"" + made.receiver.text() +
                       "\" answered otherwise on the same facts (" + last->id.text() +
                       "); say in \"explanation\" why it differs",
                   "explanation"};
    made.deviates = recognition::Deviation{last->id, stated.explanation};
  }
  CAIRN_CHECK(publish(ports, ruling.officer, made));
  return std::move(made);
}

}  // namespace cairn::recognising
