// Who signs on a server: the instances of the VC API that the configuration names, with their keys,
// and what organizations sign as: their status lists, and attestations.
#pragma once

#include <string>

#include "adapters/config/config.h"
#include "app/awarding/signing_key.h"
#include "app/status_lists/key_signer.h"
#include "app/vcapi/instance.h"
#include "base/result.h"
#include "cli/session.h"
#include "program/instance.h"

namespace cairn::program {

struct Listening {
  std::string origin;  ///< under which others reach the server
  bool on_loopback = true;
};

/// The configured instances; keys that are to be kept are made where there are none. Invalid, with
/// the name of the instance, for a key or suite that does not fit, a did:web without a public
/// origin, and an instance without a token beyond loopback.
Result<vcapi::Instances> instances_of(const adapters::Config& config, const Listening& listening,
                                      Instance& instance, cli::Session& session);

/// The did:web below which organizations sign; empty when they sign as their did:keys.
Result<std::string> organizations_did_of(const adapters::Config& config, const std::string& origin);

/// What an organization, or an instance of the VC API, signs its status lists as. not_found: nobody
/// here is called so.
Result<status_lists::SigningIdentity> list_identity(const std::string& tenant,
                                                    const vcapi::Instances& instances,
                                                    const std::string& organizations_did,
                                                    Instance& instance);

/// What an organization signs credentials with. not_found: it has no key here.
Result<awarding::IssuingKey> organization_key(const OrganizationId& organization,
                                              const std::string& organizations_did,
                                              Instance& instance);

}  // namespace cairn::program
