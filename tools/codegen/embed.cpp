// Packs the files of a folder into a C++ source: embed OUT FUNCTION FOLDER SUFFIX
// (cmake/embed.cmake).
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "formats/crypto/digest.h"

namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<fs::path> files_below(const fs::path& folder, std::string_view suffix) {
  std::vector<fs::path> files;
  if (!fs::is_directory(folder)) return files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().string().ends_with(suffix))
      files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

std::string string_literal(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

/// The digest stands in the source, so a changed file recompiles it.
std::string source(const std::string& function, const fs::path& folder,
                   const std::vector<fs::path>& files) {
  auto split = function.rfind("::");
  std::string space = function.substr(0, split);
  std::string name = function.substr(split + 2);
  std::string out = "#include <span>\n#include \"base/embedded.h\"\n";
  std::string rows;
  for (std::size_t i = 0; i < files.size(); ++i) {
    std::string content = read_file(files[i]);
    std::string digest = cairn::crypto::to_hex(
        cairn::crypto::digest(cairn::crypto::HashAlgorithm::sha256, content).bytes());
    out += fmt::format(
        "asm(R\"(.section .rodata\nembedded_{0}_{1}:\n.incbin {2}\n.byte 0\n.previous\n)\");\n"
        "extern \"C\" const char embedded_{0}_{1}_bytes[] asm(\"embedded_{0}_{1}\");\n",
        name, i, string_literal(files[i].string()));
    rows += fmt::format("  {{{}, {}, {{embedded_{}_{}_bytes, {}}}}},\n",
                        string_literal(fs::relative(files[i], folder).generic_string()),
                        string_literal(digest), name, i, content.size());
  }
  out += fmt::format("namespace {} {{\nstd::span<const EmbeddedFile> {}();\n", space, name);
  if (files.empty())
    return out + fmt::format("std::span<const EmbeddedFile> {}() {{ return {{}}; }}\n}}\n", name);
  return out + fmt::format(
                   "static const EmbeddedFile k_{0}[] = {{\n{1}}};\n"
                   "std::span<const EmbeddedFile> {0}() {{ return k_{0}; }}\n}}\n",
                   name, rows);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) return 64;
  fs::path folder = argv[3];
  std::ofstream(argv[1], std::ios::binary) << source(argv[2], folder, files_below(folder, argv[4]));
  return 0;
}
