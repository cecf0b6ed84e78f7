// The first line is the id of a method, the rest the document of its controller: reading and
// searching never crash, and a key that is found belongs to a document that lists it.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "formats/did/identifier.h"
#include "formats/did/key_search.h"
#include "formats/did/self_described.h"
#include "formats/json/reader.h"

using namespace cairn;

namespace {

void check_identifier(std::string_view text) {
  if (const auto url = did::did_web_url(text)) {
    CAIRN_ASSERT(url->starts_with("https://") && url->ends_with("/did.json"));
    CAIRN_ASSERT(url->find('@') == url->npos && url->find("/../") == url->npos);
  }
  if (const auto did = did::did_web_of(text)) CAIRN_ASSERT(did::did_web_url(*did).has_value());
  if (const auto document = did::self_described_document(text)) {
    const auto json = json::read(*document).value();
    CAIRN_ASSERT(did::ControllerDocument::parse(json.root(), text).has_value());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::string_view method = input.substr(0, input.find('\n'));
  check_identifier(method);
  std::vector<did::StatedController> stated;
  if (method.size() < input.size()) {
    const auto json = json::read(input.substr(method.size() + 1), did::kDocumentLimits);
    if (!json) return 0;
    const std::string id(did::controller_of(method));
    auto document = did::ControllerDocument::parse(json->root(), id);
    if (!document) return 0;
    stated.push_back(
        {id, std::make_shared<const did::ControllerDocument>(*std::move(document)), {}, {}});
  }
  const did::KeyQuestion question{method, did::Purpose::assertion_method, {}, {}};
  const auto answer = did::find_key(question, stated);
  const auto* found = std::get_if<did::FoundKey>(&answer);
  if (found == nullptr) return 0;
  const auto binding = did::bind(found->controller, question, *found, stated);
  if (found->vouched == did::Vouched::by_nobody) return 0;
  CAIRN_ASSERT(binding.binding == did::Binding::bound);
  if (!did::describes_itself(found->controller))
    CAIRN_ASSERT(stated.at(0).document->lists(found->method, question.purpose));
  return 0;
}
