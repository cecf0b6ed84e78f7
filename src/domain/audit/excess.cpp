#include "domain/audit/excess.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "domain/audit/candidates.h"
#include "domain/audit/exceptions.h"
#include "domain/audit/model.h"
#include "domain/requirement/exception_scope.h"

namespace cairn::audit {
namespace {

__extension__ using Wide = __int128;

// An amount that is added up with the others.
struct Stated {
  Rational value;
  std::string where;
};

std::vector<Stated> amounts_of(const Programme& programme, const learning::Record& record,
                               Date day) {
  std::vector<Stated> stated;
  for (const ProgrammeNode& node : programme.nodes()) {
    stated.push_back({node.credit, node.id.text()});
    if (node.kind != NodeKind::average && !node.terms.is_share)
      stated.push_back({node.minimum, node.id.text()});
    for (const PointsLine& line : node.lines) stated.push_back({line.points, node.id.text()});
    for (const NodeLimit& limit : node.limits)
      if (!limit.is_share) stated.push_back({limit.at_most, node.id.text()});
  }
  for (const requirement::Exception& each : record.exceptions)
    if (each.kind == requirement::Exception::Kind::adjust && requirement::holds_on(each, day))
      stated.push_back({each.value, "exception \"" + each.id.text() + "\""});
  for (const learning::Award& award : record.awards)
    for (const credit::Amount& amount : award.credit)
      stated.push_back({amount.value, "award \"" + award.id.text() + "\""});
  return stated;
}

Error has_no_denominator(const Stated& amount) {
  return exhausted("the amount " + amount.value.to_string() +
                       " cannot be added up exactly with the others; all amounts need a common "
                       "denominator of at most " +
                       std::to_string(Programme::kDenominatorMax),
                   amount.where);
}

// The first that alone is too finely divided, or else the first that is so beside those before it.
std::optional<Error> too_unequal(const std::vector<Stated>& stated, std::int64_t& common) {
  for (const Stated& each : stated)
    if (each.value.denominator() > Programme::kDenominatorMax) return has_no_denominator(each);
  for (const Stated& each : stated) {
    const std::int64_t factor =
        each.value.denominator() / std::gcd(common, each.value.denominator());
    if (factor > Programme::kDenominatorMax / common) return has_no_denominator(each);
    common *= factor;
  }
  return std::nullopt;
}

std::optional<Error> too_large(const std::vector<Stated>& stated, std::int64_t common) {
  const auto found = std::ranges::find_if(stated, [&](const Stated& each) {
    return Wide{each.value.numerator()} * (common / each.value.denominator()) > Model::kUnitsMax;
  });
  if (found == stated.end()) return std::nullopt;
  std::string message = "the amount " + found->value.to_string() + " is too large ";
  if (common > 1) message += "beside amounts in parts of " + std::to_string(common) + " ";
  return exhausted(message + "to be compared exactly; at most " +
                       std::to_string(Model::kUnitsMax / common) + " is accepted",
                   found->where);
}

// Pairs of an award and a leaf that accepts it, up to one more than are accepted.
std::size_t uses(const Programme& programme, const learning::Record& record, Date day) {
  std::size_t count = 0;
  std::vector<int> leaves;
  for (const learning::Award& award : record.awards) {
    if (count > Model::kEdgesMax) break;
    leaves.clear();
    programme.tree().accepting(award, day, leaves);
    count += leaves.size();
  }
  return count;
}

template <class Test>
const ProgrammeNode* find_node(const Programme& programme, Test test) {
  const auto nodes = programme.nodes();
  const auto found = std::ranges::find_if(nodes, test);
  return found == nodes.end() ? nullptr : &*found;
}

Error too_many(const Programme& programme, const learning::Record& record, Date day, Error error) {
  const std::string pairs = std::to_string(Model::kEdgesMax);
  if (uses(programme, record, day) > Model::kEdgesMax)
    return exhausted("the record's " + std::to_string(record.awards.size()) +
                         " awards and the leaves that accept them make more than " + pairs +
                         " pairs of an award and a leaf; at most so many are looked at",
                     programme.goal().text());
  const auto* same =
      find_node(programme, [](const ProgrammeNode& node) { return node.kind == NodeKind::same; });
  if (same != nullptr)
    return exhausted(
        "with a copy for each value of the record, what is below \"same\" is too "
        "large: at most " +
            std::to_string(Model::kNodesMax) + " nodes, and " + pairs +
            " pairs of an award and a leaf that accepts it, are looked at",
        same->id.text());
  const auto* split =
      find_node(programme, [](const ProgrammeNode& node) { return node.split.has_value(); });
  if (split != nullptr)
    return exhausted("the record's awards may be divided into too many pieces here: at most " +
                         pairs + " pieces at leaves are looked at",
                     split->id.text());
  error.where = programme.goal().text();
  return error;
}

}  // namespace

Error with_place(Error error, const Programme& programme, const learning::Record& record,
                 Date day) {
  if (error.code != ErrorCode::exhausted || !error.where.empty()) return error;
  const std::vector<Stated> stated = amounts_of(programme, record, day);
  std::int64_t common = 1;
  if (auto unequal = too_unequal(stated, common)) return std::move(*unequal);
  if (auto large = too_large(stated, common)) return std::move(*large);
  return too_many(programme, record, day, std::move(error));
}

}  // namespace cairn::audit
