// Where the outside conformance vectors are, and whole files from them.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace cairn::test {

/// The folder named by CAIRN_VECTORS, else ../shared/vectors relative to the project root (the
/// working directory of every test).
inline std::filesystem::path vectors_folder() {
  const char* named = std::getenv("CAIRN_VECTORS");
  return named != nullptr ? named : "../shared/vectors";
}

/// False, with a line that says "skipped", where the set is absent: it then counts as skipped.
inline bool have_vectors(const std::string& set) {
  if (std::filesystem::exists(vectors_folder() / set)) return true;
  std::printf("vectors %s: skipped, no folder %s\n", set.c_str(), (vectors_folder() / set).c_str());
  return false;
}

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace cairn::test
