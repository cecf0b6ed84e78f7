// The native side of `./dev bench images`: baking the credentials of a file, one JSON text a line,
// into a picture of 51 KB and taking them out again, beside the copy with the new chunk's CRC and
// the walk over all chunks with their CRCs. The last picture is damaged and must be refused.
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "formats/images/crc.h"
#include "formats/images/image.h"
#include "turns.h"

using namespace cairn;

namespace {

constexpr std::size_t kPixelBytes = 51'000;
constexpr std::size_t kHeadBytes = 33;  // signature and IHDR
constexpr std::size_t kTurn = 8;        // as many pictures as the nearer caches hold

void append_big_endian(std::string& out, unsigned long number) {
  for (const int shift : {24, 16, 8, 0}) out.push_back(static_cast<char>(number >> shift & 255));
}

void append_chunk(std::string& out, std::string_view type, std::string_view data) {
  append_big_endian(out, data.size());
  const std::size_t from = out.size();
  out.append(type).append(data);
  append_big_endian(out, images::crc32_of(std::string_view(out).substr(from)));
}

// Whether the pixels mean anything nobody asks.
std::string picture() {
  std::string png = "\x89PNG\r\n\x1a\n";
  std::string head;
  append_big_endian(head, 400);
  append_big_endian(head, 400);
  append_chunk(png, "IHDR", head.append("\x08\x02\x00\x00\x00", 5));
  std::string pixels;
  for (std::uint32_t i = 0; pixels.size() < kPixelBytes; ++i)
    pixels.push_back(static_cast<char>(i * 2654435761U >> 24));
  append_chunk(png, "IDAT", pixels);
  append_chunk(png, "IEND", "");
  return png;
}

std::string floor_bake(const std::string& png, const std::string& credential) {
  std::string out;
  out.reserve(png.size() + credential.size() + 64);
  out.append(png, 0, kHeadBytes);
  append_big_endian(out, 24 + credential.size());
  const std::size_t from = out.size();
  out.append("iTXtopenbadgecredential\0\0\0\0\0", 28).append(credential);
  append_big_endian(out, images::crc32_of(std::string_view(out).substr(from)));
  return out.append(png, kHeadBytes);
}

// Whether every chunk's CRC is right.
bool floor_walk(std::string_view png) {
  const auto number_at = [&](std::size_t at) {
    unsigned long number = 0;
    for (std::size_t i = 0; i < 4; ++i)
      number = number << 8 | static_cast<unsigned char>(png[at + i]);
    return number;
  };
  for (std::size_t at = 8; at < png.size();) {
    const unsigned long size = number_at(at);
    if (images::crc32_of(png.substr(at + 4, size + 4)) != number_at(at + 8 + size)) return false;
    at += size + 12;
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 64;
  std::vector<std::string> credentials;
  std::ifstream file(argv[1]);
  for (std::string line; std::getline(file, line);) credentials.push_back(line);
  if (credentials.empty()) return 66;
  const std::string png = picture();
  std::string damaged = png;
  damaged[png.size() / 2] ^= 1;
  const std::size_t last = credentials.size() - 1;
  std::vector<std::string> baked;
  for (const std::string& each : credentials) baked.push_back(floor_bake(png, each));
  baked.back()[png.size() / 2] ^= 1;
  for (std::size_t i = 0; i < last; ++i) {  // once, and not timed: the floors compare nothing
    if (images::bake(png, credentials[i], images::Replace::nothing).value() != baked[i]) return 70;
    if (images::unbake(baked[i]).value().text != credentials[i]) return 70;
  }
  return bench::serve_rounds(
      {{"bake_floor",
        [&](std::size_t i) { return floor_bake(png, credentials[i]).size() > png.size(); }},
       {"bake",
        [&](std::size_t i) {
          const auto made =
              images::bake(i == last ? damaged : png, credentials[i], images::Replace::nothing);
          return i == last ? !made : made && made->size() == baked[i].size();
        }},
       {"unbake_floor", [&](std::size_t i) { return floor_walk(baked[i]) == (i != last); }},
       {"unbake",
        [&](std::size_t i) {
          const auto found = images::unbake(baked[i]);
          return i == last ? !found : found && found->text.size() == credentials[i].size();
        }}},
      credentials.size(), kTurn);
}
