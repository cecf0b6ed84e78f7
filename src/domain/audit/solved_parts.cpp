#include "domain/audit/solved_parts.h"

#include <utility>

#include "domain/audit/part.h"

namespace cairn::audit {
namespace {

// What an entry takes besides its bytes, roughly.
constexpr std::size_t kEntryBytes = 128;

// Numbers one after another, such that no two lists read alike.
class Writer {
 public:
  explicit Writer(std::size_t bytes) { text_.reserve(bytes); }

  void add(std::int64_t number) {
    auto rest =
        (static_cast<std::uint64_t>(number) << 1U) ^ static_cast<std::uint64_t>(number >> 63U);
    for (; rest >= 128; rest >>= 7U) text_.push_back(static_cast<char>(rest | 128U));
    text_.push_back(static_cast<char>(rest));
  }
  void add_size(std::size_t size) { add(static_cast<std::int64_t>(size)); }

  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

void add_nodes(const Part& part, Writer& writer) {
  writer.add_size(part.nodes.size());
  for (const Part::Node& node : part.nodes) {
    writer.add(node.leaf);
    writer.add(node.pick);
    writer.add_size(node.children.size());
    for (const int child : node.children) writer.add(child);
  }
  writer.add_size(part.tops.size());
  for (const int top : part.tops) writer.add(top);
}

void add_leaves(const Part& part, Writer& writer) {
  writer.add_size(part.leaves.size());
  for (const Part::Leaf& leaf : part.leaves) {
    writer.add(leaf.rule.need);
    writer.add(leaf.rule.unit_cost);
    writer.add(leaf.rule.fixed_cost);
    writer.add(leaf.step);
    writer.add(leaf.one_is_enough ? 1 : 0);
    writer.add(leaf.end);
  }
}

void add_uses(const Part& part, Writer& writer) {
  writer.add_size(part.edges.size());
  for (const Part::Edge& edge : part.edges) {
    writer.add(edge.gain);
    writer.add(edge.copy ? 1 : 0);
    writer.add_size(edge.demands.size());
    for (const Demand& demand : edge.demands) {
      writer.add(demand.resource);
      writer.add(demand.amount);
    }
  }
  writer.add_size(part.resources.size());
  for (const Part::Capacity& resource : part.resources) {
    writer.add(resource.amount);
    writer.add(resource.first_price);
    writer.add(resource.unit ? 1 : 0);
  }
}

}  // namespace

// Everything else in a part follows from this, or says only where it was made from.
std::string SolvedParts::question_of(const Part& part) {
  Writer writer(4 * part.nodes.size() + 8 * part.leaves.size() + 8 * part.edges.size() +
                2 * part.resources.size() + 16);
  writer.add(part.credit_unit);
  writer.add(part.leaf_unit);
  add_nodes(part, writer);
  add_leaves(part, writer);
  add_uses(part, writer);
  return writer.take();
}

const SolvedPart* SolvedParts::find(const std::string& question, std::uint64_t budget) const {
  const auto found = known_.find(question);
  return found == known_.end() || found->second.budget > budget ? nullptr : &found->second;
}

void SolvedParts::keep(std::string question, SolvedPart solved) {
  const std::size_t bytes =
      question.size() + solved.used.size() + solved.chosen.size() + kEntryBytes;
  if (bytes_ + bytes > bytes_max_) {
    known_.clear();
    bytes_ = 0;
  }
  if (bytes > bytes_max_) return;
  if (known_.emplace(std::move(question), std::move(solved)).second) bytes_ += bytes;
}

}  // namespace cairn::audit
