#include "app/catalogue/import.h"

#include <fmt/format.h>

#include <iterator>
#include <limits>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "app/catalogue/definitions.h"
#include "formats/json/writer.h"

namespace cairn::catalogue {
namespace {

/// What one definition can stand beside: of series other versions of itself, too.
using Key = std::tuple<store::DefinitionKind, std::string, int>;
using Stored = std::map<Key, store::Definition>;

Key key_of(const store::Definition& definition) {
  return {definition.kind, definition.id, is_series(definition.kind) ? definition.version : 0};
}

Stored by_key(std::vector<store::Definition> definitions) {
  Stored stored;
  for (store::Definition& each : definitions) {
    Key key = key_of(each);
    stored.emplace(std::move(key), std::move(each));
  }
  return stored;
}

/// The latest version there is; nullptr without any.
const store::Definition* latest(const Stored& stored, const store::Definition& like) {
  const auto after = stored.upper_bound({like.kind, like.id, std::numeric_limits<int>::max()});
  if (after == stored.begin()) return nullptr;
  const store::Definition& found = std::prev(after)->second;
  return found.kind == like.kind && found.id == like.id ? &found : nullptr;
}

/// The imported files beside what is stored and not replaced by them.
std::vector<documents::NamedText> as_a_whole(std::span<const documents::NamedText> files,
                                             std::span<const store::Definition> imported,
                                             const Stored& stored) {
  std::set<Key> replaced;
  for (const store::Definition& each : imported) replaced.insert(key_of(each));
  std::vector<store::Definition> kept;
  for (const auto& [key, each] : stored)
    if (!replaced.contains(key)) kept.push_back(each);
  std::vector<documents::NamedText> whole(files.begin(), files.end());
  if (!kept.empty()) whole.push_back(join(kept));
  return whole;
}

class Import {
 public:
  Import(const ImportPorts& ports, const ImportRequest& request, store::Repositories& repositories)
      : ports_(ports), request_(request), repositories_(repositories), now_(ports.clock.now()) {}

  Result<ImportReport> run() {
    CAIRN_TRY(auto before, published_definitions(repositories_));
    Stored stored = by_key(std::move(before));
    CAIRN_TRY(auto imported, split(request_.files));
    auto whole = as_a_whole(request_.files, imported, stored);
    CAIRN_TRY(auto document, documents::read_catalogue(whole));
    if (!document.people.empty() && request_.people == People::refused)
      return invalid("people come only with a demonstration; leave the list \"people\" out",
                     "/people");
    for (store::Definition& each : imported) CAIRN_CHECK(add(std::move(each), stored));
    for (const documents::Person& person : document.people) CAIRN_CHECK(add(person));
    CAIRN_CHECK(write_journal());
    return report_;
  }

 private:
  Result<void> add(store::Definition definition, const Stored& stored) {
    const auto found = stored.find(key_of(definition));
    if (found != stored.end() && found->second.digest == definition.digest) {
      ++report_.unchanged;
      return {};
    }
    const store::Definition* before = latest(stored, definition);
    if (before == nullptr) {
      definition.version = std::max(1, definition.version);
      ++report_.added;
      return repositories_.definitions().add(definition, now_);
    }
    const store::Definition& old = *before;
    if (definition.kind == store::DefinitionKind::precedent)
      return Error{ErrorCode::conflict,
                   "what was decided does not change; decide anew, with \"deviates\" where the "
                   "answer is another",
                   definition.id};
    if (definition.version == 0) definition.version = old.version + 1;
    if (definition.version <= old.version)
      return Error{ErrorCode::conflict,
                   fmt::format("version {} is published and cannot change; give the changed "
                               "definition version {}",
                               old.version, old.version + 1),
                   definition.id};
    ++report_.changed;
    return repositories_.definitions().add(definition, now_);
  }

  Result<void> add(const documents::Person& person) {
    CAIRN_TRY(auto there, repositories_.persons().find_by_handle(person.id));
    if (there) return {};
    store::Person added;
    added.id = store::PersonId(new_uuid7(ports_.clock, ports_.random));
    added.handle = person.id;
    added.name = person.name;
    added.role = person.role == documents::PersonRole::administrator ? store::Role::administrator
                                                                     : store::Role::learner;
    if (!person.language.empty()) added.language = person.language;
    if (!person.goal.empty()) added.goal = person.goal;
    added.weekly_hours = person.weekly_hours;
    added.demonstration = true;
    CAIRN_CHECK(repositories_.persons().add(added));
    // Originals before the views that stand on them.
    for (bool views : {false, true})
      for (const learning::Award& award : person.record.awards)
        if (award.roots.empty() != views)
          CAIRN_CHECK(repositories_.portfolios().add(added.id, {award, true, now_, std::nullopt}));
    const learning::Record& record = person.record;
    CAIRN_CHECK(repositories_.particulars().put(added.id,
                                                {record.facts, record.exceptions, record.entries}));
    ++report_.people;
    return {};
  }

  Result<void> write_journal() {
    if (report_.added + report_.changed + report_.people == 0) return {};
    json::Writer detail;
    detail.begin_object()
        .member("added", report_.added)
        .member("changed", report_.changed)
        .member("unchanged", report_.unchanged)
        .end_object();
    return repositories_.journal().append({new_uuid7(ports_.clock, ports_.random), "instance", now_,
                                           request_.actor, "catalogue.import", "catalogue",
                                           detail.take()});
  }

  const ImportPorts& ports_;
  const ImportRequest& request_;
  store::Repositories& repositories_;
  Instant now_;
  ImportReport report_;
};

}  // namespace

Result<ImportReport> import_catalogue(const ImportPorts& ports, const ImportRequest& request) {
  // The document must be readable before it is taken apart.
  for (const documents::NamedText& file : request.files)
    CAIRN_CHECK([&]() -> Result<void> {
      CAIRN_TRY(auto document, documents::read_document(file));
      if (!document.root().is_object())
        return invalid("a catalogue document is one object", file.name);
      for (const auto& [kind, list] : kLists) {
        const json::Value* items = document.root().find(list);
        if (items && !items->is_array())
          return invalid("expected a list", file.name + ": " + std::string(list));
      }
      return {};
    }());
  ImportReport report;
  CAIRN_CHECK(ports.store.write([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(report, Import(ports, request, repositories).run());
    return {};
  }));
  return report;
}

}  // namespace cairn::catalogue
