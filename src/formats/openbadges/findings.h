// The findings of a validation while they are gathered, with the place the walk is at. Private to
// formats/openbadges.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/openbadges/validate.h"

namespace cairn::openbadges {

class Findings {
 public:
  /// Lengthens the place by one key or index, until it goes out of scope.
  class Step {
   public:
    Step(Findings& findings, std::string_view key);
    Step(Findings& findings, std::size_t index);
    ~Step() { findings_.place_.resize(length_); }
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;

   private:
    Findings& findings_;
    std::size_t length_;
  };

  void add(Problem problem, std::string_view expected);
  bool full() const { return found_.size() >= kFindingsMax; }
  std::vector<Finding> take() { return std::move(found_); }

 private:
  std::string place_;
  std::vector<Finding> found_;
};

/// The rules between members (validate.h), on an object of the given class.
void check_relations(const json::Value& object, ClassId id, Findings& findings);

}  // namespace cairn::openbadges
