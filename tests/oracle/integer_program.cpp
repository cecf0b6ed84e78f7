#include "oracle/integer_program.h"

#include <cstdio>
#include <cstdlib>
#include <map>
#include <sstream>

#include "oracle/cbc.h"

namespace cairn::oracle {
namespace {

// Variables: y_n: node n must be satisfied or pay; x_a_l: award a is applied to leaf l; z_l: leaf l
// is asked for and falls short; d_l: by how much.
class Encoding {
 public:
  explicit Encoding(const Question& question) : question_(question) {
    weight_ = question.leaf_count + 1;
    for (std::size_t a = 0; a < question.made.size(); ++a)
      for (const auto& [leaf, credit] : question.made[a].leaves) {
        uses_[leaf].emplace_back("x_" + std::to_string(a) + "_" + std::to_string(leaf), credit);
        binaries_.push_back(uses_[leaf].back().first);
      }
  }

  std::string text() {
    const std::string root = node(question_.tree);
    rows_ << " " << root << " = 1\n";
    roots();
    std::ostringstream all;
    all << "Minimize\n obj: " << objective_.str() << "\nSubject To\n"
        << rows_.str() << "Binaries\n";
    for (const std::string& name : binaries_) all << " " << name << "\n";
    all << "End\n";
    return all.str();
  }

 private:
  std::string binary(const std::string& prefix) {
    binaries_.push_back(prefix + std::to_string(next_++));
    return binaries_.back();
  }

  void cost(std::int64_t amount, const std::string& variable) {
    objective_ << " + " << amount << " " << variable;
  }

  // Returns the variable that demands the node.
  std::string node(const TreeNode& node) {
    std::string demand = binary("y_");
    if (node.kind == Kind::pick) {
      std::ostringstream row;
      for (const TreeNode& child : node.children) row << " + " << this->node(child);
      rows_ << row.str() << " - " << node.pick << " " << demand << " >= 0\n";
    } else if (node.kind == Kind::holds) {
      std::ostringstream row;
      for (const auto& [use, credit] : uses_[node.leaf]) row << " + " << use;
      if (node.children.empty()) {
        const std::string missing = binary("z_");
        cost(node.worth * weight_ + 1, missing);
        row << " + " << missing;
      } else {
        row << " + " << this->node(node.children[0]);
      }
      rows_ << row.str() << " - " << demand << " >= 0\n";
    } else {
      credit_leaf(node, demand);
    }
    return demand;
  }

  void credit_leaf(const TreeNode& node, const std::string& demand) {
    const std::string missing = binary("z_");
    const std::string lack = "d_" + std::to_string(next_++);
    cost(1, missing);
    if (node.counts) cost(weight_, lack);
    for (const auto& [use, credit] : uses_[node.leaf]) rows_ << " + " << credit << " " << use;
    rows_ << " + " << lack << " - " << node.worth << " " << demand << " >= 0\n";
    rows_ << " " << lack << " - " << node.worth << " " << missing << " <= 0\n";
  }

  void roots() {
    std::map<std::string, std::string> rows;
    for (std::size_t a = 0; a < question_.made.size(); ++a)
      for (const std::string& root : question_.made[a].roots)
        for (const auto& [leaf, credit] : question_.made[a].leaves)
          rows[root] += " + x_" + std::to_string(a) + "_" + std::to_string(leaf);
    for (const auto& [root, row] : rows) rows_ << row << " <= 1\n";
  }

  const Question& question_;
  std::int64_t weight_ = 1;
  int next_ = 0;
  std::map<int, std::vector<std::pair<std::string, std::int64_t>>> uses_;
  std::vector<std::string> binaries_;
  std::ostringstream objective_;
  std::ostringstream rows_;
};

}  // namespace

std::string as_integer_program(const Question& question) { return Encoding(question).text(); }

bool have_cbc() { return std::system("command -v cbc >/dev/null 2>&1") == 0; }

std::optional<Deficit> solve_with_cbc(const Question& question, const std::filesystem::path& file) {
  const auto optimum = cbc_optimum(as_integer_program(question), file, 60);
  if (!optimum) return std::nullopt;
  const std::int64_t weight = question.leaf_count + 1;
  return Deficit{*optimum / weight, static_cast<int>(*optimum % weight)};
}

}  // namespace cairn::oracle
