// DIDs and DID URLs as text: their syntax, and where a controller's document is found.
//
// Decentralized Identifiers 1.0 sections 3.1 and 3.2; the did:web method specification.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace cairn::did {

/// The parts of a DID URL, within the parsed text.
struct DidUrl {
  std::string_view did;       ///< "did:web:school.example"
  std::string_view method;    ///< "web"
  std::string_view specific;  ///< "school.example"
  std::string_view path;      ///< with its "/", or empty
  std::string_view query;     ///< without "?", or empty
  std::string_view fragment;  ///< without "#", or empty
};

/// Longer texts are no identifiers; a did:jwk of the largest RSA key taken has some 1,000 bytes.
inline constexpr std::size_t kIdentifierBytesMax = 4096;

/// Invalid where section 3.1 forbids it; exhausted beyond kIdentifierBytesMax. Linear.
Result<DidUrl> parse_did_url(std::string_view text);

/// A DID without path, query and fragment.
bool is_did(std::string_view text);

/// What a method id names before its fragment: the id of the document that lists the method.
std::string_view controller_of(std::string_view method_id);

/// Whether a document follows from the identifier alone (did:key, did:jwk), so that nothing has to
/// be fetched.
bool describes_itself(std::string_view controller);

/// Where the document of a did:web lies: ":" becomes "/", "%3A" the port, and without a path it is
/// /.well-known/did.json. Invalid for other DIDs, IP addresses (which the method forbids) and paths
/// that would climb.
Result<std::string> did_web_url(std::string_view did);

/// The did:web whose document lies under an HTTPS address: "https://school.example:8443/a" gives
/// "did:web:school.example%3A8443:a". Invalid where did_web_url() could not lead back.
Result<std::string> did_web_of(std::string_view https_url);

/// Where the document of any controller is fetched from: did_web_url() for did:web, the text
/// itself for https. Invalid for everything else.
Result<std::string> document_url(std::string_view controller);

}  // namespace cairn::did
