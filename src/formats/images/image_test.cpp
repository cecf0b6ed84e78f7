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
using images::Replace;
using images::unbake;

namespace {

const std::string kCredential = R"({"name":"شارة \u200f","n":"]]><svg>&amp;"})";

std::string example(const std::string& name) { return test::read_file("examples/badges/" + name); }

std::string text_in(std::string_view image, std::size_t pick = 0) {
  const auto baked = unbake(image, pick);
  REQUIRE_MESSAGE(baked.has_value(), describe(baked.error()));
  return baked->text;
}

Error refusal(std::string_view image, const images::ImageLimits& limits = {}) {
  const auto baked = unbake(image, 0, limits);
  REQUIRE_FALSE(baked.has_value());
  return baked.error();
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
      const auto baked = bake(example(name), "\n" + credential + " ", Replace::everything);
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
  CHECK(bake(plain + "behind the end", kCredential)->ends_with("behind the end"));
}

TEST_CASE("an SVG keeps all other bytes") {
  const std::string head = "\xEF\xBB\xBF<?xml version='1.0'?>\r\n<!-- < -->\n<!DOCTYPE svg>\n<svg";
  const std::string tail =
      "\n  viewBox = '0 0 1 1'\t>\r\n<g  a=\"1 > 0\" >&#10;&amp;<![CDATA[ <x> ]]></g ></svg>\n";
  const auto baked = bake(head + tail, kCredential);
  REQUIRE_MESSAGE(baked.has_value(), describe(baked.error()));
  CHECK(text_in(*baked) == kCredential);
  const std::size_t open = baked->find("<openbadges:credential>");
  const std::size_t close = baked->find("</openbadges:credential>");
  std::string without = baked->substr(0, open) + baked->substr(close + 24);
  const std::string declared = " xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\"";
  without.erase(without.find(declared), declared.size());
  CHECK(without == head + tail);
  CHECK(*bake(*baked, kCredential) == *baked);
}

TEST_CASE("SVG: a root without content is opened") {
  CHECK(*bake("<svg a='/'/>", "a.b.c") ==
        "<svg xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\" a='/'>"
        "<openbadges:credential verify=\"a.b.c\"></openbadges:credential></svg>");
}

TEST_CASE("several credentials in one picture are listed and picked, not guessed") {
  const std::string png =
      png_with(itxt("openbadges", "{\"v\":2}") + itxt("openbadgecredential", "{\"n\":1}") +
               chunk("tEXt", std::string("openbadges\0https://x.example/1", 30)) +
               chunk("zTXt", std::string("openbadgecredential\0\0", 21) + deflated("{\"n\":2}")));
  const std::string svg = svg_with(
      "<openbadges:credential>{\"n\":1}</openbadges:credential><g>"
      "<o:assertion xmlns:o='http://openbadges.org' verify='https://x.example/1'>{\"v\":2}"
      "</o:assertion></g><openbadges:credential verify='a.b.c'/>");
  const auto in_png = images::find_baked(png), in_svg = images::find_baked(svg);
  REQUIRE_MESSAGE(in_png.has_value(), describe(in_png.error()));
  REQUIRE_MESSAGE(in_svg.has_value(), describe(in_svg.error()));
  CHECK(in_png->size() == 4);
  CHECK(in_svg->size() == 3);
  CHECK(in_png->at(0).kind == images::BakedKind::assertion);
  CHECK(in_png->at(3).text == "{\"n\":2}");
  CHECK(in_svg->at(1).kind == images::BakedKind::assertion);
  CHECK(in_svg->at(1).text == "{\"v\":2}");
  CHECK(says(refusal(png), "several credentials (2)"));
  CHECK(says(refusal(svg), "several credentials (2)"));
  CHECK(text_in(png, 3) == "https://x.example/1");
  CHECK(text_in(svg, 3) == "a.b.c");
  CHECK(says(unbake(png, 5).error(), "no number 5"));
  CHECK(refusal(png, {.credentials_max = 3}).code == ErrorCode::exhausted);
  CHECK(refusal(svg, {.credentials_max = 2}).code == ErrorCode::exhausted);
}

TEST_CASE("an assertion of Open Badges 2 is read, and goes only when that is asked for") {
  const std::string old =
      "<svg xmlns:openbadges='http://openbadges.org'><openbadges:assertion "
      "verify='https://x.example/1'></openbadges:assertion></svg>";
  for (const std::string& picture : {png_with(itxt("openbadges", "https://x.example/1")), old}) {
    CHECK(unbake(picture)->kind == images::BakedKind::assertion);
    CHECK(text_in(picture) == "https://x.example/1");
    CHECK(bake(picture, kCredential, Replace::nothing).error().code == ErrorCode::conflict);
    const auto both = bake(picture, kCredential);
    REQUIRE_MESSAGE(both.has_value(), describe(both.error()));
    CHECK(images::find_baked(*both)->size() == 2);
    CHECK(text_in(*both) == kCredential);
    const auto alone = bake(picture, kCredential, Replace::everything);
    CHECK(images::find_baked(*alone)->size() == 1);
    CHECK(text_in(*alone) == kCredential);
  }
}

TEST_CASE("a credential among several is not replaced unless all are") {
  const std::string two = example("bad-two-credentials.png");
  CHECK(bake(two, kCredential).error().code == ErrorCode::conflict);
  CHECK(bake(two, kCredential, Replace::nothing).error().code == ErrorCode::conflict);
  CHECK(text_in(*bake(two, kCredential, Replace::everything)) == kCredential);
  CHECK(bake(example("picture.svg"), kCredential, Replace::nothing).has_value());
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
  CHECK(text_in(png_with(itxt("openbadges", "{}"))) == "{}");
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
  CHECK(unbake(bomb, 0, {.credential_bytes_max = 1'000'000}).has_value());
  CHECK(refusal(bomb, {.bytes_max = bomb.size() - 1}).code == ErrorCode::exhausted);
  CHECK(refusal(bomb, {.parts_max = 2}).code == ErrorCode::exhausted);
  CHECK(unbake(bomb, 0, {.parts_max = 3}).has_value());
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
  CHECK(says(refusal("<html>" + one + "</html>"), "not svg"));
  CHECK(says(refusal("<svg>"), "not well-formed"));
  CHECK(says(refusal(svg_with(one, "<?xml version='1.0' encoding='ISO-8859-1'?>")), "UTF-8"));
  CHECK(says(refusal(svg_with(one, "<?xml version='1.0'/>") + "<!--?>-->"), "ends with ?>"));
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
  std::string called_so;
  for (int i = 0; i < 257; ++i) called_so += "<x:credential/>";
  CHECK(refusal(svg_with(called_so)).code == ErrorCode::exhausted);
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
