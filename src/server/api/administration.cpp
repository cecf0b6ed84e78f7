// Publishing, the journal, and what watches the program.
#include <fmt/format.h>

#include <array>

#include "app/catalogue/import.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "server/api/operations.h"
#include "server/api/paging.h"
#include "server/router/problem.h"

namespace cairn::server {
namespace {

Result<Response> publish(const Api& api, const Call& call) {
  bool yaml = call.request.header("content-type").find("yaml") != std::string_view::npos;
  const documents::NamedText file{yaml ? "catalogue.yaml" : "catalogue.json", call.request.body};
  catalogue::ImportRequest request{std::span(&file, 1), call.person->id.text(),
                                   catalogue::People::refused};
  CAIRN_TRY(auto report, catalogue::import_catalogue({api.store, api.clock, api.random}, request));
  CAIRN_TRY(auto snapshot, catalogue::load_snapshot(api.store));
  api.published.publish(std::move(snapshot));
  auto failures = portfolio::recognise_everybody(api.portfolio);
  json::Writer out;
  out.begin_object()
      .member("added", report.added)
      .member("changed", report.changed)
      .member("unchanged", report.unchanged);
  out.key("warnings").begin_array();
  for (const Error& failure : failures) out.string(describe(failure));
  out.end_array().end_object();
  return json_response(out.take());
}

void write_entry(json::Writer& out, const store::JournalEntry& entry) {
  out.begin_object().member("id", entry.id).member("at", entry.at.to_string());
  out.member("actor", entry.actor).member("action", entry.action).member("subject", entry.subject);
  if (auto detail = json::read(entry.detail)) out.member("detail", detail->root());
  out.end_object();
}

Result<Response> journal(const Api& api, const Call& call) {
  CAIRN_TRY(int limit, call.integer("limit", 1, kPageMax, kPageDefault));
  std::vector<store::JournalEntry> entries;
  CAIRN_CHECK(api.store.read([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(entries, repositories.journal().page(call.optional("cursor"), limit + 1));
    return {};
  }));
  bool more = entries.size() > static_cast<std::size_t>(limit);
  if (more) entries.pop_back();
  json::Writer out;
  out.begin_object().key("items").begin_array();
  for (const store::JournalEntry& entry : entries) write_entry(out, entry);
  out.end_array();
  if (more) out.member("next", entries.back().id);
  out.end_object();
  return json_response(out.take());
}

Response plain_text(std::string text) {
  return {200, {{"content-type", "text/plain; charset=utf-8"}}, std::move(text)};
}

Result<Response> readiness(const Api& api) {
  CAIRN_CHECK(api.store.read([](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(auto ignored, repositories.facts().get("demonstration"));
    (void)ignored;
    return {};
  }));
  return plain_text("ready\n");
}

Response metrics(const Api& api) {
  auto snapshot = api.published.snapshot();
  return plain_text(
      fmt::format("# TYPE cairn_achievements gauge\ncairn_achievements {}\n"
                  "# TYPE cairn_agreements gauge\ncairn_agreements {}\n",
                  snapshot->catalogue().achievements.size(), snapshot->agreements().size()));
}

}  // namespace

void add_administration_operations(Operations& operations, const Api& api) {
  operations["importCatalogue"] = [api](const Call& call) { return publish(api, call); };
  operations["getJournal"] = [api](const Call& call) { return journal(api, call); };
  operations["getHealth"] = [](const Call&) -> Result<Response> { return plain_text("ok\n"); };
  operations["getReadiness"] = [api](const Call&) { return readiness(api); };
  operations["getMetrics"] = [api](const Call&) -> Result<Response> { return metrics(api); };
}

}  // namespace cairn::server
