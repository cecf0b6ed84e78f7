#include <algorithm>
#include <cstdlib>

#include "app/simulation/sentences.h"
#include "app/simulation/words.h"
#include "domain/requirement/requirement.h"

namespace cairn::simulation {
namespace {

class Teller {
 public:
  Teller(const LostAnswer& answer, std::string_view language)
      : answer_(answer), words_(answer.rules->catalogue, language), phrases_(words_.phrases()) {}

  std::vector<std::string> tell() {
    add(0, "lost", {{"receiver", name(answer_.receiver)}, {"day", answer_.at.to_string()}});
    if (answer_.signatures.empty())
      add(1, "lost.none", {{"count", std::to_string(answer_.smallest)}});
    int place = 0;
    for (const Signature& signature : answer_.signatures) {
      if (!signature.sender.empty()) ++place;
      add(1, signature.sender.empty() ? "lost.senders" : "lost.sender",
          {{"place", std::to_string(place)},
           {"sender", name(signature.sender)},
           {"lost", cell(signature.lost)}});
      for (const LostOf& of : signature.achievements)
        add(3, of.achievement.empty() ? "lost.achievements" : "lost.achievement",
            {{"achievement", words_.names().of(of.achievement)}, {"lost", cell(of.lost)}});
    }
    if (answer_.ranking) add_ranking(*answer_.ranking);
    return lines_.take();
  }

 private:
  void add(std::size_t depth, std::string_view key,
           std::initializer_list<documents::Filler> fillers) {
    lines_.add(depth, phrases_.say(key, fillers));
  }

  std::string name(const OrganizationId& id) const { return words_.names().of(id); }

  std::string cell(const Cell& cell) const {
    return phrases_.say("lost.cell", {{"credit", words_.credit(cell.credit, answer_.system)},
                                      {"records", words_.counted("records", cell.records)}});
  }

  void add_ranking(const Ranking& ranking) {
    add(0, "toward", {{"goal", words_.names().of(ranking.goal)}});
    if (ranking.reliefs.empty()) add(1, "toward.none", {});
    int number = 0;
    for (const RankedRelief& ranked : ranking.reliefs) {
      add(1, "numbered", {{"number", std::to_string(++number)}, {"relief", relief(ranked)}});
      add(3, ranked.alone ? "signed" : "signed.together",
          {{"signers", signers(ranked)},
           {"saved", ranked.alone ? saved(ranking, *ranked.alone) : std::string()}});
    }
    for (const Choice& choice : ranking.choices)
      add(1, "best",
          {{"numbers", numbers(choice, ranking.reliefs.size())},
           {"signatures", words_.counted("signatures", choice.signatures)},
           {"saved", saved(ranking, choice.saved)}});
  }

  std::string signers(const RankedRelief& ranked) const {
    std::vector<std::string> names;
    for (const OrganizationId& signer : ranked.signers) names.push_back(name(signer));
    return phrases_.list("list.and", names);
  }

  static std::string numbers(const Choice& choice, std::size_t reliefs) {
    std::string text;
    for (std::size_t i = 0; i < reliefs; ++i)
      if (choice.has(i)) text += (text.empty() ? "(" : " (") + std::to_string(i + 1) + ")";
    return text;
  }

  // Where less credit is missing, more leaves may be.
  std::string saved(const Ranking& ranking, const Saved& saved) const {
    const char* parts = saved.leaves < 0 ? "parts.more" : "parts.less";
    return phrases_.say(ranking.system.empty() ? "saved" : "saved.credit",
                        {{"credit", words_.credit(saved.nearer.credit, ranking.system)},
                         {"parts", words_.counted(parts, std::abs(saved.leaves))},
                         {"records", words_.counted("records", saved.nearer.records)}});
  }

  std::string relief(const RankedRelief& ranked) const {
    const Relief& relief = ranked.relief;
    const ReliefPlace& place = relief.place;
    const std::string key = "relief." + std::string(word_of(relief.kind));
    if (!relief.is_rule())
      return phrases_.say(key, {{"sender", name(place.sender)},
                                {"achievement", words_.names().of(place.achievement)},
                                {"agreement", place.agreement.text()}});
    return phrases_.say(key, {{"place", place_of(place)},
                              {"form", form(relief, relief.forms[ranked.form])},
                              {"now", form(relief, relief.forms.front())}});
  }

  // "12 credits (US semester)", "25%", "730 days", or a grade.
  std::string form(const Relief& relief, const std::string& written) const {
    if (relief.kind == ReliefKind::grade) return written;
    const Result<Rational> value = Rational::parse(written);
    if (!value) return written;
    if (relief.kind == ReliefKind::recency)
      return phrases_.say("days", *value, {{"count", written}});
    if (relief.unit == "share") return documents::number_text(*value);
    if (relief.unit == "hours") return words_.quantity(requirement::Hours{*value});
    if (relief.unit == "awards")
      return words_.quantity(requirement::Awards{static_cast<int>(value->numerator())});
    return words_.credit(*value, credit::SystemId(relief.unit));
  }

  // Where a rule is: by its policy, or in the requirement of an achievement.
  std::string place_of(const ReliefPlace& place) const {
    if (!place.policy.empty())
      return phrases_.say("place.policy",
                          {{"rule", place.rule.text()}, {"policy", policy_name(place.policy)}});
    const std::string rule = place.limit.empty() ? place.node.text() : place.limit.text();
    return phrases_.say(place.version == 0 ? "place" : "place.version",
                        {{"rule", rule},
                         {"achievement", words_.names().of(place.achievement)},
                         {"version", std::to_string(place.version)}});
  }

  std::string policy_name(const requirement::PolicyId& id) const {
    const auto& policies = answer_.rules->catalogue.policies;
    const auto found = std::ranges::find(policies, id, &requirement::Policy::id);
    return std::string(found == policies.end() ? std::string_view(id.text())
                                               : found->name.in(phrases_.language()));
  }

  const LostAnswer& answer_;
  const Words words_;
  const documents::Phrases& phrases_;
  Lines lines_;
};

}  // namespace

std::vector<std::string> sentences_of(const LostAnswer& answer, std::string_view language) {
  return Teller(answer, language).tell();
}

}  // namespace cairn::simulation
