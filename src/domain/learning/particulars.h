// What a record holds besides awards.
#pragma once

#include <utility>
#include <vector>

#include "domain/learning/award.h"

namespace cairn::learning {

/// Ids of exceptions, names of facts and achievements of entries are unique each.
struct Particulars {
  std::vector<FactStatement> facts = {};
  std::vector<requirement::Exception> exceptions = {};
  std::vector<Entry> entries = {};
};

inline Record with_particulars(std::vector<Award> awards, Particulars rest) {
  return {std::move(awards), std::move(rest.facts), std::move(rest.exceptions),
          std::move(rest.entries)};
}

inline Particulars particulars_of(Record record) {
  return {std::move(record.facts), std::move(record.exceptions), std::move(record.entries)};
}

}  // namespace cairn::learning
