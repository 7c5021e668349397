// Unavailable: what exceptions are, besides their own type, that mean "too much at the moment, try again".
#pragma once

namespace talaria {

/// A base class for exceptions, beside their own: an app answers 503 with `Retry-After` when nobody catches them.
/// Layers that know nothing of HTTP say so with it.
class Unavailable {
 public:
  /// After how many seconds it is worth another attempt.
  [[nodiscard]] virtual int retry_after() const noexcept { return 1; }

 protected:
  Unavailable() = default;
  Unavailable(const Unavailable&) = default;
  Unavailable& operator=(const Unavailable&) = default;
  virtual ~Unavailable() = default;
};

}  // namespace talaria
