// The replay of `cairn case check`: from files to where a case stands. Nothing is stored.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "documents/case_report_json.h"
#include "documents/catalogue_json.h"
#include "domain/learning/catalogue.h"
#include "domain/prior_learning/step.h"

namespace cairn::prior_learning {

/// The files of one question: docs/reference/formats.md, "Files of the command line".
struct CaseFiles {
  documents::NamedText history;  ///< the case document, at most a megabyte
  std::span<const documents::NamedText> catalogue;
};

struct CaseAnswer {
  documents::CaseReport report;
  std::vector<Step> steps;        ///< of the history, up to the day
  learning::Catalogue catalogue;  ///< what the case's ids stand for

  std::string to_json() const;
};

/// Reads the files and replays the steps up to the day `at`, included. Errors name the file and the
/// place in it; a step that a rule forbids is none.
Result<CaseAnswer> check_case(const CaseFiles& files, Date at);

}  // namespace cairn::prior_learning
