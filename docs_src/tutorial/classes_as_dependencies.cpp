#include <map>
#include <set>

#include <talaria/talaria.hpp>
using namespace talaria;

namespace classes_as_dependencies {

// [object]
struct Paging {
  Query<std::optional<std::string>, "q"> q;
  Query<int, "skip", ge{0}, defaults{0}> skip;
  Query<int, "limit", le{100}, defaults{20}> limit;

  int end() const { return skip + limit; }
};

Task<Json> read_items(Paging paging) {
  co_return JsonObject{{"q", paging.q}, {"from", paging.skip}, {"to", paging.end()}};
}
// [/object]

// [user]
struct User {
  std::string name;
  std::string role;
};

Task<User> current_user(Header<std::string, "x_token"> token) {
  if (token == "token-of-ada") co_return User{"ada", "admin"};
  if (token == "token-of-bob") co_return User{"bob", "editor"};
  throw HTTPException{401, "Unknown token"};
}
// [/user]

// [service]
class Articles {
 public:
  explicit Articles(std::string author) : author_(std::move(author)) {}
  [[nodiscard]] std::string title(int number) const { return author_ + " " + std::to_string(number); }

 private:
  std::string author_;
};

Task<Articles> articles_of_user(Depends<current_user> user) {
  co_return Articles(user->name);
}

Task<Json> read_article(Depends<articles_of_user> articles, Path<int, "number"> number) {
  co_return articles->title(number);
}
// [/service]

// [members]
struct Listing {
  Depends<articles_of_user> articles;
  State<std::string> currency;
  Paging paging;
};

Task<Json> list_articles(const Listing& listing) {
  JsonArray titles;
  for (int i = listing.paging.skip; i < listing.paging.end(); ++i) titles.push_back(listing.articles->title(i));
  co_return JsonObject{{"articles", titles}, {"currency", *listing.currency}};
}
// [/members]

// [checker]
class PermissionChecker {
 public:
  explicit PermissionChecker(std::set<std::string> roles) : roles_(std::move(roles)) {}

  Task<User> operator()(Depends<current_user> user) const {
    if (!roles_.contains(user->role)) throw HTTPException{403, "Not permitted"};
    co_return *user;
  }

 private:
  std::set<std::string> roles_;
};

inline const PermissionChecker require_editor({"editor", "admin"});
inline const PermissionChecker require_admin({"admin"});

Task<Json> write_article(Depends<&require_editor> user) {
  co_return JsonObject{{"written_by", user->name}};
}
// [/checker]

Task<Json> delete_all() {
  co_return JsonObject{{"deleted", "everything"}};
}

void set_up(App& app) {
  app.state.emplace<std::string>("EUR");
  app.get<read_items>("/items/");
  app.get<list_articles>("/articles/");
  app.get<read_article>("/articles/{number}");
  app.post<write_article>("/articles/");
  // [route]
  app.delete_<delete_all>("/articles/", {.dependencies = {depends<&require_admin>}});
  // [/route]
}

}  // namespace classes_as_dependencies
