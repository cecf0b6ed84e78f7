#include <algorithm>
#include <array>

#include "app/simulation/sentences.h"
#include "app/simulation/words.h"

namespace cairn::simulation {
namespace {

// The order in which they are told: who gains, who loses, the rest.
constexpr std::array kTold = {EffectKind::completed, EffectKind::nearer, EffectKind::undone,
                              EffectKind::farther,   EffectKind::same,   EffectKind::untouched,
                              EffectKind::undecided};

class Teller {
 public:
  Teller(const ChangeAnswer& answer, std::string_view language)
      : answer_(answer), words_(answer.rules->catalogue, language) {}

  std::vector<std::string> tell() {
    const documents::Phrases& phrases = words_.phrases();
    if (!answer_.tables.is_told) {
      lines_.add(0, phrases.say("too_few", {{"count", std::to_string(answer_.smallest)}}));
      return lines_.take();
    }
    lines_.add(0, phrases.say("change", {{"goal", words_.names().of(answer_.goal)},
                                         {"day", answer_.at.to_string()}}));
    lines_.add(1, words_.counted("records", answer_.tables.all.records));
    add_cells(answer_.tables.all);
    for (const auto& [attribute, rows] : answer_.tables.groups)
      for (const Row& row : rows) {
        lines_.add(1, head_of(attribute, row));
        add_cells(row);
      }
    return lines_.take();
  }

 private:
  std::string head_of(const std::string& attribute, const Row& row) const {
    const char* stated = row.value.empty() ? "row.unstated" : "row";
    return words_.phrases().say(row.is_others ? "row.others" : stated,
                                {{"attribute", attribute},
                                 {"value", row.value},
                                 {"records", words_.counted("records", row.records)}});
  }

  void add_cells(const Row& row) {
    for (const EffectKind kind : kTold) {
      const Cell& cell = row.cells[static_cast<std::size_t>(kind)];
      if (cell.records > 0) lines_.add(2, text_of(kind, cell));
    }
    if (row.withheld > 0) lines_.add(2, cell_text("cell", row.withheld, withheld(), {}));
  }

  std::string text_of(EffectKind kind, const Cell& cell) const {
    const bool nearer = kind == EffectKind::completed || kind == EffectKind::nearer;
    const bool farther = kind == EffectKind::undone || kind == EffectKind::farther;
    const std::string credit = words_.credit(cell.credit, answer_.system);
    const char* key = credit.empty() ? "cell"
                      : nearer       ? "cell.nearer"
                      : farther      ? "cell.farther"
                                     : "cell";
    return cell_text(key, cell.records, effect(kind), credit);
  }

  std::string cell_text(std::string_view key, std::int64_t records, const std::string& effect,
                        const std::string& credit) const {
    return words_.phrases().say(
        key, {{"count", std::to_string(records)}, {"effect", effect}, {"credit", credit}});
  }

  std::string effect(EffectKind kind) const {
    return words_.phrases().say("effect." + std::string(word_of(kind)));
  }

  // The effects that are told as one number.
  std::string withheld() const {
    std::vector<std::string> effects;
    for (const EffectKind kind : kTold)
      if (std::ranges::find(answer_.tables.withheld, kind) != answer_.tables.withheld.end())
        effects.push_back(effect(kind));
    return words_.phrases().list("list.or", effects);
  }

  const ChangeAnswer& answer_;
  const Words words_;
  Lines lines_;
};

}  // namespace

std::vector<std::string> sentences_of(const ChangeAnswer& answer, std::string_view language) {
  return Teller(answer, language).tell();
}

}  // namespace cairn::simulation
