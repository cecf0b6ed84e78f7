// Records that two programmes cannot tell apart, audited once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "base/time.h"
#include "domain/audit/programme.h"
#include "domain/learning/award.h"
#include "domain/simulation/effect.h"

namespace cairn::simulation {

/// Remembers the effects on records by all that the audits of both programmes on a day can see of
/// them: how often they have awards of each *sort*, alike but for their ids. Bounded: when it is
/// full it forgets everything. Belongs to one thread.
class Alike {
 public:
  Alike(std::shared_ptr<const audit::Programme> before,
        std::shared_ptr<const audit::Programme> after, Date day);

  /// The same for two records only if no audit of made awards tells them apart. Nothing for
  /// records with exceptions, with stated facts that a programme asks for, with awards that stand
  /// on others, or with several of one achievement of which a rule keeps one: those are audited
  /// each by itself.
  std::optional<std::u32string> key_of(const learning::Record& record);

  /// nullptr when there is nothing by this key; valid until keep().
  const Effect* find(const std::u32string& key) const;
  void keep(const std::u32string& key, const Effect& effect);

 private:
  static constexpr char32_t kUnseen = 0;

  char32_t sort_of(const learning::Award& award);
  bool is_seen(const learning::Award& award) const;

  std::shared_ptr<const audit::Programme> before_;
  std::shared_ptr<const audit::Programme> after_;
  Date day_;
  bool looks_at_dates_;
  bool looks_at_facts_;
  bool looks_at_record_;
  bool chooses_repeats_;
  std::string description_;                          ///< of the award at hand; kept for its memory
  std::unordered_map<std::string, char32_t> sorts_;  ///< by description; kUnseen: changes nothing
  char32_t sorts_seen_ = kUnseen;
  std::unordered_map<std::u32string, Effect> effects_;
};

}  // namespace cairn::simulation
