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
  /// Lengthens the place by one key or index, until it goes out of scope. The place is written out
  /// only where something is found: a walk over a sound credential takes a thousand steps.
  class Step {
   public:
    Step(Findings& findings, std::string_view key)
        : Step(findings, key.data() == nullptr ? std::string_view("") : key, 0) {}
    Step(Findings& findings, std::size_t index) : Step(findings, {}, index) {}
    ~Step() { findings_.last_ = before_; }
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;

   private:
    friend class Findings;
    Step(Findings& findings, std::string_view key, std::size_t index)
        : findings_(findings), before_(findings.last_), key_(key), index_(index) {
      findings.last_ = this;
    }

    Findings& findings_;
    const Step* before_;
    std::string_view key_;  ///< no data(): the step is to `index_`
    std::size_t index_;
  };

  void add(Problem problem, std::string_view expected);
  bool full() const { return found_.size() >= kFindingsMax; }
  std::vector<Finding> take() { return std::move(found_); }

 private:
  static std::string place_of(const Step* step);

  const Step* last_ = nullptr;
  std::vector<Finding> found_;
};

/// The rules between members (validate.h), on an object of the given class.
void check_relations(const json::Value& object, ClassId id, Findings& findings);

}  // namespace cairn::openbadges
