// Publishing definitions: a catalogue document into the store, all of it or nothing.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/store/store.h"
#include "base/ports.h"
#include "base/result.h"
#include "documents/catalogue_json.h"

namespace cairn::catalogue {

/// Whether the people of a demonstration may come along.
enum class People { refused, allowed };

struct ImportRequest {
  std::span<const documents::NamedText> files;
  std::string actor;  ///< for the journal
  People people = People::refused;
};

struct ImportReport {
  int added = 0;
  int changed = 0;  ///< new versions of what was there
  int unchanged = 0;
  int people = 0;  ///< added
};

/// What the import needs from outside.
struct ImportPorts {
  store::Store& store;
  const Clock& clock;
  Random& random;
};

/// The files are checked together with what is stored, as the whole they would be. Importing the
/// same again changes nothing. Published means frozen: an achievement or agreement that differs
/// from its stored version needs a higher `version` (conflict). People that are there already keep
/// their record.
Result<ImportReport> import_catalogue(const ImportPorts& ports, const ImportRequest& request);

}  // namespace cairn::catalogue
