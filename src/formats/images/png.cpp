#include "formats/images/png.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "formats/images/crc.h"
#include "formats/images/credential_text.h"

namespace cairn::images {
namespace {

constexpr std::size_t kSignatureBytes = 8;
constexpr std::size_t kFrameBytes = 12;  // length, type and CRC around the data of a chunk
constexpr std::uint32_t kChunkBytesMax = (1U << 31) - 1;  // PNG 5.3
constexpr std::size_t kHeaderBytes = 13;
constexpr std::string_view kKeyword = "openbadgecredential";
constexpr std::string_view kKeywordOfVersion2 = "openbadges";

struct Chunk {
  std::string_view type;  // 4 letters
  std::string_view data;
  std::string_view whole;  // with its length, type and CRC
  std::size_t offset = 0;  // of `whole` in the picture
};

std::string place(std::size_t offset, std::string_view type) {
  std::string place = "byte " + std::to_string(offset);
  return type.empty() ? place : place.append(", chunk ").append(type);
}

std::uint32_t big_endian(std::string_view four) {
  std::uint32_t value = 0;
  for (const char c : four) value = value << 8 | static_cast<std::uint8_t>(c);
  return value;
}

std::string big_endian(std::uint32_t value) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFF);
  return out;
}

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

/// PNG 5.3: length, type, data, CRC of type and data.
Result<Chunk> read_chunk(std::string_view png, std::size_t offset) {
  const std::string_view rest = png.substr(offset);
  if (rest.size() < kFrameBytes)
    return invalid("the picture ends where a chunk is expected", place(offset, {}));
  Chunk chunk;
  chunk.offset = offset;
  chunk.type = rest.substr(4, 4);
  if (!std::all_of(chunk.type.begin(), chunk.type.end(), is_letter))
    return invalid("a chunk's type must be four letters", place(offset, {}));
  const std::uint32_t length = big_endian(rest.substr(0, 4));
  if (length > kChunkBytesMax || length > rest.size() - kFrameBytes)
    return invalid(fmt::format("the chunk is cut off: {} bytes announced, {} left", length,
                               rest.size() - kFrameBytes),
                   place(offset, chunk.type));
  chunk.data = rest.substr(8, length);
  chunk.whole = rest.substr(0, kFrameBytes + length);
  if (crc32_of(rest.substr(4, 4 + length)) != big_endian(rest.substr(8 + length, 4)))
    return invalid("the chunk's CRC is wrong: the picture is damaged", place(offset, chunk.type));
  return chunk;
}

Result<void> check_order(const Chunk& chunk, bool first) {
  if (first != (chunk.type == "IHDR"))
    return invalid("IHDR must be the first chunk and the only one of its type",
                   place(chunk.offset, chunk.type));
  if (first && chunk.data.size() != kHeaderBytes)
    return invalid("IHDR must have 13 bytes", place(chunk.offset, chunk.type));
  return {};
}

/// Visits the chunks from IHDR to IEND, all whole, until one is refused.
template <class Visit>
Result<void> each_chunk(std::string_view png, const ImageLimits& limits, Visit visit) {
  if (kind_of(png) != ImageKind::png) return invalid("no PNG signature", "byte 0");
  if (png.size() > limits.bytes_max)
    return exhausted(fmt::format("the picture is larger than {} bytes", limits.bytes_max));
  std::size_t offset = kSignatureBytes;
  for (std::size_t count = 0;; ++count) {
    if (count == limits.parts_max)
      return exhausted(fmt::format("more than {} chunks", limits.parts_max), place(offset, {}));
    CAIRN_TRY(const Chunk chunk, read_chunk(png, offset));
    CAIRN_CHECK(check_order(chunk, count == 0));
    CAIRN_CHECK(visit(chunk));
    if (chunk.type == "IEND") return {};
    offset += chunk.whole.size();
  }
}

/// What a text chunk says of its text.
struct ChunkText {
  bool compressed = false;
  std::string_view text;
};

/// PNG 11.3.4.5: keyword 0 flag method language 0 translated-keyword 0 text. `rest` begins behind
/// the first 0.
std::optional<ChunkText> parse_international(std::string_view rest) {
  if (rest.size() < 2) return std::nullopt;
  const char flag = rest[0];
  const char method = rest[1];
  const std::size_t language_end = rest.find('\0', 2);
  if (language_end == std::string_view::npos) return std::nullopt;
  const std::size_t translated_end = rest.find('\0', language_end + 1);
  if (translated_end == std::string_view::npos) return std::nullopt;
  if (flag < 0 || flag > 1 || (flag == 1 && method != 0)) return std::nullopt;
  return ChunkText{flag == 1, rest.substr(translated_end + 1)};
}

/// PNG 11.3.4.3 to 11.3.4.5. nullopt when the chunk is not of the form of its type.
std::optional<ChunkText> parse_text(const Chunk& chunk) {
  const std::string_view rest = chunk.data.substr(chunk.data.find('\0') + 1);
  if (chunk.type == "tEXt") return ChunkText{false, rest};
  if (chunk.type == "iTXt") return parse_international(rest);
  if (!rest.starts_with('\0')) return std::nullopt;  // zTXt: the compression method
  return ChunkText{true, rest.substr(1)};
}

/// By the keyword before the first 0.
std::optional<BakedKind> kind_of_chunk(const Chunk& chunk) {
  if (chunk.type != "iTXt" && chunk.type != "tEXt" && chunk.type != "zTXt") return std::nullopt;
  const std::size_t end = chunk.data.find('\0');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view keyword = chunk.data.substr(0, end);
  if (keyword == kKeyword) return BakedKind::credential;
  if (keyword == kKeywordOfVersion2) return BakedKind::assertion;
  return std::nullopt;
}

/// A zlib stream that must be whole and give at most `bytes_max` bytes.
Result<std::string> inflate_text(std::string_view stream, std::size_t bytes_max,
                                 const std::string& where) {
  z_stream state{};
  if (inflateInit(&state) != Z_OK) return Error{ErrorCode::internal, "zlib did not start", where};
  state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(stream.data()));
  state.avail_in = static_cast<uInt>(stream.size());  // at most kChunkBytesMax
  std::string out;
  std::array<char, 16384> buffer;
  int code = Z_OK;
  while (code == Z_OK && out.size() <= bytes_max) {
    state.next_out = reinterpret_cast<Bytef*>(buffer.data());
    state.avail_out = buffer.size();
    code = inflate(&state, Z_NO_FLUSH);
    out.append(buffer.data(), buffer.size() - state.avail_out);
  }
  inflateEnd(&state);
  if (out.size() > bytes_max)
    return exhausted(fmt::format("the credential is larger than {} bytes", bytes_max), where);
  if (code != Z_STREAM_END) return invalid("the compressed text is damaged", where);
  return out;
}

Result<std::string> text_of(const Chunk& chunk, const std::string& where,
                            const ImageLimits& limits) {
  const std::optional<ChunkText> text = parse_text(chunk);
  if (!text)
    return invalid(
        fmt::format("the chunk with the credential is not a well-formed {} chunk", chunk.type),
        where);
  if (text->text.empty()) return invalid("the chunk for the credential is empty", where);
  if (text->compressed) return inflate_text(text->text, limits.credential_bytes_max, where);
  if (text->text.size() > limits.credential_bytes_max)
    return exhausted(
        fmt::format("the credential is larger than {} bytes", limits.credential_bytes_max), where);
  return std::string(text->text);
}

void append_credential_chunk(std::string& out, std::string_view credential) {
  constexpr std::size_t kMarks = 5;  // end of keyword, not compressed, no language, no translation
  const std::size_t length = kKeyword.size() + kMarks + credential.size();
  out += big_endian(static_cast<std::uint32_t>(length));
  const std::size_t from = out.size();
  out.append("iTXt").append(kKeyword).append(kMarks, '\0').append(credential);
  out += big_endian(crc32_of(std::string_view(out).substr(from)));
}

}  // namespace

Result<std::vector<Baked>> find_in_png(std::string_view png, const ImageLimits& limits) {
  std::vector<Baked> found;
  const auto take = [&](const Chunk& chunk) -> Result<void> {
    const auto kind = kind_of_chunk(chunk);
    if (!kind) return {};
    std::string where = place(chunk.offset, chunk.type);
    if (found.size() == limits.credentials_max)
      return exhausted(fmt::format("more than {} credentials", limits.credentials_max), where);
    CAIRN_TRY(std::string text, text_of(chunk, where, limits));
    if (text.empty()) return invalid("the chunk for the credential is empty", where);
    found.push_back({*kind, std::move(text), std::move(where)});
    return {};
  };
  CAIRN_CHECK(each_chunk(png, limits, take));
  return found;
}

Result<std::string> bake_into_png(std::string_view png, std::string_view credential,
                                  Replace replace, const ImageLimits& limits) {
  std::vector<Chunk> chunks;
  std::vector<BakedKind> there;
  CAIRN_CHECK(each_chunk(png, limits, [&](const Chunk& chunk) -> Result<void> {
    chunks.push_back(chunk);
    if (const auto kind = kind_of_chunk(chunk)) there.push_back(*kind);
    return {};
  }));
  CAIRN_CHECK(check_replaceable(there, replace));
  std::string out;
  out.reserve(png.size() + credential.size() + 64);
  out += png.substr(0, kSignatureBytes);
  out += chunks.front().whole;
  append_credential_chunk(out, credential);
  for (std::size_t i = 1; i < chunks.size(); ++i) {
    const auto kind = kind_of_chunk(chunks[i]);
    if (!kind || !goes(*kind, replace)) out += chunks[i].whole;
  }
  out += png.substr(chunks.back().offset + chunks.back().whole.size());
  return out;
}

}  // namespace cairn::images
