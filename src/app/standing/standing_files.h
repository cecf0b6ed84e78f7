// What `cairn standing` asks: from files to an answer. Nothing is stored.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "base/result.h"
#include "documents/catalogue_json.h"
#include "domain/standing/standing.h"
#include "domain/version/applicable.h"

namespace cairn::standing {

/// The files of one question: docs/reference/formats.md, "Files of the command line".
struct StandingFiles {
  std::span<const documents::NamedText> catalogue;
  documents::NamedText record;
};

struct StandingAnswer {
  version::Applicable applied;  ///< on the day; its catalogue says what ids stand for
  std::unique_ptr<const Programmes> programmes;  ///< stays where it is when the answer moves
  Standing standing;

  std::string to_json() const;
};

/// Reads the files, indexes the catalogue and holds the record against it. Errors name the file and
/// the place in it.
Result<StandingAnswer> stand_by_files(const StandingFiles& files, const Options& options);

}  // namespace cairn::standing
