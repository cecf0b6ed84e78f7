// Whether an award passes a filter (docs/reference/requirements.md, section 5).
#pragma once

#include <compare>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/eligibility/index.h"
#include "domain/learning/award.h"
#include "domain/learning/quality_label.h"
#include "domain/requirement/filter.h"

namespace cairn::eligibility {

/// Whether something can come to pass: never, by what is still open, or whatever comes.
enum class Chance { never, open, certain };

/// A filter compiled against an index: what it asks of achievements is answered beforehand, for
/// each of them, so that only what it asks of the award itself is left. Immutable.
class Matcher {
 public:
  /// Accepts every award.
  Matcher() = default;
  /// Invalid, at `place`, when the filter names an achievement, organization, scale or grade that
  /// the index does not know, a quality label that nothing there has, or a range that
  /// nothing could lie in.
  static Result<Matcher> compile(const requirement::Filter& filter, const Index& index,
                                 const std::string& place);

  /// `achievement` is the number of the award's achievement in the index, or -1.
  bool passes(const learning::Award& award, int achievement, Date day) const;

  /// Whether it asks anything of achievements, so that few of them may pass.
  bool restricts_achievements() const { return restricts_; }
  /// Where it does: the numbers of the achievements of which some award could pass, whatever that
  /// award itself says; ascending.
  std::span<const int> accepted() const { return accepted_; }
  /// Whether some award of this achievement (-1: of none) could pass, whatever the award itself
  /// says; `none` of the filter is not looked at.
  bool may_pass(int achievement) const;
  /// Whether an award of this achievement that its organization makes on `day` or later passes,
  /// then or afterwards, whatever it states itself (docs/reference/requirements.md, section 13.1).
  /// `open` where that is not certain; `index` is the one it was compiled against.
  Chance chance_from(int achievement, const Index& index, Date day) const;
  /// The award with the least statements more that let it pass on the day: of a grade, attributes,
  /// how it was assessed and where it comes from; nothing where none were found that do.
  std::optional<learning::Award> suited(learning::Award award, int achievement, const Index& index,
                                        Date day) const;
  /// Whether the filter itself asks for a level that the achievement has by crosswalks, so that the
  /// day of the audit decides.
  bool asks_for_level_by_crosswalk(int achievement) const;
  /// Whether the dates of awards decide anything.
  bool looks_at_dates() const;

  /// An order in which matchers that ask the same are equal; no other meaning.
  std::strong_ordering operator<=>(const Matcher& other) const;
  bool operator==(const Matcher& other) const;

 private:
  /// A label that is asked for, and which achievement (by number) or organization has it.
  template <class Holder>
  struct Held {
    Holder holder;
    learning::QualityLabel label;
  };

  /// That an achievement of another framework is at a level that is asked for, by a crosswalk.
  struct Levelled {
    int achievement;
    Referenced referenced;

    auto operator<=>(const Levelled&) const = default;
  };

  /// What few filters ask: of statements that awards, achievements or organizations make. Apart,
  /// since every leaf of every programme holds a matcher.
  struct Statements {
    std::vector<std::string> assessments;
    std::vector<int> assessed_so;  ///< achievements whose own statement is one of `assessments`
    std::vector<requirement::AttributeTest> attributes;
    std::vector<int> attributed;  ///< achievements that have one of `attributes` themselves
    std::vector<std::string> labels;
    std::vector<Held<int>> labelled;
    std::vector<Held<OrganizationId>> labelled_organizations;
    std::vector<Levelled> levelled;  ///< by achievement

    static Result<Statements> compile(const requirement::Filter& filter, const Index& index,
                                      std::vector<Levelled> levelled, const std::string& place);
    Result<void> find_label(const std::string& name, const Index& index, const std::string& place);
    bool agree_with(const learning::Award& award, int achievement, Date day) const;
    Chance chance_from(int achievement, const OrganizationId& organization, Date day) const;
    void suit(learning::Award& award, int achievement) const;
    bool was_assessed_so(const learning::Award& award, int achievement) const;
    bool has_attribute(const learning::Award& award, int achievement) const;
    bool has_label(const learning::Award& award, int achievement, Date day) const;
    bool is_at_level(int achievement, Date day) const;
    std::strong_ordering operator<=>(const Statements& other) const;
  };

  static std::vector<Levelled> levelled_by(const requirement::Filter& filter, const Index& index);
  /// Whether the achievement is one of `accepted_`, where that is asked.
  bool is_accepted(int achievement) const;
  bool passes_itself(const learning::Award& award, int achievement, Date day) const;
  bool has_grade(const learning::Award& award) const;
  Chance own_chance(int achievement, const Index& index, Date day) const;
  /// Adds what it asks awards to state, as far as they do not yet.
  void suit(learning::Award& award, int achievement, const Index& index, Date day) const;
  void suit_grade(learning::Award& award, const Index& index) const;
  std::strong_ordering compare_statements(const Matcher& other) const;

  bool restricts_ = false;
  std::vector<int> accepted_;
  std::vector<OrganizationId> organizations_;  ///< sorted
  std::vector<grade::ScaleId> scales_;
  std::vector<AwardOrigin> origins_;
  /// The grades that are good enough, of the scale that is asked for.
  grade::ScaleId scale_;
  std::vector<std::string> grades_;
  std::optional<requirement::AwardedRange> awarded_;
  std::shared_ptr<const Statements> statements_;  ///< or none, where none is asked of
  std::vector<Matcher> any_;
  std::vector<Matcher> all_;
  std::vector<Matcher> none_;
};

}  // namespace cairn::eligibility
