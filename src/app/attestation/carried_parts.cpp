#include "app/attestation/carried_parts.h"

#include <algorithm>
#include <array>
#include <utility>

namespace cairn::attestation {

void CarriedParts::add(const learning::Award& award, Part part) {
  carried.push_back({award.id, part.report.badge->credential_id});
  parts.push_back(std::move(part));
}

std::string_view word_of(Unfit unfit) {
  constexpr std::array<std::string_view, 6> kWords = {"not_valid", "other_kind", "token",
                                                      "nameless",  "repeated",   "differs"};
  return kWords.at(static_cast<std::size_t>(unfit));
}

std::optional<Unfit> CarriedParts::unfit(const Part& part, const learning::Award& award,
                                         const learning::Catalogue& catalogue) const {
  const std::string& id = part.report.badge->credential_id;
  if (state_of(part.report) == PartState::invalid) return Unfit::not_valid;
  if (part.document.root().find("proof") == nullptr) return Unfit::token;
  if (id.empty()) return Unfit::nameless;
  if (std::ranges::find(carried, id, &Carried::credential) != carried.end()) return Unfit::repeated;
  if (!disagreements(award, part, catalogue).empty()) return Unfit::differs;
  return {};
}

std::optional<std::string> one_subject(const std::vector<Part>& parts) {
  if (parts.empty()) return {};
  const std::string& first = parts.front().report.badge->subject_id;
  const bool is_one = std::ranges::all_of(
      parts, [&](const Part& part) { return part.report.badge->subject_id == first; });
  return is_one && !first.empty() ? std::optional(first) : std::nullopt;
}

}  // namespace cairn::attestation
