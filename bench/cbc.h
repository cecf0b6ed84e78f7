// Debian's CBC in this process, as the peer of an exact search.
#pragma once

#include <coin/Cbc_C_Interface.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>

namespace cairn::bench {

/// The proven optimum, but for its sign, of the program in `file` (LP format), rounded to the
/// integer it must be; nothing when none is proven within `seconds` of the clock.
inline std::optional<std::int64_t> cbc_optimum(const std::string& file, double seconds) {
  Cbc_Model* model = Cbc_newModel();
  Cbc_setLogLevel(model, 0);
  Cbc_readLp(model, file.c_str());
  Cbc_setAllowableGap(model, 0);
  Cbc_setAllowableFractionGap(model, 0);
  Cbc_setMaximumSeconds(model, seconds);
  Cbc_solve(model);
  std::optional<std::int64_t> found;
  if (Cbc_isProvenOptimal(model) != 0) found = std::abs(std::llround(Cbc_getObjValue(model)));
  Cbc_deleteModel(model);
  return found;
}

}  // namespace cairn::bench
