// Recognition asked on files: what a record is worth at one receiver, or across all. Nothing is
// stored.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "documents/catalogue_json.h"
#include "domain/ids/ids.h"
#include "domain/recognition/choose.h"
#include "domain/recognition/precedent.h"
#include "domain/recognition/propose.h"

namespace cairn::recognising {

/// The files of one question: docs/reference/formats.md, "Files of the command line".
struct Files {
  documents::NamedText record;
  std::span<const documents::NamedText> catalogue;
  std::optional<documents::NamedText> precedents;
};

struct Question {
  Date at;
  OrganizationId receiver;  ///< empty: every receiver, and across them
  std::uint64_t nodes_max = recognition::kChoiceNodes;
};

enum class Outcome { recognised, nothing, undecided };

struct BestAt {
  OrganizationId receiver;
  recognition::Choice choice;
};

struct Answer {
  Outcome outcome = Outcome::nothing;
  Date at;
  recognition::Proposals proposals;
  std::vector<BestAt> receivers;              ///< by id
  std::optional<recognition::Choice> across;  ///< where there are several receivers
  std::vector<recognition::Precedent> precedents;
  documents::CatalogueDocument catalogue;  ///< what the ids stand for

  const recognition::Proposal& find(const DecisionId& id) const;
  std::string to_json() const;
};

/// Reads the files, proposes and chooses. Errors name the file and the place in it.
Result<Answer> recognise_files(const Files& files, const Question& question);

}  // namespace cairn::recognising
