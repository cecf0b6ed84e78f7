// Records as text, one document a line.
#pragma once

#include <cstddef>
#include <string>

#include "app/simulation/population.h"

namespace cairn::simulation {

/// Some lines of a file, each a record document in JSON or empty. What a record can be grouped by
/// are its facts.
class LineChunk final : public Chunk {
 public:
  /// The file's name and the number of the first line in it, from 1, are for errors.
  LineChunk(std::string text, std::string file, std::size_t first_line)
      : text_(std::move(text)), file_(std::move(file)), first_line_(first_line) {}

  Result<void> each(const std::function<Result<void>(const Member&)>& visit) const override;

 private:
  std::string text_;
  std::string file_;
  std::size_t first_line_;
};

}  // namespace cairn::simulation
