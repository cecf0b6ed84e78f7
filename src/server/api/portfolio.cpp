// Verification and the portfolio.
#include "app/portfolio/portfolio.h"

#include <algorithm>

#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "server/api/idempotency.h"
#include "server/api/operations.h"
#include "server/api/present.h"
#include "server/router/problem.h"

namespace cairn::server {
namespace {

constexpr std::size_t kFileBytesMax = 5 * 1024 * 1024;
constexpr json::Limits kIdentifiersLimits{16 * 1024, 4, 64};

/// JSON text made by a presenter, as a value to write inside another document.
class Part {
 public:
  explicit Part(const std::string& text) : document_(json::read(text)) {
    CAIRN_ASSERT(document_.has_value());
  }
  const json::Value& value() const { return document_->root(); }

 private:
  Result<json::Document> document_;
};

Result<void> check_size(const Call& call) {
  if (call.request.body.empty())
    return invalid("the file is empty; send the credential as JSON, PNG or SVG", "body");
  if (call.request.body.size() > kFileBytesMax)
    return exhausted("a credential file has at most 5 MB", "body");
  return {};
}

/// The language of the sentences: what the request asks for first, else the person's own.
std::string language_of(const Call& call) {
  std::string_view asked = call.request.header("accept-language").substr(0, 2);
  if (asked.empty() && call.person) return call.person->language;
  return std::string(asked);
}

/// What the signed-in learner stated about themselves.
Result<std::vector<std::string>> own_identifiers(const Api& api, const Call& call) {
  if (!call.person) return std::vector<std::string>();
  return portfolio::identifiers(api.portfolio, call.person->id);
}

Result<Response> verify_file(const Api& api, const Call& call) {
  CAIRN_CHECK(check_size(call));
  const std::string language = language_of(call);
  CAIRN_TRY(auto recipients, own_identifiers(api, call));
  CAIRN_TRY(auto checked,
            portfolio::check(api.portfolio, {call.request.body, language, std::move(recipients)}));
  return json_response(report_json(checked));
}

void write_proposals(Presenter& present, json::Writer& out,
                     const std::vector<recognition::Proposal>& proposals, const AwardId& award) {
  out.key("proposals").begin_array();
  for (const recognition::Proposal& proposal : proposals) {
    const auto& from = proposal.decision.from;
    if (!award.empty() && std::find(from.begin(), from.end(), award) == from.end()) continue;
    present.proposal(proposal);
  }
  out.end_array();
}

Response refused(const portfolio::Addition& addition) {
  bool genuine = addition.checked.report.verdict == verification::Verdict::valid;
  Part report(report_json(addition.checked));
  return problem(
      invalid(genuine
                  ? "the credential is genuine, but carries no Open Badges 3.0 achievement"
                  : "the credential is not valid; the report says what is wrong and what to do"),
      422, [&](json::Writer& out) { out.member("report", report.value()); });
}

Result<Response> add(const Api& api, const Call& call) {
  CAIRN_CHECK(check_size(call));
  CAIRN_TRY(auto recipients, own_identifiers(api, call));
  CAIRN_TRY(auto addition,
            portfolio::add(api.portfolio, call.person->id,
                           {call.request.body, language_of(call), std::move(recipients)}));
  if (addition.outcome == portfolio::AddOutcome::refused) return refused(addition);
  bool added = addition.outcome == portfolio::AddOutcome::added;
  CAIRN_TRY(auto kept, portfolio::read(api.portfolio, call.person->id));
  Part report(report_json(addition.checked));
  json::Writer out;
  Presenter present(out, *kept.snapshot);
  out.begin_object().member("added", added).key("award");
  auto item = std::find_if(kept.items.begin(), kept.items.end(), [&](const portfolio::Item& each) {
    return each.kept.award.id == addition.award;
  });
  // Taken out again between the two: the report still stands.
  if (item == kept.items.end()) return not_found("the award was removed meanwhile", "awardId");
  present.portfolio_item(*item);
  out.member("report", report.value());
  write_proposals(present, out, kept.proposals, addition.award);
  out.end_object();
  return json_response(out.take(), added ? 201 : 200);
}

void write_identifiers(json::Writer& out, const std::vector<std::string>& identifiers) {
  out.key("identifiers").begin_array();
  for (const std::string& identifier : identifiers) out.string(identifier);
  out.end_array();
}

Result<Response> read(const Api& api, const Call& call) {
  CAIRN_TRY(auto kept, portfolio::read(api.portfolio, call.person->id));
  json::Writer out;
  Presenter present(out, *kept.snapshot);
  out.begin_object().key("awards").begin_array();
  for (const portfolio::Item& item : kept.items) present.portfolio_item(item);
  out.end_array();
  write_proposals(present, out, kept.proposals, AwardId());
  write_identifiers(out, kept.identifiers);
  out.end_object();
  return json_response(out.take());
}

Result<Response> state_identifiers(const Api& api, const Call& call) {
  CAIRN_TRY(const json::Document body, json::read(call.request.body, kIdentifiersLimits));
  const json::Value* stated = body.root().find("identifiers");
  if (stated == nullptr || !stated->is_array())
    return invalid("expected a list of texts", "/identifiers");
  std::vector<std::string> identifiers;
  for (const json::Value& each : stated->items()) {
    if (!each.is_string()) return invalid("expected a list of texts", "/identifiers");
    identifiers.emplace_back(each.string());
  }
  CAIRN_CHECK(portfolio::state_identifiers(api.portfolio, call.person->id, std::move(identifiers)));
  return read(api, call);
}

AwardId award_of(const Call& call) { return AwardId(call.path.find("awardId")->second); }

Result<Response> remove(const Api& api, const Call& call) {
  CAIRN_CHECK(portfolio::remove(api.portfolio, call.person->id, award_of(call)));
  return Response{204, {}, ""};
}

Result<Response> restore(const Api& api, const Call& call) {
  AwardId award = award_of(call);
  CAIRN_CHECK(portfolio::restore(api.portfolio, call.person->id, award));
  CAIRN_TRY(auto kept, portfolio::read(api.portfolio, call.person->id));
  for (const portfolio::Item& item : kept.items) {
    if (item.kept.award.id != award) continue;
    json::Writer out;
    Presenter(out, *kept.snapshot).portfolio_item(item);
    return json_response(out.take());
  }
  return not_found("the award was removed meanwhile", "awardId");
}

Result<Response> accept(const Api& api, const Call& call) {
  DecisionId proposal(call.path.find("proposalId")->second);
  CAIRN_TRY(auto decision, portfolio::accept(api.portfolio, call.person->id, proposal));
  json::Writer out;
  Presenter(out, *api.published.snapshot()).decision(decision);
  return json_response(out.take());
}

}  // namespace

void add_portfolio_operations(Operations& operations, const Api& api) {
  operations["verifyFile"] = [api](const Call& call) { return verify_file(api, call); };
  operations["getPortfolio"] = [api](const Call& call) { return read(api, call); };
  operations["addToPortfolio"] =
      done_once(api, "addToPortfolio", [api](const Call& call) { return add(api, call); });
  operations["stateIdentifiers"] = [api](const Call& call) { return state_identifiers(api, call); };
  operations["removeFromPortfolio"] = [api](const Call& call) { return remove(api, call); };
  operations["restoreToPortfolio"] =
      done_once(api, "restoreToPortfolio", [api](const Call& call) { return restore(api, call); });
  operations["acceptProposal"] =
      done_once(api, "acceptProposal", [api](const Call& call) { return accept(api, call); });
}

}  // namespace cairn::server
