#include "server/api/api.h"

#include "server/api/operations.h"

namespace cairn::server {

Operations all_operations(const Api& api) {
  Operations operations;
  add_session_operations(operations, api);
  add_portfolio_operations(operations, api);
  add_audit_operations(operations, api);
  add_attestation_operations(operations, api);
  add_conferral_operations(operations, api);
  add_particulars_operations(operations, api);
  add_precedent_operations(operations, api);
  add_standing_operations(operations, api);
  add_planning_operations(operations, api);
  add_catalogue_operations(operations, api);
  add_administration_operations(operations, api);
  add_did_operations(operations, api);
  add_did_resolution(operations, api);
  add_status_operations(operations, api);
  add_log_operations(operations, api);
  add_vc_api_operations(operations, api);
  return operations;
}

}  // namespace cairn::server
