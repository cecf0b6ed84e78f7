// Grade distribution tables of the ECTS Users' Guide (2009, 2015): how often a group was given each
// passing grade (docs/reference/credit-and-grades.md, "Distribution tables").
#pragma once

#include <string>
#include <vector>

#include "base/id.h"
#include "base/rational.h"
#include "base/result.h"
#include "domain/grade/grade.h"
#include "domain/ids/ids.h"

namespace cairn::grade {

using TableId = Id<struct GradeTableTag>;

/// Whose grades were counted.
struct ReferenceGroup {
  OrganizationId organization;
  std::string field;  ///< ISCED-F 2013 code of 2 to 4 digits ("0613"); empty: every field
};

/// Years whose grades were counted, both included.
struct Years {
  int first = 0;
  int last = 0;
};

struct DistributionTable {
  struct Entry {
    std::string grade;
    Rational share;
  };

  TableId id;
  int version = 1;
  ScaleId scale;
  ReferenceGroup group;
  Years years;
  std::vector<Entry> shares;  ///< of each passing grade, best first
};

/// Which table in which version.
struct TableRef {
  TableId id;
  int version = 1;

  bool operator==(const TableRef&) const = default;
};

inline TableRef ref_of(const DistributionTable& table) { return {table.id, table.version}; }

/// What can be said without the scale: a code of 2 to 4 digits or none, at least two years, shares
/// that are not negative, sum to one, and have small denominators (they are counts of grades).
Result<void> check(const DistributionTable& table);

/// What the scale adds: exactly its passing grades, in its order. The table must be of this scale.
Result<void> check(const DistributionTable& table, const Scale& scale);

/// A part of a group, counted from its best: 0 to 1. Ranges of one table touch and never overlap.
struct PeerRange {
  Rational from;
  Rational to;

  bool operator==(const PeerRange&) const = default;
};

/// The range of each grade of the table, in its order; empty ranges where the share is zero. The
/// table must have passed check().
std::vector<PeerRange> ranges_of(const DistributionTable& table);

}  // namespace cairn::grade
