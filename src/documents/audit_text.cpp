#include "documents/audit_text.h"

#include <algorithm>
#include <utility>

#include "documents/audit_json.h"
#include "documents/filter_text.h"
#include "documents/record_json.h"
#include "documents/requirement_text.h"

namespace cairn::documents {
namespace {

using audit::NodeKind;

std::vector<std::string> texts_of(const std::vector<AwardId>& awards) {
  std::vector<std::string> texts;
  for (const AwardId& award : awards) texts.push_back(award.text());
  return texts;
}

// What is missing of such a node is a number of something; of others it is all or nothing.
bool is_counted(NodeKind kind) {
  return kind == NodeKind::hours || kind == NodeKind::awards || kind == NodeKind::points ||
         kind == NodeKind::applied || kind == NodeKind::distinct;
}

// Nothing where no grade was looked at. (A mean of zero points is told no better.)
std::optional<Rational> mean_before(const audit::ProgrammeNode& node, const Rational& lacking) {
  if (node.kind != NodeKind::average || lacking <= Rational(0)) return std::nullopt;
  const auto mean =
      node.less_is_better ? add(node.minimum, lacking) : subtract(node.minimum, lacking);
  return mean && !mean->is_zero() ? std::optional(*mean) : std::nullopt;
}

bool shows_progress(NodeKind kind) {
  return kind != NodeKind::holds && kind != NodeKind::fact && kind != NodeKind::when &&
         kind != NodeKind::same;
}

bool begins_with_nodes(audit::ReasonCode code) {
  using audit::ReasonCode;
  return code == ReasonCode::conflict || code == ReasonCode::limit_conflict ||
         code == ReasonCode::wide_conflict || code == ReasonCode::unexplained;
}

}  // namespace

requirement::Filter asking_for(const audit::Stated& stated) {
  requirement::Filter filter;
  filter.grade = stated.grade;
  if (!stated.assessment.empty()) filter.assessments = {stated.assessment};
  for (const requirement::Attribute& each : stated.attributes)
    filter.attributes.push_back(
        {each.name, each.value.empty() ? std::vector<std::string>() : std::vector{each.value}, {}});
  if (stated.origin != AwardOrigin::study) filter.origins = {stated.origin};
  return filter;
}

std::string distance_text(const audit::Distance& distance, const Names& names,
                          const Phrases& words) {
  std::string parts =
      words.say("parts", Rational(distance.missing), {{"count", std::to_string(distance.missing)}});
  if (distance.system.empty() || distance.credit.is_zero()) return parts;
  const credit::Amount credit{distance.credit, distance.system};
  return words.list("list.and", std::vector{parts, quantity_text(credit, names, words)});
}

std::string MissingText::of(const audit::Missing& missing) const {
  const audit::ProgrammeNode& node = programme_.nodes()[static_cast<std::size_t>(missing.node)];
  const std::string rule = rules_.rule(programme_.tree(), missing.node);
  if (const auto mean = mean_before(node, missing.amount))
    return phrases_.say("missing.mean",
                        {{"mean", number_text(*mean)}, {"rule", rule}, {"node", node.id.text()}});
  std::string amount;
  if (missing.credit)
    amount = quantity_text(*missing.credit, names_, words_);
  else if (is_counted(node.kind) && missing.amount > Rational(0))  // or there is too much
    amount = number_text(missing.amount);
  return phrases_.say(amount.empty() ? "missing" : "missing.amount",
                      {{"amount", amount}, {"rule", rule}, {"node", node.id.text()}});
}

// "Charts (3 ECTS credits) with the grade B or better on the letter scale".
std::string MissingText::further_award(const audit::Alternative& alternative) const {
  std::string text = names_.of(alternative.achievement);
  if (alternative.credit)
    text = phrases_.say(
        "award.credit",
        {{"achievement", text}, {"credit", quantity_text(*alternative.credit, names_, words_)}});
  return text + filter_text(asking_for(alternative.stated), names_, words_);
}

std::vector<std::string> MissingText::outlook(const audit::Missing& missing,
                                              const audit::Outlook& outlook) const {
  std::vector<std::string> lines;
  if (outlook.is_out_of_reach) lines.push_back(phrases_.say("out_of_reach"));
  for (const audit::Alternative& each : outlook.nearest) {
    std::string award = further_award(each);
    if (each.place != missing.node)
      award = phrases_.say(
          "alternative.place",
          {{"award", award},
           {"node", programme_.nodes()[static_cast<std::size_t>(each.place)].id.text()}});
    if (each.reaches) {
      lines.push_back(phrases_.say(
          "alternative.step",
          {{"award", award},
           {"have", number_text(*each.reaches)},
           {"need",
            number_text(programme_.nodes()[static_cast<std::size_t>(each.place)].minimum)}}));
      continue;
    }
    lines.push_back(each.left.is_zero()
                        ? phrases_.say("alternative.last", {{"award", award}})
                        : phrases_.say("alternative",
                                       {{"award", award},
                                        {"distance", distance_text(each.left, names_, words_)}}));
  }
  return lines;
}

AuditText::AuditText(const audit::Programme& programme, const audit::Audit& audit,
                     const learning::Catalogue& catalogue, std::string_view language,
                     ExceptionsInForce exceptions)
    : programme_(programme),
      audit_(audit),
      catalogue_(catalogue),
      exceptions_(std::move(exceptions)),
      phrases_("audit", language),
      words_("requirement", language),
      names_(catalogue, words_),
      rules_(programme, catalogue, language),
      missing_(programme, catalogue, language) {}

std::string AuditText::status() const {
  return phrases_.say(status_text(audit_.status),
                      {{"goal", names_.of(programme_.goal())},
                       {"distance", distance_text(audit_.distance, names_, words_)}});
}

std::vector<std::string> AuditText::bound() const {
  std::vector<std::string> lines;
  if (audit_.bound != audit_.distance)
    lines.push_back(
        phrases_.say("bound", {{"distance", distance_text(audit_.bound, names_, words_)}}));
  if (audit_.avoided && audit_.avoided->bound != audit_.avoided->weight)
    lines.push_back(
        phrases_.say("bound.avoided", {{"weight", std::to_string(audit_.avoided->weight)},
                                       {"bound", std::to_string(audit_.avoided->bound)}}));
  return lines;
}

std::string AuditText::node(const audit::ProgrammeTree& tree, int index,
                            const audit::NodeResult& result) const {
  const audit::ProgrammeNode& node = tree.nodes()[static_cast<std::size_t>(index)];
  const std::string_view title = node.title.in(phrases_.language());
  std::string text;
  if (!title.empty() && node.kind != NodeKind::holds) text += std::string(title) + ": ";
  text += rules_.rule(tree, index) + progress(tree, index, result);
  if (!result.applied.empty()) text += "  <- " + applied(result);
  return text;
}

std::string AuditText::progress(const audit::ProgrammeTree& tree, int index,
                                const audit::NodeResult& result) const {
  const audit::ProgrammeNode& node = tree.nodes()[static_cast<std::size_t>(index)];
  if (!shows_progress(node.kind) || result.status == audit::NodeStatus::waived) return {};
  if (node.kind == NodeKind::average)
    return result.have.is_zero()
               ? std::string()
               : phrases_.say("progress.mean", {{"mean", number_text(result.have)}});
  return phrases_.say("progress",
                      {{"have", number_text(result.have)}, {"need", number_text(result.need)}});
}

// "charts, statistics (3 of 4 ECTS credits)".
std::string AuditText::applied(const audit::NodeResult& result) const {
  std::vector<std::string> texts;
  for (const AwardId& award : result.applied) {
    const auto piece = std::ranges::find(result.pieces, award, &audit::AppliedPiece::award);
    texts.push_back(
        piece == result.pieces.end()
            ? award.text()
            : phrases_.say(
                  "piece",
                  {{"award", award.text()},
                   {"part", number_text(piece->applied.value)},
                   {"whole", quantity_text(credit::Amount{piece->whole, piece->applied.system},
                                           names_, words_)}}));
  }
  return list(texts);
}

std::vector<std::string> AuditText::exceptions(const NodeId& node) const {
  std::vector<std::string> lines;
  for (const requirement::Exception* each : exceptions_)
    if (each->node == node) lines.push_back(exception(*each));
  return lines;
}

std::string AuditText::exception(const requirement::Exception& exception) const {
  std::string text = phrases_.say("exception." + std::string(word_of(exception.kind)),
                                  {{"award", exception.award.text()},
                                   {"value", number_text(exception.value)},
                                   {"author", exception.author},
                                   {"reason", exception.reason}});
  if (!exception.evidence.empty())
    text = phrases_.say("exception.evidence", {{"text", text}, {"evidence", exception.evidence}});
  if (exception.until)
    text = phrases_.say("exception.until", {{"text", text}, {"day", exception.until->to_string()}});
  return phrases_.say("exception", {{"id", exception.id.text()}, {"text", text}});
}

std::vector<std::string> AuditText::reasons() const {
  std::vector<std::string> lines;
  for (const audit::Reason& each : audit_.reasons) lines.push_back(reason(each));
  return lines;
}

std::string AuditText::reason(const audit::Reason& reason) const {
  const bool nodes_first = begins_with_nodes(reason.code);
  const std::vector<std::string> ids = texts_of(reason.awards);
  const std::string awards = nodes_first ? shortened(ids) : list(ids);
  const std::string nodes = nodes_of(reason);
  const std::string why = phrases_.say("reason." + std::string(word_of(reason.code)));
  const std::string rule = reason.rule.empty()
                               ? std::string()
                               : reason.rule + by_policy(NodeId(reason.rule), catalogue_, words_);
  std::vector<std::string> parts = {awards, why, rule, nodes};
  if (nodes_first) parts = {nodes, why, rule, awards};
  std::erase(parts, std::string());
  return phrases_.list("list.colon", parts);
}

std::string AuditText::nodes_of(const audit::Reason& reason) const {
  std::vector<std::string> ids;
  for (const int node : reason.nodes)
    ids.push_back(programme_.nodes()[static_cast<std::size_t>(node)].id.text());
  return shortened(ids);
}

// "a, b, c, d, e, and 395 more": the whole list stands in the JSON form.
std::string AuditText::shortened(const std::vector<std::string>& items) const {
  constexpr std::size_t kMost = 8;
  constexpr std::size_t kFew = 5;
  if (items.size() <= kMost) return list(items);
  return phrases_.say("reason.more", {{"items", list({items.begin(), items.begin() + kFew})},
                                      {"count", std::to_string(items.size() - kFew)}});
}

std::string AuditText::version(const version::AppliedVersion& version) const {
  return phrases_.say("version",
                      {{"number", std::to_string(version.number)},
                       {"achievement", names_.of(version.achievement)},
                       {"why", phrases_.say("version." + std::string(word_of(version.why)))}});
}

std::string AuditText::moved(const version::MovedException& moved) const {
  return phrases_.say(
      "moved",
      {{"exception", moved.id.text()}, {"from", moved.from.text()}, {"to", moved.to.text()}});
}

std::string AuditText::list(const std::vector<std::string>& items) const {
  return phrases_.list("list.comma", items);
}

}  // namespace cairn::documents
