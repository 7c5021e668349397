#include <map>
#include <optional>
#include <string>

#include <talaria/talaria.hpp>
using namespace talaria;

namespace security_schemes {

// [basic]
inline constexpr HTTPBasic basic{};

std::string get_current_username(Security<basic> credentials) {
  const bool is_user = compare_digest(credentials->username, "stanleyjobson");
  const bool is_password = compare_digest(credentials->password, "swordfish");
  if (!(is_user && is_password)) {
    throw HTTPException{401, "Incorrect username or password", {{"WWW-Authenticate", "Basic"}}};
  }
  return credentials->username;
}

Json read_current_user(Depends<get_current_username> username) {
  return JsonObject{{"username", username}};
}
// [/basic]

// [key]
inline constexpr APIKeyHeader key_header{{.name = "x-api-key"}};

struct Client {
  std::string name;
};

// By hash_token() of the key: who reads the table cannot use the keys. Two rows for one client are how a key is changed
// without a pause.
const std::map<std::string, Client> clients{
    {hash_token("tal_9qJ0vYV3k8Zr"), {"reports"}},
    {hash_token("tal_Xh2mS7n5Qw1L"), {"reports"}},
};

Task<Client> get_client(Security<key_header> key) {
  const auto found = clients.find(hash_token(*key));
  if (found == clients.end()) throw key_header.make_not_authenticated_error();
  co_return found->second;
}

Task<Json> read_report(Depends<get_client> client) {
  co_return JsonObject{{"for", client->name}};
}
// [/key]

// [optional]
inline constexpr APIKeyQuery key_query{{.name = "api_key"}};

Task<Json> read_either(Security<key_header, auto_error{false}> in_header,
                       Security<key_query, auto_error{false}> in_query) {
  co_return JsonObject{{"key", in_header->value_or(in_query->value_or("none"))}};
}
// [/optional]

// [forbidden]
class HTTPBearer403 : public HTTPBearer {
 public:
  using HTTPBearer::HTTPBearer;
  HTTPException make_not_authenticated_error() const override { return HTTPException{403, "Not authenticated"}; }
};
inline const HTTPBearer403 bearer{};

Json read_me(Security<bearer> credentials) {
  return JsonObject{{"token", credentials->credentials}};
}
// [/forbidden]

void set_up(App& app) {
  app.get<read_current_user>("/users/me");
  app.get<read_report>("/report");
  app.get<read_either>("/either");
  app.get<read_me>("/me");
}

}  // namespace security_schemes
