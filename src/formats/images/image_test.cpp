#include "formats/images/image.h"

#include <doctest/doctest.h>
#include <zlib.h>

#include <string>
#include <vector>

#include "formats/images/png.h"
#include "support/vectors.h"

using namespace cairn;
using images::bake;
using images::ImageKind;
using images::kind_of;
using images::unbake;

namespace {

const std::string kCredential = R"({"name":"شارة \u200f","n":"]]><svg>&amp;"})";

std::string example(const std::string& name) { return test::read_file("examples/badges/" + name); }

std::string text_in(std::string_view image) {
  const auto text = unbake(image);
  REQUIRE_MESSAGE(text.has_value(), describe(text.error()));
  return *text;
}

Error refusal(std::string_view image, const images::ImageLimits& limits = {}) {
  const auto text = unbake(image, limits);
  REQUIRE_FALSE(text.has_value());
  return text.error();
}

bool says(const Error& error, std::string_view words) {
  return error.message.find(words) != std::string::npos;
}

std::string four_bytes(unsigned long value) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFF);
  return out;
}

std::string chunk(const std::string& type, const std::string& data) {
  const std::string body = type + data;
  const auto crc = crc32_z(0, reinterpret_cast<const Bytef*>(body.data()), body.size());
  return four_bytes(data.size()) + body + four_bytes(crc);
}

const std::string kSignature = "\x89PNG\r\n\x1a\n";
const std::string kHeader = chunk("IHDR", std::string("\0\0\0\1\0\0\0\1\10\0\0\0\0", 13));
const std::string kEnd = chunk("IEND", "");

std::string png_with(const std::string& chunks) { return kSignature + kHeader + chunks + kEnd; }

std::string itxt(const std::string& keyword, const std::string& text, char compressed = 0) {
  return chunk("iTXt", keyword + std::string{'\0', compressed, '\0', '\0', '\0'} + text);
}

std::string deflated(const std::string& text) {
  uLongf size = compressBound(text.size());
  std::vector<Bytef> out(size);
  REQUIRE(compress(out.data(), &size, reinterpret_cast<const Bytef*>(text.data()), text.size()) ==
          Z_OK);
  return {reinterpret_cast<const char*>(out.data()), size};
}

std::string svg_with(const std::string& inside, const std::string& prolog = "") {
  return prolog +
         R"(<svg xmlns="http://www.w3.org/2000/svg" )"
         R"(xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0">)" +
         inside + "<path d=\"M0 0\"/></svg>";
}

}  // namespace

TEST_CASE("the kind of a picture is told by its first bytes") {
  CHECK(kind_of(example("picture.png")) == ImageKind::png);
  CHECK(kind_of(example("picture.svg")) == ImageKind::svg);
  CHECK(kind_of("\xEF\xBB\xBF \n<svg/>") == ImageKind::svg);
  CHECK(kind_of("{}") == ImageKind::none);
  CHECK(kind_of("") == ImageKind::none);
  CHECK(kind_of("\x89PNG") == ImageKind::none);
  CHECK(refusal("{}").where == "byte 0");
}

TEST_CASE("badges that npm packages baked hold one credential, the same in PNG and SVG") {
  const std::string in_png = text_in(example("sql-for-analysts.png"));
  CHECK(in_png.starts_with(R"({"@context":["https://www.w3.org/ns/credentials/v2")"));
  CHECK(in_png == text_in(example("sql-for-analysts.svg")));
  CHECK(text_in(example("arabic.png")).find("النمذجة") != std::string::npos);
}

TEST_CASE("damaged and unsuitable pictures are refused with the place") {
  CHECK(refusal(example("bad-crc.png")).where == "byte 33, chunk iTXt");
  CHECK(says(refusal(example("bad-crc.png")), "CRC"));
  CHECK(says(refusal(example("bad-truncated.png")), "cut off"));
  CHECK(says(refusal(example("bad-two-credentials.png")), "several"));
  CHECK(says(refusal(example("picture.png")), "no credential"));
  CHECK(says(refusal(example("picture.svg")), "no credential"));
}

TEST_CASE("what is baked comes back, and replaces what was there") {
  for (const char* name : {"picture.png", "sql-for-analysts.png", "bad-two-credentials.png",
                           "picture.svg", "sql-for-analysts.svg"}) {
    CAPTURE(name);
    for (const std::string& credential : {kCredential, std::string("eyJh.eyJi.c2ln-_")}) {
      const auto baked = bake(example(name), "\n" + credential + " ");
      REQUIRE_MESSAGE(baked.has_value(), describe(baked.error()));
      CHECK(text_in(*baked) == credential);
    }
  }
}

TEST_CASE("a PNG keeps its other chunks byte for byte") {
  const std::string plain = example("picture.png");
  const auto baked = bake(plain, kCredential);
  REQUIRE(baked.has_value());
  const std::size_t header_end = kSignature.size() + kHeader.size();
  CHECK(baked->substr(0, header_end) == plain.substr(0, header_end));
  CHECK(baked->ends_with(plain.substr(header_end)));
  CHECK(*bake(*baked, kCredential) == *baked);
}

TEST_CASE("only a JSON object or a compact JWS is baked") {
  for (const char* text : {"", " ", "[1]", "{\"a\":1", "two words", "{\"a\":\"\x01\"}"}) {
    CAPTURE(text);
    CHECK(bake(example("picture.png"), text).error().code == ErrorCode::invalid);
    CHECK(bake(example("picture.svg"), text).error().code == ErrorCode::invalid);
  }
}

TEST_CASE("PNG: the frame of every chunk is checked") {
  CHECK(text_in(png_with(itxt("openbadgecredential", "{}"))) == "{}");
  CHECK(text_in(png_with(itxt("openbadgecredential", "{}")) + "trailing bytes") == "{}");
  CHECK(says(refusal(kSignature), "ends where a chunk"));
  CHECK(says(refusal(kSignature + kEnd), "IHDR must be the first"));
  CHECK(says(refusal(kSignature + kHeader), "ends where a chunk"));
  CHECK(says(refusal(png_with(kHeader)), "IHDR must be the first"));
  CHECK(says(refusal(kSignature + chunk("IHDR", "short") + kEnd), "13 bytes"));
  CHECK(says(refusal(png_with(chunk("1234", ""))), "four letters"));
  CHECK(says(refusal(kSignature + kHeader + "\xff\xff\xff\xffiTXt1234567890"), "cut off"));
}

TEST_CASE("PNG: the text of an iTXt chunk, compressed or not") {
  CHECK(text_in(png_with(itxt("openbadgecredential", deflated(kCredential), 1))) == kCredential);
  CHECK(text_in(png_with(itxt("openbadges", "{}") + itxt("openbadgecredential", "{}"))) == "{}");
  CHECK(says(refusal(png_with(itxt("openbadges", "{}"))), "Open Badges 2"));
  CHECK(says(refusal(png_with(itxt("openbadgecredentials", "{}"))), "no credential"));
  CHECK(says(refusal(png_with(itxt("openbadgecredential", ""))), "empty"));
  CHECK(says(refusal(png_with(itxt("openbadgecredential", "{}", 2))), "well-formed iTXt"));
  CHECK(says(refusal(png_with(chunk("iTXt", std::string("openbadgecredential\0\0\0", 22)))),
             "well-formed iTXt"));
  const std::string stream = deflated(kCredential);
  CHECK(says(refusal(png_with(itxt("openbadgecredential", stream.substr(0, 20), 1))), "damaged"));
  CHECK(says(refusal(png_with(itxt("openbadgecredential", "no zlib", 1))), "damaged"));
}

TEST_CASE("PNG: limits") {
  const std::string bomb =
      png_with(itxt("openbadgecredential", deflated(std::string(1'000'000, 'x')), 1));
  CHECK(refusal(bomb, {.credential_bytes_max = 999'999}).code == ErrorCode::exhausted);
  CHECK(unbake(bomb, {.credential_bytes_max = 1'000'000}).has_value());
  CHECK(refusal(bomb, {.bytes_max = bomb.size() - 1}).code == ErrorCode::exhausted);
  CHECK(refusal(bomb, {.parts_max = 2}).code == ErrorCode::exhausted);
  CHECK(unbake(bomb, {.parts_max = 3}).has_value());
}

TEST_CASE("SVG: where the credential may stand") {
  const std::string data = "<openbadges:credential> <![CDATA[ {} ]]> </openbadges:credential>";
  CHECK(text_in(svg_with(data)) == "{}");
  CHECK(text_in(svg_with("<g>" + data + "</g>")) == "{}");
  CHECK(text_in(svg_with("<openbadges:credential>{\"a\":\"&lt;\"}</openbadges:credential>")) ==
        R"({"a":"<"})");
  CHECK(text_in(svg_with("<openbadges:credential verify=\"a.b.c\"/>")) == "a.b.c");
  CHECK(text_in(svg_with("<o:credential xmlns:o='https://purl.imsglobal.org/ob/v3p0' "
                         "verify='a.b.c'/>")) == "a.b.c");
  CHECK(text_in(svg_with(data,
                         "\xEF\xBB\xBF<?xml version='1.0' encoding='UTF-8'?>"
                         "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'svg11.dtd'>")) == "{}");
}

TEST_CASE("SVG: a prefix that was never declared is read, and not read twice after baking") {
  const std::string svg = "<svg><openbadges:credential verify='a.b.c'/></svg>";
  CHECK(text_in(svg) == "a.b.c");
  CHECK(text_in(*bake(svg, kCredential)) == kCredential);
}

TEST_CASE("SVG: what is refused") {
  const std::string one = "<openbadges:credential verify='a.b.c'/>";
  CHECK(says(refusal(svg_with(one + one)), "several"));
  CHECK(says(refusal(svg_with("<openbadges:credential/>")), "either"));
  CHECK(says(refusal(svg_with("<openbadges:credential verify='a'>{}</openbadges:credential>")),
             "either"));
  CHECK(says(refusal(svg_with("<openbadges:credential><b/></openbadges:credential>")), "elements"));
  CHECK(says(refusal(svg_with("<credential>{}</credential>")), "no credential"));
  CHECK(says(refusal(svg_with("<o:credential xmlns:o='urn:other'>{}</o:credential>")),
             "no credential"));
  CHECK(says(refusal("<svg xmlns:o='http://openbadges.org'><o:assertion verify='a'/></svg>"),
             "Open Badges 2"));
  CHECK(says(refusal("<html>" + one + "</html>"), "not svg"));
  CHECK(says(refusal("<svg>"), "not well-formed"));
  CHECK(says(refusal(svg_with(one, "<?xml version='1.0' encoding='ISO-8859-1'?>")), "UTF-8"));
  CHECK(says(refusal(svg_with(one, "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>")),
             "DOCTYPE"));
  CHECK(says(refusal(svg_with(one) + std::string(1, '\0')), "zero byte"));
}

TEST_CASE("SVG: limits") {
  std::string deep;
  for (int i = 0; i < 1000; ++i) deep += "<g>";
  for (int i = 0; i < 1000; ++i) deep += "</g>";
  CHECK(refusal(svg_with(deep)).code == ErrorCode::exhausted);
  CHECK(refusal(svg_with("<g/><g/><g/>"), {.parts_max = 3}).code == ErrorCode::exhausted);
  CHECK(refusal(svg_with(""), {.bytes_max = 10}).code == ErrorCode::exhausted);
  CHECK(refusal(svg_with("<openbadges:credential verify='abcd'/>"), {.credential_bytes_max = 3})
            .code == ErrorCode::exhausted);
}

TEST_CASE("SVG: baking keeps the rest of the tree, and finds a prefix that is taken") {
  const auto baked = bake(
      "<?xml version=\"1.0\"?><!-- note --><svg xmlns:openbadges=\"urn:x\"> "
      "<text xml:space=\"preserve\"> a &amp; b </text></svg>",
      kCredential);
  REQUIRE(baked.has_value());
  CHECK(text_in(*baked) == kCredential);
  CHECK(baked->starts_with("<?xml version=\"1.0\"?><!-- note --><svg xmlns:openbadges=\"urn:x\">"));
  CHECK(baked->ends_with(" <text xml:space=\"preserve\"> a &amp; b </text></svg>"));
}
