// Where the parts of a catalogue are written: for findings that are made of values, which know no
// files.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "documents/catalogue_json.h"
#include "domain/ids/ids.h"
#include "domain/learning/pathway.h"
#include "formats/json/reader.h"
#include "formats/json/value.h"

namespace cairn::documents {

struct Place {
  std::string file;
  int line = 1;    ///< from 1
  int column = 1;  ///< from 1, in code points
};

/// One tree of one achievement as its file writes it.
struct WrittenTree {
  AchievementId achievement;
  std::string_view member = "requirement";  ///< or "prerequisites"
  int version = 0;                          ///< of a series of requirements; 0: there is none
};

/// Keeps the files' texts and trees, and where their items stand, so that each place is found in
/// the time that its own tree takes.
class CatalogueOutline {
 public:
  /// `files` must have passed read_catalogue().
  static Result<CatalogueOutline> of(std::span<const NamedText> files);

  /// The achievement where it has no such tree; nothing where there is no such achievement.
  std::optional<Place> tree(const WrittenTree& written) const;
  /// A node of the tree, or the policy rule that a merged requirement calls so. The tree where
  /// neither is found.
  std::optional<Place> node(const WrittenTree& written, const NodeId& id) const;
  /// A rule of the node `carrier`, such as a limit; as above. Rules of two nodes may share an id.
  std::optional<Place> rule(const WrittenTree& written, const NodeId& carrier,
                            const std::string& id) const;
  /// Nothing where there is no such pathway.
  std::optional<Place> pathway(const learning::PathwayId& id) const;

 private:
  struct File {
    NamedText text;
    json::Document document;
    std::vector<json::Position> marks;  ///< of every so many bytes, the first one first
  };
  struct Found {
    const File* file = nullptr;
    const json::Value* value = nullptr;
  };

  void add_items(const File& file);
  Found find(std::string_view list, std::string_view id) const;
  Found find_tree(const WrittenTree& written) const;
  Found find_policy_rule(const std::string& name) const;
  Found find_node(const WrittenTree& written, const NodeId& id) const;
  static std::optional<Place> place(const Found& found);

  std::deque<File> files_;  ///< stay where they are, as items point to them
  /// By the list that they are in, and their id.
  std::map<std::pair<std::string, std::string>, Found> items_;
};

}  // namespace cairn::documents
