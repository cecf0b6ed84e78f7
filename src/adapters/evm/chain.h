// A chain of the Ethereum kind as the port that checkpoints are anchored on, by JSON-RPC.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "app/log/anchor.h"
#include "base/result.h"

namespace cairn::adapters {

/// Posts one JSON-RPC request to the node and gives the body of its answer.
using PostJson = std::function<Result<std::string>(std::string_view body)>;

/// `from` is the account that pays, "0x" and 40 hexadecimal digits; the node at the other end of
/// `post` holds its key, or asks who does (ADR 21). Empty: nothing can be published. Errors of the
/// node are unavailable, with its own words.
std::unique_ptr<log::Chain> make_evm_chain(PostJson post, std::string from);

}  // namespace cairn::adapters
