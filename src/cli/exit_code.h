// The exit codes of every command: a contract (README.md), kept in this one place.
#pragma once

#include "base/result.h"

namespace cairn::cli {

enum class ExitCode {
  ok = 0,         ///< valid, complete, an optimal plan
  no = 1,         ///< invalid, incomplete, no plan exists
  unknown = 2,    ///< could not be checked
  undecided = 3,  ///< undecided or not proven; the answer gives the bound
  usage = 64,
  malformed = 65,
  no_such_file = 66,
  internal = 70,
};

/// How a failed operation leaves the program.
constexpr ExitCode exit_code_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid:
    case ErrorCode::exhausted:
    case ErrorCode::conflict:
    case ErrorCode::corrupt:
      return ExitCode::malformed;
    case ErrorCode::not_found:
      return ExitCode::no_such_file;
    case ErrorCode::unavailable:
    case ErrorCode::forbidden:
    case ErrorCode::unauthenticated:
      return ExitCode::unknown;
    case ErrorCode::internal:
      return ExitCode::internal;
  }
  return ExitCode::internal;
}

}  // namespace cairn::cli
