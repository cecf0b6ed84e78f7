#include "app/verification/renewal.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "app/facts/gathered.h"
#include "app/facts/outside.h"
#include "app/verification/badge_facts.h"
#include "app/verification/messages.h"
#include "formats/json/writer.h"
#include "formats/vc/structure.h"

namespace cairn::verification {
namespace {

bool proof_holds(const Report& report) {
  return std::ranges::any_of(report.checks, [](const CheckReport& check) {
    return check.check == "proof" && check.outcome == Outcome::pass;
  });
}

// What lies at the address, where that is JSON.
std::optional<json::Document> fetched_from(const std::string& url, const facts::Outside& outside) {
  facts::Documents documents;
  outside.gather(
      [&](const facts::Documents& there) {
        return there.contains(url) ? std::vector<std::string>() : std::vector{url};
      },
      documents);
  const auto found = documents.find(url);
  if (found == documents.end()) return std::nullopt;
  return std::move(found->second);
}

}  // namespace

void renew(Report& old, const json::Value& credential, const Question& question,
           const facts::Outside& outside, const Verifier& verifier) {
  if (!old.refresh || old.refresh->type != kRefreshService || !proof_holds(old)) return;
  const auto say = [&](const char* key) {
    old.refresh->message = message_for(key, {{"url", old.refresh->url}}, question.language).text;
  };
  const auto newer = fetched_from(old.refresh->url, outside);
  if (!newer) return say("refresh.unreachable");
  if (vc::issuer_id(newer->root()) != vc::issuer_id(credential)) return say("refresh.foreign");
  const std::string text = json::write(newer->root());
  Question again = question;
  again.file = text;
  again.pick = 0;
  again.log.reset();  // the proof is of the old one
  again.renewal = Renewal::named;
  auto report = verifier.verify(again);
  if (!report) return say("refresh.unreachable");
  say("refresh.renewed");
  old.renewed.push_back(*std::move(report));
}

}  // namespace cairn::verification
