// The chain of a node that answers what a test says; the real one is tried in tests/interop.
#include "adapters/evm/chain.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <map>
#include <string>

#include "formats/json/reader.h"

using namespace cairn;

namespace {

const std::string kTransaction = "0x" + std::string(64, 'a');
const std::string kBlock = "0x" + std::string(64, 'b');
const std::string kContract = "0x" + std::string(40, 'c');
const std::string kTopic = "0x741c8a83dfad51234d475e2cfa91ddbede7577187b8d21a7c80935fb6e528c6c";
const std::string kData =
    "0x" + std::string(64, '1') + std::string(61, '0') + "201" + std::string(62, 'a') + "Bb";

/// Results by method; a method without one is answered with an error.
class Node {
 public:
  std::map<std::string, std::string, std::less<>> results;
  std::string last;

  std::unique_ptr<log::Chain> chain() {
    return adapters::make_evm_chain(
        [this](std::string_view body) -> Result<std::string> {
          last = body;
          const auto asked = json::read(body);
          const auto result = results.find(asked->root().text_of("method"));
          if (result == results.end())
            return std::string(R"({"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"no"}})");
          return fmt::format(R"({{"jsonrpc":"2.0","id":1,"result":{}}})", result->second);
        },
        "0x" + std::string(40, 'd'));
  }
};

struct Receipt {
  std::string status = "0x1";
  std::string contract = "\"" + kContract + "\"";
  std::string address = kContract;
  std::string topic = kTopic;
  std::string data = kData;

  std::string event() const {
    return fmt::format(R"({{"address":"{}","topics":["{}"],"data":"{}"}})", address, topic, data);
  }
  std::string text() const { return text("[" + event() + "]"); }
  std::string text(const std::string& logs) const {
    return fmt::format(
        R"({{"status":"{}","contractAddress":{},"blockNumber":"0x10","blockHash":"{}","logs":{}}})",
        status, contract, kBlock, logs);
  }
};

Node node_with(const std::string& receipt) {
  Node node;
  node.results = {
      {"eth_getTransactionReceipt", receipt},
      {"eth_getBlockByNumber", fmt::format(R"({{"hash":"{}","timestamp":"0x6b0271d9"}})", kBlock)},
      {"eth_blockNumber", "\"0x12\""}};
  return node;
}

}  // namespace

TEST_CASE("an event in a block of the chain is found, with its place and depth") {
  Node node = node_with(Receipt().text());
  const auto found = node.chain()->find(kTransaction);
  REQUIRE(found.has_value());
  REQUIRE(found->has_value());
  const log::ChainEntry& entry = **found;
  CHECK(entry.data.head.size == 513);
  CHECK(entry.data.origin.front() == 0x11);
  CHECK(entry.data.head.root.back() == 0xbb);
  CHECK(entry.block == 16);
  CHECK(entry.block_hash == kBlock);
  CHECK(entry.confirmations == 3);
  CHECK(entry.at.to_string() == "2026-11-22T04:38:49Z");
}

TEST_CASE("what is in no block of the chain is not found") {
  CHECK_FALSE(node_with("null").chain()->find(kTransaction)->has_value());
  Node node = node_with(Receipt().text());
  node.results["eth_getBlockByNumber"] = R"({"hash":"0xother","timestamp":"0x1"})";
  CHECK_FALSE(node.chain()->find(kTransaction)->has_value());
  node.results["eth_getBlockByNumber"] = "null";
  CHECK_FALSE(node.chain()->find(kTransaction)->has_value());
}

TEST_CASE("a transaction without our event holds no anchor") {
  const auto code = [](const std::string& receipt) {
    const auto found = node_with(receipt).chain()->find(kTransaction);
    return found ? ErrorCode::internal : found.error().code;
  };
  CHECK(code(Receipt{.status = "0x0"}.text()) == ErrorCode::invalid);
  CHECK(code(Receipt{.contract = "null"}.text()) == ErrorCode::invalid);
  CHECK(code(Receipt{.address = "0x" + std::string(40, 'e')}.text()) == ErrorCode::invalid);
  CHECK(code(Receipt{.topic = "0x" + std::string(64, '7')}.text()) == ErrorCode::invalid);
  CHECK(code(Receipt{.data = kData + "00"}.text()) == ErrorCode::invalid);
  CHECK(code(Receipt{.data = "0x" + std::string(192, 'z')}.text()) == ErrorCode::invalid);
  // A size beyond 2^64.
  CHECK(code(Receipt{.data = "0x" + std::string(192, '1')}.text()) == ErrorCode::invalid);
  CHECK(code(Receipt().text("[]")) == ErrorCode::invalid);
  CHECK(code(Receipt().text("[" + Receipt().event() + "," + Receipt().event() + "]")) ==
        ErrorCode::invalid);
  CHECK(code(Receipt().text("[7]")) == ErrorCode::invalid);
}

TEST_CASE("what a node says wrongly is not believed") {
  Node node;
  CHECK(node.chain()->id().error().code == ErrorCode::unavailable);
  CHECK(node.chain()->publish({}).error().message == "the node refused: no");
  for (const char* wrong : {"7", "\"\"", "\"0x\"", "\"0xg\"", "\"0x11111111111111111\"", "[]"}) {
    node.results["eth_chainId"] = wrong;
    CHECK(node.chain()->id().error().code == ErrorCode::unavailable);
  }
  node.results["eth_chainId"] = "\"0x7a69\"";
  CHECK(node.chain()->id().value() == "31337");
  for (const char* wrong : {"7", "{}", "\"0x1\""}) {
    node.results["eth_sendTransaction"] = wrong;
    CHECK(node.chain()->publish({}).error().code == ErrorCode::unavailable);
  }
  const auto broken = adapters::make_evm_chain(
      [](std::string_view) -> Result<std::string> { return std::string("<html>"); }, "");
  CHECK(broken->id().error().code == ErrorCode::unavailable);
}

TEST_CASE("what is sent is the code and the three words") {
  Node node;
  node.results["eth_sendTransaction"] = "\"" + kTransaction + "\"";
  log::AnchorData data;
  data.origin.fill(0x11);
  data.head.size = 0x0102;
  data.head.root.fill(0xff);
  CHECK(node.chain()->publish(data).value() == kTransaction);
  const auto asked = json::read(node.last);
  const auto& parameters = asked->root().find("params")->items()[0];
  CHECK(parameters.text_of("from") == "0x" + std::string(40, 'd'));
  CHECK(parameters.text_of("data") == "0x6060602e6000397f" + kTopic.substr(2) + "60606000a100" +
                                          std::string(64, '1') + std::string(60, '0') + "0102" +
                                          std::string(64, 'f'));
}
