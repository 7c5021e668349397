#include <argon2.h>
#include <charconv>
#include <new>
#include <stdexcept>

#include <talaria/base/base64.hpp>
#include <talaria/crypto/argon2.hpp>
#include <talaria/crypto/random.hpp>

namespace talaria::crypto {

namespace {

constexpr std::string_view prefix = "$argon2id$v=19$";

// The next field of `rest` up to `end`, which is taken too.
std::string_view take(std::string_view& rest, char end) {
  const std::size_t length = rest.find(end);
  const std::string_view field = rest.substr(0, length);
  rest.remove_prefix(length == std::string_view::npos ? rest.size() : length + 1);
  return field;
}

// The number behind `name`, `m=19456`.
bool read_number(std::string_view field, std::string_view name, std::uint32_t& out) {
  if (!field.starts_with(name)) return false;
  field.remove_prefix(name.size());
  const auto [end, fault] = std::from_chars(field.data(), field.data() + field.size(), out);
  return fault == std::errc() && end == field.data() + field.size() && !field.empty();
}

std::uint32_t octets_in(std::string_view base64) {
  return static_cast<std::uint32_t>(base64.size() * 3 / 4);
}

argon2_type type_of(std::string_view hash) {
  return hash.starts_with("$argon2id$") ? Argon2_id : hash.starts_with("$argon2i$") ? Argon2_i : Argon2_d;
}

std::string unpadded_base64(std::string_view octets) {
  std::string text = base::base64_encode(octets);
  text.resize(text.find_last_not_of('=') + 1);
  return text;
}

}  // namespace

std::string argon2_hash(std::string_view password, const Argon2Options& options) {
  const std::string salt = token_bytes(options.salt_len);
  const std::size_t size = argon2_encodedlen(options.time_cost, options.memory_cost, options.parallelism,
                                             options.salt_len, options.hash_len, Argon2_id);
  std::string hash(size, '\0');
  const int fault =
      argon2id_hash_encoded(options.time_cost, options.memory_cost, options.parallelism, password.data(),
                            password.size(), salt.data(), salt.size(), options.hash_len, hash.data(), hash.size());
  if (fault == ARGON2_MEMORY_ALLOCATION_ERROR || fault == ARGON2_THREAD_FAIL) throw std::bad_alloc{};
  if (fault != ARGON2_OK) throw std::invalid_argument(std::string("Argon2: ") + argon2_error_message(fault));
  hash.resize(hash.find('\0'));
  return hash;
}

bool argon2_verify(std::string_view hash, std::string_view password) {
  if (!hash.starts_with("$argon2") || hash.find('\0') != std::string_view::npos) return false;
  const int fault = ::argon2_verify(std::string(hash).c_str(), password.data(), password.size(), type_of(hash));
  // What the machine lacks is not the fault of the password.
  if (fault == ARGON2_MEMORY_ALLOCATION_ERROR || fault == ARGON2_THREAD_FAIL) throw std::bad_alloc{};
  return fault == ARGON2_OK;
}

std::optional<Argon2Options> argon2_options(std::string_view hash) {
  if (!hash.starts_with(prefix)) return std::nullopt;
  hash.remove_prefix(prefix.size());
  Argon2Options options;
  if (!read_number(take(hash, ','), "m=", options.memory_cost)) return std::nullopt;
  if (!read_number(take(hash, ','), "t=", options.time_cost)) return std::nullopt;
  if (!read_number(take(hash, '$'), "p=", options.parallelism)) return std::nullopt;
  options.salt_len = octets_in(take(hash, '$'));
  options.hash_len = octets_in(hash);
  return options;
}

std::string argon2_dummy(const Argon2Options& options) {
  return std::string(prefix) + "m=" + std::to_string(options.memory_cost) + ",t=" + std::to_string(options.time_cost) +
         ",p=" + std::to_string(options.parallelism) + "$" + unpadded_base64(token_bytes(options.salt_len)) + "$" +
         unpadded_base64(token_bytes(options.hash_len));
}

}  // namespace talaria::crypto
