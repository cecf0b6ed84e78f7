#include "cli/line_population.h"

#include <charconv>
#include <filesystem>
#include <fstream>
#include <istream>
#include <utility>

#include "app/simulation/record_lines.h"

namespace cairn::cli {
namespace {

using simulation::Chunk;
using simulation::LineChunk;
using simulation::Population;

constexpr std::size_t kBlock = 256 * 1024;
constexpr std::size_t kChunkBytes = 1024 * 1024;
constexpr std::size_t kLineMax = 4 * 1024 * 1024;

class LinePopulation final : public Population {
 public:
  /// `file` is kept where the stream is one that was opened for this.
  LinePopulation(std::istream& in, std::unique_ptr<std::ifstream> file, std::string name,
                 std::string identity)
      : file_(std::move(file)), in_(in), name_(std::move(name)), identity_(std::move(identity)) {}

  Result<std::unique_ptr<Chunk>> next() override {
    Part part = whole_lines();
    while (!part.is_full && read_block()) {
      part = whole_lines();
      if (pending_.size() - part.bytes > kLineMax)
        return exhausted("a line longer than " + std::to_string(kLineMax) + " bytes",
                         name_ + ", line " + std::to_string(line_ + part.lines));
    }
    // The last line may end with the file.
    if (!part.is_full && part.bytes < pending_.size()) part = {pending_.size(), part.lines + 1};
    if (part.bytes == 0) return std::unique_ptr<Chunk>();
    auto chunk = std::make_unique<LineChunk>(pending_.substr(0, part.bytes), name_, line_);
    pending_.erase(0, part.bytes);
    offset_ += part.bytes;
    line_ += part.lines;
    return std::unique_ptr<Chunk>(std::move(chunk));
  }

  std::string position() const override {
    return std::to_string(offset_) + ":" + std::to_string(line_);
  }

  Result<void> go_to(const std::string& position) override {
    const char* const end = position.data() + position.size();
    const auto [colon, no_offset] = std::from_chars(position.data(), end, offset_);
    if (no_offset != std::errc() || colon == end || *colon != ':')
      return invalid("no position in a file of lines", position);
    in_.clear();  // it may have been read to its end
    const auto [last, no_line] = std::from_chars(colon + 1, end, line_);
    if (no_line != std::errc() || last != end || !in_.seekg(static_cast<std::streamoff>(offset_)))
      return invalid("no position in a file of lines", position);
    pending_.clear();
    return {};
  }

  std::string identity() const override { return identity_; }

 private:
  // What of the pending text is the next chunk, so far.
  struct Part {
    std::size_t bytes = 0;
    std::size_t lines = 0;
    bool is_full = false;
  };

  Part whole_lines() const {
    Part part;
    while (!part.is_full) {
      const auto newline = pending_.find('\n', part.bytes);
      if (newline == std::string::npos) break;
      part.bytes = newline + 1;
      ++part.lines;
      part.is_full = part.lines == Chunk::kMembersMax || part.bytes >= kChunkBytes;
    }
    return part;
  }

  // False at the end.
  bool read_block() {
    const std::size_t before = pending_.size();
    pending_.resize(before + kBlock);
    in_.read(pending_.data() + before, static_cast<std::streamsize>(kBlock));
    pending_.resize(before + static_cast<std::size_t>(in_.gcount()));
    return pending_.size() > before;
  }

  std::unique_ptr<std::ifstream> file_;
  std::istream& in_;
  std::string name_;
  std::string identity_;
  std::string pending_;     ///< read, and not given out
  std::size_t offset_ = 0;  ///< of the pending text
  std::size_t line_ = 1;    ///< number of its first line
};

// Size and time of the last change.
std::string identity_of(const std::string& path) {
  std::error_code failure;
  const auto size = std::filesystem::file_size(path, failure);
  const auto changed = std::filesystem::last_write_time(path, failure);
  if (failure) return {};
  return std::to_string(size) + " bytes, " + std::to_string(changed.time_since_epoch().count());
}

}  // namespace

Result<std::unique_ptr<Population>> open_lines(Session& session, const std::string& path) {
  if (path == "-")
    return std::unique_ptr<Population>(
        std::make_unique<LinePopulation>(session.in, nullptr, "input", ""));
  CAIRN_TRY(std::ifstream opened, open_file(path));
  auto file = std::make_unique<std::ifstream>(std::move(opened));
  std::ifstream& in = *file;
  return std::unique_ptr<Population>(
      std::make_unique<LinePopulation>(in, std::move(file), path, identity_of(path)));
}

}  // namespace cairn::cli
