#include "app/facts/outside.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "app/facts/cache.h"
#include "app/facts/gathered.h"
#include "formats/did/identifier.h"
#include "formats/json/reader.h"
#include "formats/rdf/context_store.h"
#include "formats/status/list.h"
#include "formats/vc/status_list.h"
#include "formats/vc/verify.h"

namespace cairn::facts {
namespace {

using Controllers = Cache<did::ControllerDocument>;
using StatusLists = Cache<vc::StatusListFact>;
using JsonDocuments = Cache<json::Document>;

constexpr json::Limits kListLimits = {
    .bytes_max = 8 * 1024 * 1024, .depth_max = 64, .values_max = 50'000};

CacheOptions for_controllers() {
  return {.accept =
              "application/did+json, application/did, application/cid, "
              "application/json;q=0.9, application/ld+json;q=0.9",
          .document_bytes_max = did::kDocumentLimits.bytes_max};
}

CacheOptions for_status_lists() {
  return {.accept =
              "application/vc, application/vc+jwt, application/vc+ld+json;q=0.9, "
              "application/json;q=0.8",
          .document_bytes_max = kListLimits.bytes_max};
}

constexpr json::Limits kPlainLimits = {
    .bytes_max = 1024 * 1024, .depth_max = 32, .values_max = 50'000};

CacheOptions for_documents() {
  return {.accept = "application/ld+json, application/json",
          .document_bytes_max = kPlainLimits.bytes_max};
}

did::Missing missing_of(const Error& error) {
  switch (error.code) {
    case ErrorCode::forbidden:
      return did::Missing::refused;
    case ErrorCode::invalid:
      return did::Missing::malformed;
    case ErrorCode::corrupt:
      return did::Missing::unreadable;
    default:
      return did::Missing::unreachable;
  }
}

Result<Read<did::ControllerDocument>> read_controller(const Fetched& fetched,
                                                      const std::string& id) {
  const auto json = json::read(fetched.body, did::kDocumentLimits);
  // A page for people, or a broken answer: nothing that says anything about this controller.
  if (!json) return Error{ErrorCode::corrupt, "no JSON", id};
  auto document = did::ControllerDocument::parse(json->root(), id);
  // Whatever is wrong with it, it was there and is no document of this controller.
  if (!document) return invalid("not the document of this controller", id);
  return Read<did::ControllerDocument>{*std::move(document), std::nullopt};
}

Instant after(Instant moment, Millis time) { return Instant(moment.time() + time); }

void sort_unique(std::vector<std::string>& texts) {
  std::ranges::sort(texts);
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
}

// Those that a method of a stated document says it belongs to.
std::vector<std::string> owners_of(const std::vector<did::StatedController>& stated) {
  std::vector<std::string> owners;
  for (const did::StatedController& one : stated) {
    if (!one.document) continue;
    for (const auto& [id, listing] : one.document->methods()) {
      if (!listing.method || did::describes_itself(listing.method->controller)) continue;
      const std::string& owner = listing.method->controller;
      const auto known = [&](const did::StatedController& other) { return other.id == owner; };
      if (std::ranges::none_of(stated, known)) owners.push_back(owner);
    }
  }
  sort_unique(owners);
  return owners;
}

}  // namespace

struct Outside::State {
  Controllers controllers;
  StatusLists status_lists;
  JsonDocuments documents;

  const Clock& clock;
  const StoredAges ages;

  State(Fetch& fetch, const Clock& now, const StoredAges& stored)
      : controllers(fetch, now, for_controllers()),
        status_lists(fetch, now, for_status_lists()),
        documents(fetch, now, for_documents()),
        clock(now),
        ages(stored) {}

  std::optional<Instant> good_until(const auto& known, Millis said) const {
    if (!known.stored) return std::nullopt;
    return after(known.fetched, ages.all.value_or(said));
  }

  did::StatedController controller(const std::string& id) {
    const auto url = did::document_url(id);
    if (!url) return {id, nullptr, did::Missing::refused, {}};
    const auto known = controllers.get(
        *url, id, [&](const Fetched& fetched, Instant) { return read_controller(fetched, id); });
    return {id, known.value, known.value ? did::Missing{} : missing_of(known.error), known.fetched,
            good_until(known, ages.keys)};
  }

  // Those that are named, and then those that their keys say they belong to.
  std::vector<did::StatedController> controllers_of(const std::vector<std::string>& ids,
                                                    Instant deadline) {
    std::vector<did::StatedController> stated;
    const auto add = [&](const std::vector<std::string>& named) {
      for (const std::string& id : named)
        if (stated.size() < kControllersMax && !did::describes_itself(id) && clock.now() < deadline)
          stated.push_back(controller(id));
    };
    add(ids);
    add(owners_of(stated));
    return stated;
  }

  Result<Read<vc::StatusListFact>> read_list(const std::string& url, const Fetched& fetched,
                                             Instant now, const rdf::ContextStore& contexts) {
    const auto read = vc::open_status_list(fetched.body, kListLimits);
    vc::StatusListFact fact{url, vc::Code::status_list_malformed, nullptr, now};
    if (read) {
      auto stated = controllers_of(read->needs().controllers, after(clock.now(), kPatience));
      // The list itself grows old; its keys were good when both were stored.
      for (did::StatedController& one : stated) one.good_until.reset();
      const vc::Facts facts{.contexts = contexts, .known_issuers = {}, .controllers = stated};
      fact = vc::read_status_list(url, *read, facts, now);
    }
    const auto ttl = fact.list ? fact.list->ttl : std::nullopt;
    return Read<vc::StatusListFact>{std::move(fact), ttl};
  }

  vc::StatusListFact status_list(const std::string& url, const rdf::ContextStore& contexts) {
    const auto known = status_lists.get(url, {}, [&](const Fetched& fetched, Instant now) {
      return read_list(url, fetched, now, contexts);
    });
    if (!known.value)
      return vc::StatusListFact{url, vc::Code::status_unreachable, nullptr, known.fetched};
    vc::StatusListFact fact = *known.value;
    const auto ttl = fact.list ? fact.list->ttl : std::nullopt;
    fact.good_until = good_until(known, ttl.value_or(ages.status));
    return fact;
  }

  // Nothing when it is not to be had.
  std::optional<DocumentFact> document(const std::string& url, Documents& documents_) {
    const auto known = documents.get(url, {}, [](const Fetched& fetched, Instant) {
      auto json = json::read(fetched.body, kPlainLimits);
      return json ? Result<Read<json::Document>>(Read<json::Document>{*std::move(json), {}})
                  : Result<Read<json::Document>>(std::move(json).error());
    });
    if (!known.value) return std::nullopt;
    documents_.insert_or_assign(url, *known.value);
    return DocumentFact{url, known.fetched, good_until(known, ages.status)};
  }
};

Outside::Outside(Fetch& fetch, const Clock& clock, const StoredAges& ages)
    : state_(std::make_unique<State>(fetch, clock, ages)) {}
Outside::~Outside() = default;

Gathered Outside::gather(const std::vector<vc::FactsNeeded>& needed,
                         const rdf::ContextStore& contexts) const {
  std::vector<std::string> controllers, lists;
  for (const vc::FactsNeeded& each : needed) {
    std::ranges::copy(each.controllers, std::back_inserter(controllers));
    std::ranges::copy(each.status_lists, std::back_inserter(lists));
  }
  sort_unique(controllers);
  sort_unique(lists);
  const Instant deadline = after(state_->clock.now(), kPatience);
  Gathered gathered;
  gathered.controllers = state_->controllers_of(controllers, deadline);
  for (const std::string& url : lists)
    if (gathered.status_lists.size() < kStatusListsMax && state_->clock.now() < deadline)
      gathered.status_lists.push_back(state_->status_list(url, contexts));
  return gathered;
}

std::vector<DocumentFact> Outside::gather(const DocumentsWanted& wanted,
                                          Documents& documents) const {
  const Instant deadline = after(state_->clock.now(), kPatience);
  std::vector<DocumentFact> had;
  std::set<std::string> asked;
  for (bool more = true; more;) {
    more = false;
    for (const std::string& url : wanted(documents)) {
      if (asked.size() >= kDocumentsMax || state_->clock.now() >= deadline) return had;
      if (!asked.insert(url).second) continue;
      if (auto fact = state_->document(url, documents)) {
        had.push_back(*std::move(fact));
        more = true;
      }
    }
  }
  return had;
}

did::StatedController Outside::controller(const std::string& id) const {
  return state_->controller(id);
}

}  // namespace cairn::facts
