// Failure as a value: Error says what went wrong and where, Result<T> carries a T or an Error.
//
// Three kinds of "no" are kept apart (ADR 8): a bug asserts (CAIRN_ASSERT); an operation that
// failed returns an Error; a refusal by a rule is an ordinary value of that rule, with reasons.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace cairn {

/// What kind of failure, the only part of an Error that programs branch on. Mapped once to problem
/// documents (server/problem.h) and once to exit codes (cli/exit_code.h).
enum class ErrorCode {
  invalid,          ///< the input is malformed or contradicts itself
  not_found,        ///< the named thing does not exist
  conflict,         ///< the present state forbids it
  forbidden,        ///< the rights table says no
  unauthenticated,  ///< nobody is signed in
  exhausted,        ///< a limit on size, depth, count or work was reached
  corrupt,          ///< stored data is not what was written
  unavailable,      ///< something outside did not answer
  internal,         ///< none of the above; always worth a report
};

/// `message` says what was wrong and what would be accepted; `where` names the place in the input
/// ("line 3, column 7", "/credentialSubject/achievement"), empty when there is none. Neither holds
/// a secret or personal data.
struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;
  std::string where;

  bool operator==(const Error&) const = default;
};

/// "message (at where)".
std::string describe(const Error& error);

/// The name used in JSON and logs, for example "not_found".
const char* name_of(ErrorCode code);

inline Error invalid(std::string message, std::string where = {}) {
  return {ErrorCode::invalid, std::move(message), std::move(where)};
}
inline Error exhausted(std::string message, std::string where = {}) {
  return {ErrorCode::exhausted, std::move(message), std::move(where)};
}
inline Error not_found(std::string message, std::string where = {}) {
  return {ErrorCode::not_found, std::move(message), std::move(where)};
}

/// Prints the failed expression with its place and aborts. On in every build type.
[[noreturn]] void assertion_failed(const char* expression, const char* file, int line);

#define CAIRN_ASSERT(expression) \
  ((expression) ? static_cast<void>(0) : ::cairn::assertion_failed(#expression, __FILE__, __LINE__))

/// Either a T or an Error. Reading the side that is not there is a bug and asserts.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}      // NOLINT
  Result(Error error) : held_(std::in_place_index<1>, std::move(error)) {}  // NOLINT

  bool has_value() const { return held_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  const T& value() const& {
    CAIRN_ASSERT(has_value());
    return *std::get_if<0>(&held_);
  }
  T& value() & {
    CAIRN_ASSERT(has_value());
    return *std::get_if<0>(&held_);
  }
  T&& value() && {
    CAIRN_ASSERT(has_value());
    return std::move(*std::get_if<0>(&held_));
  }
  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }

  const Error& error() const& {
    CAIRN_ASSERT(!has_value());
    return *std::get_if<1>(&held_);
  }
  Error&& error() && {
    CAIRN_ASSERT(!has_value());
    return std::move(*std::get_if<1>(&held_));
  }

  T value_or(T fallback) const& { return has_value() ? value() : std::move(fallback); }

 private:
  std::variant<T, Error> held_;
};

/// Success without a value: `return {};`.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT

  bool has_value() const { return !error_.has_value(); }
  explicit operator bool() const { return has_value(); }
  const Error& error() const& {
    CAIRN_ASSERT(!has_value());
    return *error_;
  }
  Error&& error() && {
    CAIRN_ASSERT(!has_value());
    return std::move(*error_);
  }

 private:
  std::optional<Error> error_;
};

// NOLINTBEGIN(bugprone-macro-parentheses): a declaration and a name cannot stand in parentheses.
#define CAIRN_CONCAT_INNER(a, b) a##b
#define CAIRN_CONCAT(a, b) CAIRN_CONCAT_INNER(a, b)

/// `CAIRN_TRY(auto x, f());` declares x from the value of f() or returns its error.
#define CAIRN_TRY(declaration, expression)                        \
  auto CAIRN_CONCAT(cairn_try_, __LINE__) = (expression);         \
  if (!CAIRN_CONCAT(cairn_try_, __LINE__))                        \
    return std::move(CAIRN_CONCAT(cairn_try_, __LINE__)).error(); \
  declaration = std::move(CAIRN_CONCAT(cairn_try_, __LINE__)).value()

/// `CAIRN_CHECK(f());` returns the error of a Result<void>, or goes on. May stand inside a lambda
/// of another CAIRN_CHECK.
#define CAIRN_CHECK(expression) \
  CAIRN_CHECK_NAMED(CAIRN_CONCAT(cairn_check_, __COUNTER__), expression)
#define CAIRN_CHECK_NAMED(name, expression)    \
  do {                                         \
    auto name = (expression);                  \
    if (!name) return std::move(name).error(); \
  } while (false)
// NOLINTEND(bugprone-macro-parentheses)

}  // namespace cairn
