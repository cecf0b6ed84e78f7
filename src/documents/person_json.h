// People of a demonstration (docs/reference/formats.md, "Person"): who may sign in, with which
// record. Real people never stand in a catalogue.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "documents/fields.h"
#include "domain/ids/ids.h"
#include "domain/learning/award.h"

namespace cairn::documents {

enum class PersonRole { learner, administrator };

struct Person {
  std::string id;
  std::string name;
  PersonRole role = PersonRole::learner;
  std::string language;  ///< BCP 47; empty: not said
  learning::Record record;
  AchievementId goal;  ///< empty: none yet
  std::optional<int> weekly_hours;
};

Result<Person> read_person(const json::Value& value, const Source& source);

}  // namespace cairn::documents
