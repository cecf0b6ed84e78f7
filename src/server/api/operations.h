// The groups of operations, each in the source file of its name. Private to server/api.
#pragma once

#include "server/api/api.h"

namespace cairn::server {

void add_session_operations(Operations& operations, const Api& api);
void add_portfolio_operations(Operations& operations, const Api& api);
void add_audit_operations(Operations& operations, const Api& api);
void add_particulars_operations(Operations& operations, const Api& api);
void add_precedent_operations(Operations& operations, const Api& api);
void add_attestation_operations(Operations& operations, const Api& api);
void add_conferral_operations(Operations& operations, const Api& api);
void add_standing_operations(Operations& operations, const Api& api);
void add_planning_operations(Operations& operations, const Api& api);
void add_catalogue_operations(Operations& operations, const Api& api);
void add_administration_operations(Operations& operations, const Api& api);
void add_did_operations(Operations& operations, const Api& api);
void add_did_resolution(Operations& operations, const Api& api);
void add_status_operations(Operations& operations, const Api& api);
void add_log_operations(Operations& operations, const Api& api);
void add_vc_api_operations(Operations& operations, const Api& api);

}  // namespace cairn::server
