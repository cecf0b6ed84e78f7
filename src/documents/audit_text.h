// Audits as sentences, in the languages of catalogues/audit.LANGUAGE.json: what is missing, and
// why.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "documents/phrases.h"
#include "documents/programme_text.h"
#include "documents/quantity_text.h"
#include "domain/audit/alternatives.h"
#include "domain/audit/audit.h"
#include "domain/audit/programme.h"
#include "domain/audit/stated.h"
#include "domain/learning/catalogue.h"
#include "domain/requirement/filter.h"
#include "domain/version/applicable.h"

namespace cairn::documents {

/// "2 parts and 6 ECTS credits". `words` are of the catalogue "requirement".
std::string distance_text(const audit::Distance& distance, const Names& names,
                          const Phrases& words);

/// A filter that asks for what an award has to state.
requirement::Filter asking_for(const audit::Stated& stated);

/// What is missing of a programme, leaf by leaf.
class MissingText {
 public:
  /// The programme was compiled from the catalogue; both must outlive it. The language is as in
  /// Phrases.
  MissingText(const audit::Programme& programme, const learning::Catalogue& catalogue,
              std::string_view language)
      : programme_(programme),
        phrases_("audit", language),
        words_("requirement", language),
        names_(catalogue, words_),
        rules_(programme, catalogue, language) {}
  // The names point into it.
  MissingText(const MissingText&) = delete;
  MissingText& operator=(const MissingText&) = delete;

  /// "missing: 3 ECTS credits of at least 6 ECTS credits (certificate/b)".
  std::string of(const audit::Missing& missing) const;
  /// What new learning could do for that leaf, a line each: "nearest: Charts (3 ECTS credits): then
  /// nothing is missing".
  std::vector<std::string> outlook(const audit::Missing& missing,
                                   const audit::Outlook& outlook) const;

 private:
  std::string further_award(const audit::Alternative& alternative) const;

  const audit::Programme& programme_;
  Phrases phrases_;
  Phrases words_;  // of requirements
  Names names_;
  ProgrammeText rules_;
};

/// Exceptions in force on nodes of a programme's trees.
using ExceptionsInForce = std::vector<const requirement::Exception*>;

/// One audit. Ids stand as the files have them, with whatever characters.
class AuditText {
 public:
  /// `audit` is of `programme`, which was compiled from `catalogue`; all must outlive it, and so
  /// must the exceptions that it tells of. The language is as in Phrases.
  AuditText(const audit::Programme& programme, const audit::Audit& audit,
            const learning::Catalogue& catalogue, std::string_view language,
            ExceptionsInForce exceptions = {});

  /// "INCOMPLETE: Diploma: missing 2 parts and 6 ECTS credits".
  std::string status() const;
  /// What is proven, in a line, where that is less; none where the audit is exact.
  std::vector<std::string> bound() const;
  /// "at least 6 ECTS credits (3 of 6)  <- charts": a node of one of the programme's trees.
  std::string node(const audit::ProgrammeTree& tree, int index,
                   const audit::NodeResult& result) const;
  /// " (3 of 6)": how far such a result is, where that is counted.
  std::string progress(const audit::ProgrammeTree& tree, int index,
                       const audit::NodeResult& result) const;
  /// "exception e: waived by the dean: illness": a line for each that is in force on the node.
  std::vector<std::string> exceptions(const NodeId& node) const;
  /// Says what is missing leaf by leaf.
  const MissingText& leaves() const { return missing_; }
  /// A line for each reason.
  std::vector<std::string> reasons() const;
  std::string version(const version::AppliedVersion& version) const;
  std::string moved(const version::MovedException& moved) const;
  /// The head of what the goal asks for before it is begun.
  std::string before() const { return phrases_.say("before"); }

 private:
  std::string applied(const audit::NodeResult& result) const;
  std::string exception(const requirement::Exception& exception) const;
  std::string reason(const audit::Reason& reason) const;
  std::string nodes_of(const audit::Reason& reason) const;
  std::string list(const std::vector<std::string>& items) const;
  std::string shortened(const std::vector<std::string>& items) const;

  const audit::Programme& programme_;
  const audit::Audit& audit_;
  const learning::Catalogue& catalogue_;
  const ExceptionsInForce exceptions_;
  Phrases phrases_;
  Phrases words_;  // of requirements
  Names names_;
  ProgrammeText rules_;
  MissingText missing_;
};

}  // namespace cairn::documents
