#include "cli/session.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <istream>
#include <ostream>

namespace cairn::cli {
namespace {

Result<std::string> read_all(std::istream& in, std::size_t bytes_max) {
  std::string bytes;
  std::array<char, 64 * 1024> block{};
  while (in.read(block.data(), block.size()) || in.gcount() > 0) {
    bytes.append(block.data(), static_cast<std::size_t>(in.gcount()));
    if (bytes.size() > bytes_max)
      return exhausted("input longer than " + std::to_string(bytes_max) + " bytes");
  }
  return bytes;
}

// How many bytes a character at the beginning of UTF-8 text takes that is a control character or
// turns the direction of text (U+202A to U+202E, U+2066 to U+2069); 0 for any other.
std::size_t control_length(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  if (byte(0) < 0x20 || byte(0) == 0x7F) return 1;
  if (byte(0) == 0xC2 && byte(1) >= 0x80 && byte(1) <= 0x9F) return 2;
  const bool embeds = byte(1) == 0x80 && byte(2) >= 0xAA && byte(2) <= 0xAE;
  const bool isolates = byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9;
  return byte(0) == 0xE2 && (embeds || isolates) ? 3 : 0;
}

}  // namespace

void Session::fail(const Error& error) {
  err << "cairn: " << printable(describe(error)) << "\n";
  exit = exit_code_of(error.code);
}

Result<std::ifstream> open_file(const std::string& path) {
  if (std::error_code ignored; std::filesystem::is_directory(path, ignored))
    return not_found("a folder where a file was expected", path);
  std::ifstream file(path, std::ios::binary);
  if (!file) return not_found("no such file, or it cannot be read", path);
  return file;
}

Result<std::string> read_input(Session& session, const std::string& path, std::size_t bytes_max) {
  if (path == "-") return read_all(session.in, bytes_max);
  CAIRN_TRY(std::ifstream file, open_file(path));
  return read_all(file, bytes_max);
}

Result<void> write_output(Session& session, const std::string& path, std::string_view bytes,
                          Access access) {
  if (path == "-") {
    session.out << bytes;
    return {};
  }
  const mode_t mode = access == Access::owner ? 0600 : 0644;
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (file < 0 && errno == EEXIST)
    return Error{ErrorCode::conflict, "there is such a file already; name another", path};
  if (file < 0) return not_found("the file cannot be made", path);
  bool written = true;
  for (std::size_t at = 0; written && at < bytes.size();) {
    const ssize_t count = ::write(file, bytes.data() + at, bytes.size() - at);
    written = count > 0;
    at += written ? static_cast<std::size_t>(count) : 0;
  }
  written = ::close(file) == 0 && written;
  if (!written) return Error{ErrorCode::unavailable, "the file cannot be written whole", path};
  return {};
}

Result<contexts::KnownContexts> open_contexts(Session& session, const std::string& folder) {
  if (folder.empty()) return contexts::KnownContexts();
  return contexts::KnownContexts::with_folder([&](const std::string& name) {
    return read_input(session, (std::filesystem::path(folder) / name).string());
  });
}

Result<Instant> parse_moment(std::string_view text, Instant now) {
  if (text.empty()) return now;
  if (const auto date = Date::parse(text)) {
    using std::chrono::milliseconds;
    return Instant(Instant::Millis(date->plus_days(1).days()) - milliseconds(1));
  }
  return Instant::parse(text);
}

Result<std::chrono::milliseconds> parse_age(std::string_view text) {
  using std::chrono::milliseconds;
  std::uint16_t count = 0;
  const auto [unit, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error == std::errc() && unit + 1 == text.data() + text.size()) {
    if (*unit == 'd') return milliseconds(std::chrono::days(count));
    if (*unit == 'h') return milliseconds(std::chrono::hours(count));
    if (*unit == 'm') return milliseconds(std::chrono::minutes(count));
  }
  return invalid("expected an age such as 90m, 12h or 3d", std::string(text));
}

std::string printable(std::string_view text) {
  std::string safe;
  while (!text.empty()) {
    const std::size_t length = control_length(text);
    safe.push_back(length > 0 ? ' ' : text.front());
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return safe;
}

void print_lines(std::ostream& out, const std::vector<std::string>& lines, std::size_t indent) {
  for (const std::string& line : lines) out << std::string(indent, ' ') << printable(line) << "\n";
}

}  // namespace cairn::cli
