#include "adapters/evm/chain.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <utility>

#include "formats/crypto/digest.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"

namespace cairn::adapters {
namespace {

using json::Value;

constexpr json::Limits kAnswerLimits{
    .bytes_max = 4 * 1024 * 1024, .depth_max = 16, .values_max = 200'000};

/// Keccak-256 of "CairnCheckpoint(bytes32,uint256,bytes32)": an event as contracts have them, so
/// that explorers of chains can read it.
constexpr std::string_view kTopic =
    "741c8a83dfad51234d475e2cfa91ddbede7577187b8d21a7c80935fb6e528c6c";

constexpr std::size_t kWord = 32;  // bytes of a word of the machine

/// The transaction makes a contract without code: what would make it logs one event and stops. So
/// the event stands in the receipt, and no contract has to be there before.
///
///   PUSH1 96, PUSH1 46, PUSH1 0, CODECOPY             the three words behind the code
///   PUSH32 topic, PUSH1 96, PUSH1 0, LOG1, STOP
std::string code_for(const log::AnchorData& data) {
  std::array<std::uint8_t, kWord> size{};
  for (std::size_t i = 0; i < 8; ++i)
    size[kWord - 1 - i] = static_cast<std::uint8_t>(data.head.size >> (8 * i));
  return fmt::format("0x6060602e6000397f{}60606000a100{}{}{}", kTopic, crypto::to_hex(data.origin),
                     crypto::to_hex(size), crypto::to_hex(data.head.root));
}

std::optional<std::uint8_t> digit_of(char c) {
  if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<std::uint8_t>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<std::uint8_t>(c - 'A' + 10);
  return {};
}

Error unexpected(std::string_view what) {
  return {ErrorCode::unavailable, "the node's answer is not understood", std::string(what)};
}

/// "0x" and a number without leading zeroes, below 2^64.
Result<std::uint64_t> quantity(const Value& object, std::string_view member) {
  std::string_view text = object.text_of(member);
  if (!text.starts_with("0x") || text.size() < 3 || text.size() > 18) return unexpected(member);
  std::uint64_t number = 0;
  for (const char c : text.substr(2)) {
    const auto digit = digit_of(c);
    if (!digit) return unexpected(member);
    number = number << 4 | *digit;
  }
  return number;
}

/// The three words of the event; nothing when they are no anchor.
std::optional<log::AnchorData> read_data(std::string_view text) {
  if (!text.starts_with("0x") || text.size() != 2 + 2 * 3 * kWord) return {};
  std::array<std::uint8_t, 3 * kWord> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto high = digit_of(text[2 + 2 * i]), low = digit_of(text[3 + 2 * i]);
    if (!high || !low) return {};
    bytes[i] = static_cast<std::uint8_t>(*high << 4 | *low);
  }
  log::AnchorData data;
  const auto words = bytes.begin();
  std::copy_n(words, kWord, data.origin.begin());
  std::copy_n(words + 2 * kWord, kWord, data.head.root.begin());
  if (std::any_of(words + kWord, words + 2 * kWord - 8, [](auto byte) { return byte != 0; }))
    return {};
  for (std::size_t i = 2 * kWord - 8; i < 2 * kWord; ++i)
    data.head.size = data.head.size << 8 | bytes[i];
  return data;
}

bool same_hex(std::string_view one, std::string_view other) {
  return std::ranges::equal(one, other,
                            [](char a, char b) { return a == b || digit_of(a) == digit_of(b); });
}

/// The only item of an array; nothing for anything else.
const Value* only_item(const Value& object, std::string_view member) {
  const Value* array = object.is_object() ? object.find(member) : nullptr;
  if (array == nullptr || !array->is_array() || array->items().size() != 1) return nullptr;
  return &array->items()[0];
}

/// The event of the contract that the transaction made. What other contracts say is not ours.
Result<log::AnchorData> event_of(const Value& receipt) {
  const Error none = invalid("the transaction holds no anchor", "logs");
  const std::string_view contract = receipt.text_of("contractAddress");
  const Value* event = only_item(receipt, "logs");
  const Value* topic = event == nullptr ? nullptr : only_item(*event, "topics");
  if (contract.empty() || topic == nullptr || !topic->is_string()) return none;
  if (!same_hex(topic->string(), "0x" + std::string(kTopic))) return none;
  if (!same_hex(event->text_of("address"), contract)) return none;
  const auto data = read_data(event->text_of("data"));
  if (!data) return none;
  return *data;
}

class EvmChain final : public log::Chain {
 public:
  EvmChain(PostJson post, std::string from) : post_(std::move(post)), from_(std::move(from)) {}

  Result<std::string> id() override {
    CAIRN_TRY(const json::Document answer, call("eth_chainId", "[]"));
    CAIRN_TRY(const std::uint64_t number, quantity(answer.root(), "result"));
    return std::to_string(number);
  }

  Result<std::string> publish(const log::AnchorData& data) override {
    json::Writer parameters;
    parameters.begin_array().begin_object().member("from", from_).member("data", code_for(data));
    parameters.end_object().end_array();
    CAIRN_TRY(const json::Document answer, call("eth_sendTransaction", parameters.take()));
    const std::string_view hash = answer.root().text_of("result");
    if (!hash.starts_with("0x") || hash.size() != 2 + 2 * kWord) return unexpected("result");
    return std::string(hash);
  }

  Result<std::optional<log::ChainEntry>> find(const std::string& transaction) override {
    std::optional<log::ChainEntry> none;
    json::Writer parameters;
    parameters.begin_array().string(transaction).end_array();
    CAIRN_TRY(const json::Document answer, call("eth_getTransactionReceipt", parameters.take()));
    const Value& receipt = *answer.root().find("result");
    if (receipt.is_null()) return none;
    if (!receipt.is_object()) return unexpected("result");
    if (receipt.text_of("status") != "0x1") return invalid("the chain refused the transaction", "");
    log::ChainEntry entry;
    CAIRN_TRY(entry.data, event_of(receipt));
    CAIRN_TRY(entry.block, quantity(receipt, "blockNumber"));
    entry.block_hash = receipt.text_of("blockHash");
    CAIRN_TRY(const bool is_in_chain, find_block(entry));
    if (!is_in_chain) return none;
    return std::optional(std::move(entry));
  }

 private:
  /// Whether the chain still has that block, its time, and how deep it lies.
  Result<bool> find_block(log::ChainEntry& entry) {
    CAIRN_TRY(const json::Document answer,
              call("eth_getBlockByNumber", fmt::format(R"(["0x{:x}",false])", entry.block)));
    const Value& block = *answer.root().find("result");
    if (!block.is_object() || block.text_of("hash") != entry.block_hash) return false;
    CAIRN_TRY(const std::uint64_t seconds, quantity(block, "timestamp"));
    entry.at = Instant(Instant::Millis(std::chrono::seconds(seconds)));
    CAIRN_TRY(const json::Document last, call("eth_blockNumber", "[]"));
    CAIRN_TRY(const std::uint64_t number, quantity(last.root(), "result"));
    entry.confirmations = number < entry.block ? 0 : number - entry.block + 1;
    return true;
  }

  /// The answer, an object that has `result`.
  Result<json::Document> call(std::string_view method, std::string_view parameters) {
    CAIRN_TRY(const std::string body,
              post_(fmt::format(R"({{"jsonrpc":"2.0","id":1,"method":"{}","params":{}}})", method,
                                parameters)));
    const auto answer = json::read(body, kAnswerLimits);
    if (!answer || !answer->root().is_object()) return unexpected(method);
    const Value* error = answer->root().find("error");
    if (error != nullptr && error->is_object())
      return Error{ErrorCode::unavailable,
                   "the node refused: " + std::string(error->text_of("message")),
                   std::string(method)};
    if (answer->root().find("result") == nullptr) return unexpected(method);
    return *answer;
  }

  PostJson post_;
  std::string from_;
};

}  // namespace

std::unique_ptr<log::Chain> make_evm_chain(PostJson post, std::string from) {
  return std::make_unique<EvmChain>(std::move(post), std::move(from));
}

}  // namespace cairn::adapters
