// Domain values as the JSON of api/openapi.yaml. One function per schema; names of organizations
// and achievements come from the snapshot.
#pragma once

#include <string>
#include <string_view>

#include "app/catalogue/snapshot.h"
#include "app/portfolio/portfolio.h"
#include "app/store/records.h"
#include "formats/json/writer.h"

namespace cairn::server {

/// The words of the schemas, for example "micro-credential".
std::string_view word_of(AchievementKind kind);
std::string_view word_of(learning::AchievementState state);
std::string_view word_of(learning::AwardStatus status);
std::string_view word_of(learning::OrganizationKind kind);
std::string_view word_of(store::Role role);

/// Each writes one JSON value.
class Presenter {
 public:
  /// Both must outlive it.
  Presenter(json::Writer& out, const catalogue::Snapshot& snapshot)
      : out_(out), snapshot_(snapshot) {}

  void organization_ref(const OrganizationId& id);
  void achievement_ref(const AchievementId& id);
  void achievement_summary(const learning::Achievement& achievement);
  void level(const framework::Level& level);
  void agreement_ref(const AgreementId& id, int version);
  void agreement(const recognition::Agreement& agreement);
  void award(const learning::Award& award);
  void decision(const recognition::Decision& decision);
  void precedent(const recognition::Precedent& precedent);
  void proposal(const recognition::Proposal& proposal);
  void portfolio_item(const portfolio::Item& item);
  void refusal(const recognition::Refusal& refusal);

 private:
  void agreement_members(const AgreementId& id, int version);
  void decision_members(const recognition::Decision& decision);
  void basis_members(const recognition::Decision& decision);
  void outcome_members(const recognition::Decision& decision);
  void node_ref(const NodeId& path);
  void stated_reason(const recognition::Refusal& refusal);
  void award_members(const learning::Award& award);
  void unknown_award(const portfolio::Item& item);

  json::Writer& out_;
  const catalogue::Snapshot& snapshot_;
};

void write_person(json::Writer& out, const store::Person& person);
void write_conferral(json::Writer& out, const store::KeptConferral& conferral);

/// The report with the organization and the achievement that the catalogue knows.
std::string report_json(const portfolio::Checked& checked);

}  // namespace cairn::server
