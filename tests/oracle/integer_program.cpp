#include "oracle/integer_program.h"

#include <cstdio>
#include <cstdlib>
#include <map>
#include <sstream>

#include "oracle/cbc.h"

namespace cairn::oracle {
namespace {

// Binaries: y_n: node n is chosen; x_a_l: award a is applied to leaf l; g_a: award a is applied at
// all; z_l: leaf l is chosen and unmet; t_c_a: condition c looks at award a; u_c_a: it does, and a
// is applied nowhere else; k_c_d: the last so much of c begins on day d or later; v_c_i: condition
// c sees the value i; p_r_i_a: award a is applied below the node i of sharing rule r. Continuous:
// d_l: the credit that leaf l lacks; s_r_a: how often a counts toward the rule.
class Encoding {
 public:
  explicit Encoding(const Question& question)
      : question_(question), weight_(question.leaf_count + 1) {
    for (std::size_t a = 0; a < question.uses.size(); ++a)
      for (const auto& [leaf, worth] : question.uses[a].leaves) {
        const std::string name = binary("x_" + key(a, leaf));
        applied_[static_cast<int>(a)][leaf] = name;
        at_leaf_[leaf].emplace_back(name, worth);
      }
  }

  std::string text() {
    const std::string goal = node(question_.tree);
    rows_ << " " << goal << " = 1\n";
    roots();
    for (const Cap& cap : question_.caps) limit(cap);
    for (std::size_t r = 0; r < question_.sharing.size(); ++r) sharing(r);
    for (std::size_t c = 0; c < question_.conditions.size(); ++c) condition(c);
    std::ostringstream all;
    all << "Minimize\n obj: 0 y_0" << objective_.str() << "\nSubject To\n"
        << rows_.str() << "Binaries\n";
    for (const std::string& name : binaries_) all << " " << name << "\n";
    all << "End\n";
    return all.str();
  }

 private:
  template <class A, class B>
  static std::string key(A a, B b) {
    return std::to_string(a) + "_" + std::to_string(b);
  }

  std::string binary(std::string name) {
    binaries_.push_back(std::move(name));
    return binaries_.back();
  }

  void cost(std::int64_t amount, const std::string& variable) {
    objective_ << " + " << amount << " " << variable << "\n";
  }

  // + 3 x or - 3 x.
  static std::string term(std::int64_t factor, const std::string& variable) {
    return (factor < 0 ? " - " : " + ") + std::to_string(factor < 0 ? -factor : factor) + " " +
           variable;
  }

  // The variables of the applications of one award to some leaves.
  std::vector<std::string> applied(int award, const std::set<int>& leaves) const {
    std::vector<std::string> names;
    const auto found = applied_.find(award);
    if (found == applied_.end()) return names;
    for (const auto& [leaf, name] : found->second)
      if (leaves.contains(leaf)) names.push_back(name);
    return names;
  }

  // --- Sections 3 and 11: choices and deficits ---

  // Returns the variable that says whether the node is chosen.
  std::string node(const TreeNode& node) {
    std::string chosen = binary("y_" + std::to_string(next_++));
    switch (node.kind) {
      case Kind::pick:
        children(node, chosen);
        break;
      case Kind::holds:
        holds(node, chosen);
        break;
      case Kind::sum:
        sum(node, chosen);
        break;
      case Kind::fact:
        if (!node.satisfied) cost(1, chosen);
        break;
      case Kind::condition:
        unmet_[node.condition] = missing(1);
        chosen_[node.condition] = chosen;
        break;
    }
    return chosen;
  }

  std::string missing(std::int64_t price) {
    std::string name = binary("z_" + std::to_string(next_++));
    cost(price, name);
    return name;
  }

  void children(const TreeNode& node, const std::string& chosen) {
    if (node.children.empty()) return;
    std::string row;
    for (const TreeNode& child : node.children) {
      const std::string below = this->node(child);
      row += " + " + below;
      rows_ << " " << below << " - " << chosen << " <= 0\n";
    }
    rows_ << row << term(-node.pick, chosen) << " = 0\n";
  }

  void only_where_chosen(int leaf, const std::string& chosen) {
    for (const auto& [use, worth] : at_leaf_[leaf])
      rows_ << " " << use << " - " << chosen << " <= 0\n";
  }

  void holds(const TreeNode& node, const std::string& chosen) {
    std::string row;
    for (const auto& [use, worth] : at_leaf_[node.leaf]) row += " + " + use;
    if (node.children.empty()) {
      only_where_chosen(node.leaf, chosen);
      rows_ << row << " + " << missing(node.worth * weight_ + 1) << " - " << chosen << " >= 0\n";
      return;
    }
    const std::string itself = binary("y_" + std::to_string(next_++));
    only_where_chosen(node.leaf, itself);
    rows_ << row << " - " << itself << " >= 0\n";
    const std::string below = this->node(node.children[0]);
    rows_ << " " << itself << " + " << below << " - " << chosen << " = 0\n";
  }

  void sum(const TreeNode& node, const std::string& chosen) {
    only_where_chosen(node.leaf, chosen);
    const std::string unmet = missing(1);
    const std::string lack = "d_" + std::to_string(next_++);
    if (node.counts) cost(weight_, lack);
    for (const auto& [use, worth] : at_leaf_[node.leaf]) rows_ << term(worth, use);
    rows_ << " + " << lack << term(-node.worth, chosen) << " >= 0\n";
    rows_ << " " << lack << term(-node.worth, unmet) << " <= 0\n";
  }

  // --- Sections 3, 7 and 8: what may be applied together ---

  bool may_share(int award, int a, int b) const {
    for (const Share& rule : question_.sharing) {
      if (!rule.worth.contains(award)) continue;
      std::set<std::size_t> below_a, below_b;
      for (std::size_t i = 0; i < rule.groups.size(); ++i) {
        if (rule.groups[i].contains(a)) below_a.insert(i);
        if (rule.groups[i].contains(b)) below_b.insert(i);
      }
      if (!below_a.empty() && !below_b.empty() && below_a != below_b) return true;
    }
    return false;
  }

  void roots() {
    std::map<std::string, std::string> rows;
    for (const auto& [award, leaves] : applied_) {
      const std::string used = binary("g_" + std::to_string(award));
      for (const std::string& root : question_.uses[static_cast<std::size_t>(award)].roots)
        rows[root] += " + " + used;
      for (auto a = leaves.begin(); a != leaves.end(); ++a) {
        rows_ << " " << a->second << " - " << used << " <= 0\n";
        for (auto b = leaves.begin(); b != a; ++b)
          if (!may_share(award, a->first, b->first))
            rows_ << " " << a->second << " + " << b->second << " <= 1\n";
      }
    }
    for (const auto& [root, row] : rows) rows_ << row << " <= 1\n";
  }

  // A share: the limited uses take what is beyond their part of the whole, and the others leave it.
  void limit(const Cap& cap) {
    const Fraction part = cap.share.value_or(Fraction{0, 1});
    std::map<int, std::int64_t> taken;
    for (const auto& [award, worth] : cap.worth) taken[award] += worth * part.denominator;
    for (const auto& [award, worth] : cap.all) taken[award] -= worth * part.numerator;
    std::string row;
    for (const auto& [award, amount] : taken)
      for (const std::string& use : applied(award, cap.leaves))
        if (amount != 0) row += term(amount, use);
    if (!row.empty()) rows_ << row << " <= " << cap.at_most << "\n";
  }

  void sharing(std::size_t r) {
    const Share& rule = question_.sharing[r];
    std::string all;
    for (const auto& [award, leaves] : applied_) {
      std::string nodes;
      for (std::size_t i = 0; i < rule.groups.size(); ++i) {
        const auto uses = applied(award, rule.groups[i]);
        if (uses.empty()) continue;
        const std::string below = binary("p_" + key(r, i) + "_" + std::to_string(award));
        nodes += " + " + below;
        for (const std::string& use : uses) rows_ << " " << use << " - " << below << " <= 0\n";
      }
      if (nodes.empty()) continue;
      rows_ << nodes << " <= " << rule.times << "\n";
      const auto worth = rule.worth.find(award);
      if (!rule.at_most || worth == rule.worth.end()) continue;
      const std::string counted = "s_" + key(r, award);
      rows_ << nodes << " - " << counted << " <= 1\n";
      all += term(worth->second, counted);
    }
    if (!all.empty()) rows_ << all << " <= " << *rule.at_most << "\n";
  }

  // --- Section 10: conditions ---

  void condition(std::size_t c) {
    const Condition& condition = question_.conditions[c];
    if (condition.share) return share(c);
    if (condition.last) return last(c);
    const auto& chosen = chosen_.at(static_cast<int>(c));
    const auto& unmet = unmet_.at(static_cast<int>(c));
    std::string sum, any;
    std::int64_t least = 0;
    std::map<std::string, std::string> seen;
    for (const auto& [award, worth] : condition.worth) {
      const std::string looked_at = counted(c, award);
      if (looked_at.empty()) continue;
      if (worth != 0) sum += term(worth, looked_at);
      any += " + " + looked_at;
      least += std::min<std::int64_t>(worth, 0);
      if (const auto values = condition.values.find(award); values != condition.values.end())
        for (const std::string& value : values->second) seen[value] += " - " + looked_at;
    }
    for (const auto& [value, row] : seen) {
      const std::string sees = binary("v_" + key(c, next_++));
      rows_ << " " << sees << row << " <= 0\n";
      sum += " + " + sees;
    }
    if (condition.kind != Condition::Kind::average) {
      rows_ << sum << term(condition.minimum, unmet) << term(-condition.minimum, chosen)
            << " >= 0\n";
      return;
    }
    rows_ << any << " + " << unmet << " - " << chosen << " >= 0\n";
    not_below(sum, least, c);
  }

  // Below zero, by `least` at worst, only when the condition is unmet or not chosen.
  void not_below(const std::string& sum, std::int64_t least, std::size_t c) {
    if (!sum.empty())
      rows_ << sum << term(-least, unmet_.at(static_cast<int>(c)))
            << term(least, chosen_.at(static_cast<int>(c))) << " >= " << least << "\n";
  }

  // The variable that says whether an award is applied where the condition looks; or empty.
  std::string looked_at(std::size_t c, int award) {
    std::string name = "t_" + key(c, award);
    const auto uses = applied(award, question_.conditions[c].leaves);
    if (uses.empty() || !named_.insert(name).second) return uses.empty() ? "" : name;
    std::string row = " " + binary(name);
    for (const std::string& use : uses) {
      rows_ << " " << use << " - " << name << " <= 0\n";
      row += " - " + use;
    }
    rows_ << row << " <= 0\n";
    return name;
  }

  // The variable that may be one where the award counts toward the condition; or empty.
  std::string counted(std::size_t c, int award) {
    std::string seen = looked_at(c, award);
    if (seen.empty() || !question_.conditions[c].unshared) return seen;
    std::string name = binary("u_" + key(c, award));
    rows_ << " " << name << " - " << seen << " <= 0\n";
    for (const auto& [leaf, use] : applied_.at(award))
      if (!question_.conditions[c].leaves.contains(leaf))
        rows_ << " " << name << " + " << use << " <= 1\n";
    return name;
  }

  void share(std::size_t c) {
    const Condition& condition = question_.conditions[c];
    std::map<std::string, std::int64_t> factors;  // part and whole may be of one variable
    std::string sum, any;
    std::int64_t least = 0;
    for (const auto& [award, worth] : condition.worth)
      if (const std::string part = counted(c, award); !part.empty())
        factors[part] += worth * condition.share->denominator;
    for (const auto& [award, worth] : condition.all) {
      const std::string seen = looked_at(c, award);
      if (seen.empty() || worth == 0) continue;
      any += " + " + seen;
      factors[seen] -= worth * condition.share->numerator;
      least -= worth * condition.share->numerator;
    }
    for (const auto& [variable, factor] : factors)
      if (factor != 0) sum += term(factor, variable);
    rows_ << any << " + " << unmet_.at(static_cast<int>(c)) << " - "
          << chosen_.at(static_cast<int>(c)) << " >= 0\n";
    not_below(sum, least, c);
  }

  // Met when on some day it has begun: little enough is later, and enough is on it or later.
  void last(std::size_t c) {
    const Condition& condition = question_.conditions[c];
    std::map<int, std::string> parts;
    std::set<std::int64_t> days;
    for (const auto& [award, worth] : condition.worth) {
      parts[award] = counted(c, award);
      days.insert(condition.days.at(award));
    }
    std::string begins;
    for (const std::int64_t day : days) {
      const std::string on = binary("k_" + key(c, next_++));
      begins += " + " + on;
      std::string enough, later;
      std::int64_t most = 0;
      for (const auto& [award, worth] : condition.worth)
        if (condition.days.at(award) >= day && !parts[award].empty() && worth > 0)
          enough += term(worth, parts[award]);
      rows_ << enough << term(-condition.minimum, on) << " >= 0\n";
      for (const auto& [award, worth] : condition.all) {
        const std::string seen = looked_at(c, award);
        if (condition.days.at(award) <= day || seen.empty() || worth == 0) continue;
        later += term(worth, seen);
        most += worth;
      }
      if (most >= *condition.last)
        rows_ << later << term(most - *condition.last + 1, on) << " <= " << most << "\n";
    }
    rows_ << begins << " + " << unmet_.at(static_cast<int>(c)) << " - "
          << chosen_.at(static_cast<int>(c)) << " >= 0\n";
  }

  const Question& question_;
  const std::int64_t weight_;
  int next_ = 0;
  std::map<int, std::map<int, std::string>> applied_;  // by award and leaf
  std::map<int, std::vector<std::pair<std::string, std::int64_t>>> at_leaf_;
  std::map<int, std::string> chosen_, unmet_;  // by condition
  std::set<std::string> named_;                // of the variables t
  std::vector<std::string> binaries_;
  std::ostringstream objective_;
  std::ostringstream rows_;
};

}  // namespace

std::string as_integer_program(const Question& question) { return Encoding(question).text(); }

bool have_cbc() { return std::system("command -v cbc >/dev/null 2>&1") == 0; }

std::optional<Deficit> solve_with_cbc(const Question& question, const std::filesystem::path& file,
                                      int seconds_max) {
  const auto optimum = cbc_optimum(as_integer_program(question), file, seconds_max);
  if (!optimum) return std::nullopt;
  const std::int64_t weight = question.leaf_count + 1;
  return Deficit{*optimum / weight, static_cast<int>(*optimum % weight)};
}

}  // namespace cairn::oracle
