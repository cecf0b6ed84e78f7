#include "oracle/integer_program.h"

#include <cstdio>
#include <cstdlib>
#include <map>
#include <numeric>
#include <sstream>
#include <utility>

#include "oracle/cbc.h"

namespace cairn::oracle {
namespace {

// Binaries: y_n: node n is chosen; x_a_l: award a is applied to leaf l as a whole; h_a_l: in a
// piece; g_a: as a whole at all; z_l: leaf l is chosen and unmet; t_c_a: condition c looks at award
// a as a whole; u_c_a: it does, and a is so applied nowhere else; e_c_a: it looks at pieces of a;
// k_c_d: the last so much of c begins on day d or later; v_c_i: condition c sees the value i;
// m_c_i: it cannot help seeing it; p_r_i_a: award a is applied as a whole below the node i of
// sharing rule r. Integers: q_a_l: how many steps of award a leaf l has in a piece. Continuous:
// d_l: the credit that leaf l lacks; s_r_a: how often a counts toward the rule.
class Encoding {
 public:
  explicit Encoding(const Question& question)
      : question_(question), weight_(question.leaf_count + 1) {
    for (std::size_t a = 0; a < question.uses.size(); ++a)
      for (const auto& [leaf, worth] : question.uses[a].leaves) {
        const std::string name = binary("x_" + key(a, leaf));
        applied_[static_cast<int>(a)][leaf] = name;
        at_leaf_[leaf].push_back({name, name, worth});
        const auto steps = question.uses[a].steps.find(leaf);
        if (steps != question.uses[a].steps.end())
          add_piece(static_cast<int>(a), leaf, steps->second, worth);
      }
  }

  std::string text(const std::optional<Deficit>& of) {
    const std::string goal = node(question_.tree);
    rows_ << " " << goal << " = 1\n";
    roots();
    for (const Cap& cap : question_.caps) limit(cap);
    for (std::size_t r = 0; r < question_.sharing.size(); ++r) sharing(r);
    for (std::size_t c = 0; c < question_.conditions.size(); ++c) condition(c);
    if (of) weigh(*of);
    std::ostringstream all;
    all << "Minimize\n obj: 0 y_0" << objective_.str() << "\nSubject To\n"
        << rows_.str() << "Binaries\n";
    for (const std::string& name : binaries_) all << " " << name << "\n";
    if (!integers_.empty()) all << "Generals\n";
    for (const std::string& name : integers_) all << " " << name << "\n";
    all << "End\n";
    return all.str();
  }

 private:
  // What may be applied to a leaf, the variable that says whether it is, and what one of it is
  // worth.
  struct AtLeaf {
    std::string amount;
    std::string whether;
    std::int64_t worth;
  };
  // Fewer than `of` steps of an award.
  struct Piece {
    std::string steps;
    std::string whether;
    int of;
  };
  // A variable, and what one of it is worth to a rule.
  using Terms = std::vector<std::pair<std::string, std::int64_t>>;

  void add_piece(int award, int leaf, int steps, std::int64_t worth) {
    integers_.push_back("q_" + key(award, leaf));
    const Piece piece{integers_.back(), binary("h_" + key(award, leaf)), steps};
    rows_ << " " << piece.steps << term(1 - steps, piece.whether) << " <= 0\n";
    rows_ << " " << piece.whether << " - " << piece.steps << " <= 0\n";
    at_leaf_[leaf].push_back({piece.steps, piece.whether, worth / steps});
    pieces_[award].emplace(leaf, piece);
  }

  std::vector<Piece> pieces(int award, const std::set<int>& leaves) const {
    std::vector<Piece> found;
    const auto all = pieces_.find(award);
    if (all == pieces_.end()) return found;
    for (const auto& [leaf, piece] : all->second)
      if (leaves.contains(leaf)) found.push_back(piece);
    return found;
  }

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

  // --- Section 13: what the allocations of one deficit weigh ---

  void weigh(const Deficit& deficit) {
    rows_ << " 0 y_0" << objective_.str() << " = " << deficit.credit * weight_ + deficit.missing
          << "\n";
    objective_.str({});
    std::map<std::string, std::int64_t> weights;  // several rules may speak of one variable
    for (const Avoidance& each : question_.avoidances)
      for (const int award : each.uses) {
        for (const std::string& use : applied(award, each.leaves)) weights[use] += each.weight;
        // Never a whole and a piece of one award.
        for (const Piece& piece : pieces(award, each.leaves)) weights[piece.whether] += each.weight;
      }
    for (const auto& [variable, weight] : weights) cost(weight, variable);
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
    rows_ << row << term(-node.pick, chosen) << (node.spare == 0 ? " = 0\n" : " >= 0\n");
    if (node.spare > 0) rows_ << row << term(-node.pick - node.spare, chosen) << " <= 0\n";
  }

  void only_where_chosen(int leaf, const std::string& chosen) {
    for (const AtLeaf& each : at_leaf_[leaf])
      rows_ << " " << each.whether << " - " << chosen << " <= 0\n";
  }

  void holds(const TreeNode& node, const std::string& chosen) {
    std::string row;
    for (const AtLeaf& each : at_leaf_[node.leaf]) row += " + " + each.whether;
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
    for (const AtLeaf& each : at_leaf_[node.leaf]) rows_ << term(each.worth, each.amount);
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
    std::int64_t all = 1;
    for (const auto& [award, by_leaf] : pieces_)
      for (const auto& [leaf, piece] : by_leaf) all = std::lcm(all, std::int64_t{piece.of});
    std::map<std::string, std::string> rows;
    for (const auto& [award, leaves] : applied_) {
      const std::string used = binary("g_" + std::to_string(award));
      std::string taken = term(all, used);
      for (const auto& [leaf, piece] : pieces_[award]) taken += term(all / piece.of, piece.steps);
      for (const std::string& root : question_.uses[static_cast<std::size_t>(award)].roots)
        rows[root] += taken;
      for (auto a = leaves.begin(); a != leaves.end(); ++a) {
        rows_ << " " << a->second << " - " << used << " <= 0\n";
        for (auto b = leaves.begin(); b != a; ++b)
          if (!may_share(award, a->first, b->first))
            rows_ << " " << a->second << " + " << b->second << " <= 1\n";
      }
    }
    for (const auto& [root, row] : rows) rows_ << row << " <= " << all << "\n";
  }

  // A share: the limited uses take what is beyond their part of the whole, and the others leave it.
  void limit(const Cap& cap) {
    const Fraction part = cap.share.value_or(Fraction{0, 1});
    std::map<int, std::int64_t> taken;
    for (const auto& [award, worth] : cap.worth) taken[award] += worth * part.denominator;
    for (const auto& [award, worth] : cap.all) taken[award] -= worth * part.numerator;
    std::string row;
    for (const auto& [award, amount] : taken) {
      if (amount == 0) continue;
      for (const std::string& use : applied(award, cap.leaves)) row += term(amount, use);
      for (const Piece& piece : pieces(award, cap.leaves))
        row += cap.by_award ? term(amount, piece.whether) : term(amount / piece.of, piece.steps);
    }
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
    std::map<std::string, std::vector<std::string>> showing;
    for (const auto& [award, worth] : condition.worth) {
      least += std::min<std::int64_t>(worth, 0);
      for (const auto& [variable, amount] : counted(c, award, worth, condition.by_award)) {
        if (amount != 0) sum += term(amount, variable);
        any += " + " + variable;
        if (const auto values = condition.values.find(award); values != condition.values.end())
          for (const std::string& value : values->second) {
            seen[value] += " - " + variable;
            showing[value].push_back(variable);
          }
      }
    }
    for (const auto& [value, row] : seen) {
      const std::string sees = binary("v_" + key(c, next_++));
      rows_ << " " << sees << row << " <= 0\n";
      sum += " + " + sees;
    }
    if (condition.maximum) no_more_values(showing, c);
    if (condition.kind != Condition::Kind::average) {
      rows_ << sum << term(condition.minimum, unmet) << term(-condition.minimum, chosen)
            << " >= 0\n";
      return;
    }
    rows_ << any << " + " << unmet << " - " << chosen << " >= 0\n";
    not_below(sum, least, c);
  }

  // More than the maximum only when the condition is unmet or not chosen.
  void no_more_values(const std::map<std::string, std::vector<std::string>>& showing,
                      std::size_t c) {
    const auto all = static_cast<std::int64_t>(showing.size());
    const std::int64_t beyond = all - *question_.conditions[c].maximum;
    if (beyond <= 0) return;
    std::string row;
    for (const auto& [value, variables] : showing) {
      const std::string there = binary("m_" + key(c, next_++));
      row += " + " + there;
      for (const std::string& variable : variables)
        rows_ << " " << variable << " - " << there << " <= 0\n";
    }
    rows_ << row << term(-beyond, unmet_.at(static_cast<int>(c)))
          << term(beyond, chosen_.at(static_cast<int>(c))) << " <= " << all << "\n";
  }

  // Below zero, by `least` at worst, only when the condition is unmet or not chosen.
  void not_below(const std::string& sum, std::int64_t least, std::size_t c) {
    if (!sum.empty())
      rows_ << sum << term(-least, unmet_.at(static_cast<int>(c)))
            << term(least, chosen_.at(static_cast<int>(c))) << " >= " << least << "\n";
  }

  // What stands for the pieces of an award where the condition looks, worth so much as a whole.
  Terms in_pieces(std::size_t c, int award, std::int64_t worth, bool by_award) {
    Terms terms;
    const std::vector<Piece> found = pieces(award, question_.conditions[c].leaves);
    if (!by_award)
      for (const Piece& piece : found) terms.emplace_back(piece.steps, worth / piece.of);
    if (!by_award || found.empty()) return terms;
    std::string name = "e_" + key(c, award);
    if (named_.insert(name).second) {
      std::string row = " " + binary(name);
      for (const Piece& piece : found) {
        rows_ << " " << piece.whether << " - " << name << " <= 0\n";
        row += " - " + piece.whether;
      }
      rows_ << row << " <= 0\n";
    }
    terms.emplace_back(std::move(name), worth);
    return terms;
  }

  // What stands for an award where the condition looks, and for what counts toward it there.
  Terms looked_at(std::size_t c, int award, std::int64_t worth, bool by_award) {
    Terms terms = in_pieces(c, award, worth, by_award);
    if (std::string whole = looked_at(c, award); !whole.empty())
      terms.emplace_back(std::move(whole), worth);
    return terms;
  }
  Terms counted(std::size_t c, int award, std::int64_t worth, bool by_award) {
    Terms terms = in_pieces(c, award, worth, by_award);
    if (std::string whole = counted(c, award); !whole.empty())
      terms.emplace_back(std::move(whole), worth);
    return terms;
  }

  // The variable that says whether a whole award is applied where the condition looks; or empty.
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
    std::string name = "u_" + key(c, award);
    if (!named_.insert(name).second) return name;
    binary(name);
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
      for (const auto& [part, amount] : counted(c, award, worth, condition.by_award))
        factors[part] += amount * condition.share->denominator;
    for (const auto& [award, worth] : condition.all) {
      if (worth == 0) continue;
      least -= worth * condition.share->numerator;
      for (const auto& [seen, amount] : looked_at(c, award, worth, condition.all_by_award)) {
        any += " + " + seen;
        factors[seen] -= amount * condition.share->numerator;
      }
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
    std::map<int, Terms> parts;
    std::set<std::int64_t> days;
    for (const auto& [award, worth] : condition.worth) {
      parts[award] = counted(c, award, worth, condition.by_award);
      days.insert(condition.days.at(award));
    }
    std::string begins;
    for (const std::int64_t day : days) {
      const std::string on = binary("k_" + key(c, next_++));
      begins += " + " + on;
      std::string enough, later;
      std::int64_t most = 0;
      for (const auto& [award, worth] : condition.worth)
        if (condition.days.at(award) >= day && worth > 0)
          for (const auto& [part, amount] : parts[award]) enough += term(amount, part);
      rows_ << enough << term(-condition.minimum, on) << " >= 0\n";
      for (const auto& [award, worth] : condition.all) {
        if (condition.days.at(award) <= day || worth == 0) continue;
        const Terms seen = looked_at(c, award, worth, condition.all_by_award);
        for (const auto& [part, amount] : seen) later += term(amount, part);
        if (!seen.empty()) most += worth;
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
  std::map<int, std::map<int, Piece>> pieces_;         // by award and leaf
  std::map<int, std::vector<AtLeaf>> at_leaf_;
  std::map<int, std::string> chosen_, unmet_;  // by condition
  std::set<std::string> named_;                // of the variables t, u and e
  std::vector<std::string> binaries_, integers_;
  std::ostringstream objective_;
  std::ostringstream rows_;
};

}  // namespace

std::string as_integer_program(const Question& question, const std::optional<Deficit>& of) {
  return Encoding(question).text(of);
}

bool have_cbc() { return std::system("command -v cbc >/dev/null 2>&1") == 0; }

std::int64_t objective_of(const Question& question, const Deficit& deficit) {
  return deficit.credit * (question.leaf_count + 1) + deficit.missing;
}

std::optional<Deficit> solve_with_cbc(const Question& question, const std::filesystem::path& file,
                                      const CbcOptions& options) {
  const auto optimum = cbc_optimum(as_integer_program(question), file, options);
  if (!optimum) return std::nullopt;
  const std::int64_t weight = question.leaf_count + 1;
  return Deficit{*optimum / weight, static_cast<int>(*optimum % weight)};
}

std::optional<std::int64_t> least_weight_with_cbc(const Question& question, const Deficit& deficit,
                                                  const std::filesystem::path& file,
                                                  const CbcOptions& options) {
  return cbc_optimum(as_integer_program(question, deficit), file, options);
}

}  // namespace cairn::oracle
