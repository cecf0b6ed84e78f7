// A context definition being processed: its entries, and which terms are defined already.
#pragma once

#include <vector>

#include "formats/rdf/context_processing.h"

namespace cairn::rdf {

struct ContextProcessor::Entry {
  enum class State : std::uint8_t { waiting, defining, defined };
  const json::Value* value = nullptr;
  State state = State::waiting;
};

/// The entries point into the JSON documents they come from.
struct ContextProcessor::LocalContext {
  explicit LocalContext(std::uint64_t seed) : entries(seed) {}

  const json::Value* find(std::string_view key) const {
    const Entry* entry = entries.find(key);
    return entry == nullptr ? nullptr : entry->value;
  }

  void put(const json::Member& member) {
    Entry& entry = entries.at(member.key);
    if (entry.value == nullptr) keys.push_back(member.key);
    entry.value = &member.value;
  }

  TextTable<Entry> entries;
  std::vector<std::string_view> keys;
};

/// Create Term Definition (section 4.2.2) for the terms of one context definition.
class TermBuilder {
 public:
  using Run = ContextProcessor::Run;
  using LocalContext = ContextProcessor::LocalContext;

  TermBuilder(ContextProcessor& processor, Context& active, LocalContext& local, const Run& run)
      : processor_(processor), active_(active), local_(local), run_(run) {}

  /// "@protected" of the whole context definition.
  Result<void> set_protection(const json::Value& value);

  Result<void> create(std::string_view term);

 private:
  struct Draft {
    std::string_view term;
    const json::Value* value;  // a map, or what "@id" would be in one
    const TermDefinition* previous;
    bool simple = false;
    TermDefinition made;

    /// The entry of the definition's map; a simple value counts as "@id".
    const json::Value* entry(std::string_view key) const;
  };

  enum class Outcome : std::uint8_t { keep, ignore };

  Result<void> create_new(std::string_view term, const json::Value& value);
  Result<void> check_keyword_term(std::string_view term, const json::Value& value) const;
  Result<Outcome> fill(Draft& draft);
  Result<void> read_protected(Draft& draft) const;
  Result<void> read_type(Draft& draft);
  Result<Outcome> read_reverse(Draft& draft);
  Result<Outcome> read_id(Draft& draft);
  Result<void> check_own_expansion(const Draft& draft);
  Result<void> derive_iri(Draft& draft);
  Result<void> read_container(Draft& draft) const;
  Result<void> read_index(Draft& draft);
  Result<void> read_scoped(Draft& draft);
  Result<void> read_language(Draft& draft) const;
  Result<void> read_direction(Draft& draft) const;
  Result<void> read_nest(Draft& draft) const;
  Result<void> read_prefix(Draft& draft) const;
  Result<void> check_entries(const Draft& draft) const;
  Result<void> finish(Draft& draft);

  /// IRI expansion relative to vocab with this local context: terms it needs are created first.
  Result<ExpandedIri> expand(std::string_view value);
  Result<void> create_if_waiting(std::string_view term);

  Error error(std::string_view code, const Draft& draft, std::string_view expected) const;
  bool is_1_0() const { return processor_.mode_ == ProcessingMode::json_ld_1_0; }

  ContextProcessor& processor_;
  Context& active_;
  LocalContext& local_;
  const Run& run_;
  bool protected_ = false;
  std::string scratch_;
};

}  // namespace cairn::rdf
