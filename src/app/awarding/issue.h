// Issuing from files: a credential document and a key file become a signed credential.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "app/contexts/known_contexts.h"
#include "base/result.h"
#include "base/time.h"

namespace cairn::awarding {

struct IssuingKey;  // app/awarding/signing_key.h

enum class Form : std::uint8_t {
  embedded,  ///< JSON with a Data Integrity proof
  jwt,       ///< a `vc+jwt`: ES256, ES384 or EdDSA by the kind of the key
};

struct Signing {
  Instant created;
  std::string_view suite = {};  ///< the cryptosuite; empty: the rdfc suite of the key's kind
  Form form = Form::embedded;
};

/// The signed credential as indented JSON, or as a token on one line. Its issuer must be the
/// controller of the key file; when the document names none, it is put in. Invalid, with the place,
/// when the document is no well-formed credential of the Data Model 2.0, is signed already, or has
/// terms that no context defines; when the key file is no Ed25519 Multikey with its secret. Errors
/// never repeat the key.
Result<std::string> issue(std::string_view document_json, std::string_view key_json,
                          const Signing& signing, const contexts::KnownContexts& contexts = {});
/// The same with the key itself.
Result<std::string> issue(std::string_view document_json, const IssuingKey& key,
                          const Signing& signing, const contexts::KnownContexts& contexts = {});

/// One achievement for many learners.
struct Series {
  std::string_view model;     ///< the credential, JSON
  std::string_view learners;  ///< a JSON object on each line: what differs (with_differences())
};

/// Takes each signed credential, in order: compact JSON or a token, with a line end.
using Take = std::function<Result<void>(const std::string& line)>;

/// Each is what issue() would make of the whole credential, but for white space. Empty lines are
/// left out. Errors as issue(), with the number of the line, and those of `take`; what came before
/// was taken.
Result<void> issue_each(const Series& series, std::string_view key_json, const Signing& signing,
                        const contexts::KnownContexts& contexts, const Take& take);

}  // namespace cairn::awarding
