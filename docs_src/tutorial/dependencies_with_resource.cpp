#include <talaria/talaria.hpp>
using namespace talaria;

namespace dependencies_with_resource {

/// What happened, for the test of this page.
std::vector<std::string>& journal() {
  static std::vector<std::string> lines;
  return lines;
}
void log(std::string line) {
  journal().push_back(std::move(line));
}

// [session]
struct Session {
  std::vector<std::string> written;
  void write(std::string line) { written.push_back(std::move(line)); }
  void commit() { log("commit " + std::to_string(written.size())); }
  void close() { log("close"); }
};

Resource<Session> get_session() {
  Session session;
  bool failed = true;
  std::exception_ptr error;
  try {
    co_yield session;  // the handler runs here; its exception comes out of this line
    failed = false;
  } catch (...) {
    error = std::current_exception();
  }
  if (!failed) session.commit();
  session.close();
  if (error) std::rethrow_exception(error);
}

Task<Json> create_item(Depends<get_session> session, Query<bool, "fail", defaults{false}> fail) {
  session->write("item");
  if (fail) throw HTTPException{400, "The disk is full"};
  co_return JsonObject{{"written", session->written.size()}};
}
// [/session]

// [order]
Resource<std::string> dependency_a() {
  std::string value = "a";
  co_yield value;
  log("after a");
}

Resource<std::string> dependency_b(Depends<dependency_a> a) {
  std::string value = *a + "b";
  co_yield value;
  log("after b, which still has " + *a);
}

Task<Json> read_order(Depends<dependency_b> b) {
  co_return *b;
}
// [/order]

// [scope]
Task<Json> read_early(Depends<dependency_a, Scope::function> a) {
  co_return *a;
}
// [/scope]

void set_up(App& app) {
  app.post<create_item>("/items/");
  app.get<read_order>("/order");
  app.get<read_early>("/early");
}

}  // namespace dependencies_with_resource
