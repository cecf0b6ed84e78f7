#include "oracle/cbc.h"

#include <cmath>
#include <cstdlib>
#include <fstream>

namespace cairn::oracle {

std::optional<std::int64_t> cbc_optimum(const std::string& program,
                                        const std::filesystem::path& file,
                                        const CbcOptions& options) {
  std::ofstream(file) << program;
  const std::filesystem::path answer = file.string() + ".sol";
  std::filesystem::remove(answer);
  const std::string command =
      "cbc '" + file.string() + "' -seconds " + std::to_string(options.seconds_max) +
      (options.reductions == Reductions::all ? "" : " -preprocess off") +
      (options.reductions == Reductions::none ? " -cuts off" : "") +
      (options.at_most ? " -cutoff " + std::to_string(*options.at_most) + ".5" : "") +
      " -ratioGap 0 -allowableGap 0 -solve -solution '" + answer.string() + "' >/dev/null 2>&1";
  if (std::system(command.c_str()) != 0) return std::nullopt;
  std::ifstream in(answer);
  std::string line;
  std::getline(in, line);
  if (options.at_most && (line.starts_with("Infeasible") || line.starts_with("Integer infeasible")))
    return *options.at_most + 1;
  const auto at = line.find("objective value");
  if (!line.starts_with("Optimal") || at == std::string::npos) return std::nullopt;
  return std::llround(std::strtod(line.c_str() + at + 15, nullptr));
}

}  // namespace cairn::oracle
