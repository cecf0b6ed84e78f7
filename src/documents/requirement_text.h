// Requirements as sentences, in the languages of catalogues/requirement.LANGUAGE.json.
#pragma once

#include <string>

#include "documents/phrases.h"
#include "domain/learning/catalogue.h"
#include "domain/requirement/requirement.h"

namespace cairn::documents {

/// " (by the policy of Ministry)" for a rule of a merged requirement that a policy of the catalogue
/// made; else empty. `phrases` as below.
std::string by_policy(const NodeId& rule, const learning::Catalogue& catalogue,
                      const Phrases& phrases);

/// Says the rules of one requirement. What the catalogue does not name is called by its id.
class RequirementText {
 public:
  /// `phrases` are of the catalogue "requirement". All three must outlive it.
  RequirementText(const requirement::Node& root, const learning::Catalogue& catalogue,
                  const Phrases& phrases)
      : root_(root), catalogue_(catalogue), phrases_(phrases) {}

  /// What one node of the requirement asks for, with its limits; not what its children do.
  std::string rule(const requirement::Node& node) const;
  /// A line per node, two spaces further in than its group, each ended by a line feed.
  std::string tree() const;

 private:
  std::string limit(const requirement::Limit& limit) const;
  void append_tree(const requirement::Node& node, int depth, std::string& text) const;

  const requirement::Node& root_;
  const learning::Catalogue& catalogue_;
  const Phrases& phrases_;
};

}  // namespace cairn::documents
