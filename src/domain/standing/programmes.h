// All programmes of a catalogue, compiled and indexed once, to hold any record against them
// (docs/reference/standing.md).
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/rational.h"
#include "base/result.h"
#include "domain/audit/audit.h"
#include "domain/audit/programme.h"
#include "domain/eligibility/index.h"
#include "domain/learning/catalogue.h"
#include "domain/standing/intake.h"
#include "domain/standing/outline.h"

namespace cairn::standing {

/// Whether it is one: a published certificate, diploma or degree with a requirement.
bool is_programme(const learning::Achievement& achievement);

/// One that was indexed.
struct Indexed {
  audit::Programme programme;
  audit::Distance whole;  ///< the distance of the empty record
  Outline outline;
  /// What a unit of credit of its distance stands for at most; 1 where that is not stated.
  Rational hours_per_credit = 1;
  /// 0 where the hours are stated or no credit is counted; else by system, from 1.
  int system_rank = 0;
};

/// A programme that nothing can be audited against, and why.
struct Refused {
  AchievementId programme;
  Error error;
};

/// Immutable, so it can be shared between threads; holds copies of all it needs of the catalogue.
class Programmes {
 public:
  /// Linear in the expanded trees of all programmes.
  explicit Programmes(const learning::Catalogue& catalogue);
  Programmes(const Programmes&) = delete;
  Programmes& operator=(const Programmes&) = delete;
  Programmes(Programmes&&) = delete;
  Programmes& operator=(Programmes&&) = delete;
  ~Programmes() = default;

  /// By the id of the goal.
  std::span<const Indexed> indexed() const { return indexed_; }
  std::span<const Refused> refused() const { return refused_; }

  const Intakes& intakes() const { return intakes_; }
  /// The programmes with a leaf of that intake; indices into indexed(), ascending.
  std::span<const int> with_intake(int intake) const;
  /// Those that ask for a fact of that name, ascending.
  std::span<const int> with_fact(const std::string& name) const;
  /// Those that look at the whole record, ascending.
  std::span<const int> over_record() const { return over_record_; }
  /// The one with a node of that path, by the ids in front of its slashes; -1 when there is none.
  int with_node(const NodeId& path) const;
  /// Whether an exception about the path changes nothing anywhere: it is for one of these
  /// programmes, which has no such node, or for no achievement of the catalogue.
  bool is_idle(const NodeId& path) const;

 private:
  int number_of(const AchievementId& goal) const;
  void add(const AchievementId& goal, const learning::Catalogue& catalogue);
  void note_hours(const learning::Catalogue& catalogue);
  void outline();

  std::shared_ptr<const eligibility::Index> index_;  ///< shared with all programmes
  Intakes intakes_;
  std::vector<Indexed> indexed_;
  std::vector<Refused> refused_;
  std::vector<std::vector<int>> with_intake_;
  std::map<std::string, std::vector<int>> with_fact_;
  std::vector<int> over_record_;
};

}  // namespace cairn::standing
