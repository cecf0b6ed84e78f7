#include "formats/status/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <string>

namespace cairn::status {
namespace {

constexpr int kGzipWindow = 15 + 16;  // the largest window, GZIP framing
constexpr int kMemoryLevel = 9;
constexpr std::size_t kFirstBytes = 16 * 1024 + 1;  // the usual list, and room to see its end

// zlib takes what it calls "next_in" as writable but only reads it.
Bytef* input(Bytes bytes) { return const_cast<Bytef*>(bytes.data()); }

class Inflater {
 public:
  Inflater() { ready_ = inflateInit2(&stream_, kGzipWindow) == Z_OK; }
  ~Inflater() {
    if (ready_) inflateEnd(&stream_);
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  bool ready() const { return ready_; }
  z_stream& stream() { return stream_; }

 private:
  z_stream stream_{};
  bool ready_ = false;
};

}  // namespace

Result<std::vector<std::uint8_t>> gunzip(Bytes compressed, std::size_t bytes_max) {
  if (compressed.size() > std::numeric_limits<uInt>::max())
    return exhausted("too many compressed bytes");
  Inflater inflater;
  if (!inflater.ready()) return Error{ErrorCode::internal, "zlib cannot start", {}};
  z_stream& stream = inflater.stream();
  stream.next_in = input(compressed);
  stream.avail_in = static_cast<uInt>(compressed.size());

  std::vector<std::uint8_t> bytes(std::min(kFirstBytes, bytes_max + 1));
  int code = Z_OK;
  while (code == Z_OK) {
    if (stream.total_out == bytes.size()) {
      if (bytes.size() > bytes_max)
        return exhausted("GZIP data of more than " + std::to_string(bytes_max) + " bytes");
      bytes.resize(std::min(bytes.size() * 4, bytes_max + 1));
    }
    stream.next_out = bytes.data() + stream.total_out;
    stream.avail_out = static_cast<uInt>(bytes.size() - stream.total_out);
    code = inflate(&stream, Z_NO_FLUSH);
  }
  if (code != Z_STREAM_END) return invalid("no GZIP data, or damaged or cut off");
  if (stream.avail_in != 0) return invalid("something follows the GZIP data");
  if (stream.total_out > bytes_max)
    return exhausted("GZIP data of more than " + std::to_string(bytes_max) + " bytes");
  bytes.resize(stream.total_out);
  return bytes;
}

std::vector<std::uint8_t> gzip(Bytes bytes) {
  z_stream stream{};
  const int ready = deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, kGzipWindow, kMemoryLevel,
                                 Z_DEFAULT_STRATEGY);
  CAIRN_ASSERT(ready == Z_OK);
  std::vector<std::uint8_t> compressed(deflateBound(&stream, static_cast<uLong>(bytes.size())));
  stream.next_in = input(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = compressed.data();
  stream.avail_out = static_cast<uInt>(compressed.size());
  const int code = deflate(&stream, Z_FINISH);
  CAIRN_ASSERT(code == Z_STREAM_END);
  compressed.resize(stream.total_out);
  deflateEnd(&stream);
  return compressed;
}

}  // namespace cairn::status
