#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/dependency/parameter_object.hpp>
#include <talaria/describe/json_response.hpp>
#include <talaria/model/dump.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

using ::testing::ElementsAre;

struct Paging {
  Query<std::optional<std::string>, "q"> q;
  Query<int, "skip", ge{0}, defaults{0}> skip;
  Query<int, "limit", defaults{100}> limit;
};

std::string user_of_token(Header<std::string, "x_token"> token) {
  return "user of " + token;
}

// Members without a default: a dependency, an object of the state, another parameter object, what is borrowed.
struct Service {
  Depends<user_of_token> user;
  State<int> factor;
  Paging paging;
};

struct Model {
  int id;
};
struct Derived : Paging {
  int more;
};

static_assert(dependency::ParameterObject<Paging>);
static_assert(dependency::ParameterObject<Service>);
static_assert(!dependency::ParameterObject<Model>);
static_assert(!dependency::ParameterObject<Derived>);
static_assert(!dependency::ParameterObject<std::string>);
static_assert(!dependency::ParameterObject<Query<int, "a">>);

Task<Json> by_value(Paging paging) {
  co_return JsonObject{{"q", paging.q}, {"skip", paging.skip}, {"limit", paging.limit}};
}
Json by_reference(const Service& service) {
  return JsonObject{{"user", service.user}, {"skip", service.paging.skip * *service.factor}};
}

TEST(ParameterObject, IsFilledIn) {
  App app;
  app.state.emplace<int>(3);
  app.get<by_value>("/value");
  app.get<by_reference>("/reference");
  TestClient client(app);
  EXPECT_EQ(client.get("/value?q=a&limit=5").text, R"({"q":"a","skip":0,"limit":5})");
  EXPECT_EQ(client.get("/reference?skip=2", {.headers = {{"x-token", "t"}}}).text, R"({"user":"user of t","skip":6})");
}

TEST(ParameterObject, ReportsWhatDoesNotFit) {
  App app;
  app.get<by_value>("/");
  TestClient client(app);
  const Json errors = client.get("/?skip=-1&limit=x").json()["detail"];
  ASSERT_EQ(errors.as_array().size(), 2u);
  EXPECT_EQ(dump_json(errors[0]["loc"]), R"(["query","skip"])");
  EXPECT_EQ(dump_json(errors[1]["loc"]), R"(["query","limit"])");
}

TEST(ParameterObject, IsDocumented) {
  App app;
  app.get<by_reference>("/");
  const auto operations = app.operations();
  std::vector<std::string> names;
  for (const auto& parameter : operations.front()->parameters) names.push_back(parameter.wire_name);
  EXPECT_THAT(names, ElementsAre("q", "skip", "limit", "x-token"));
}

// One object serves all who ask for it.

struct Identity {
  Request& request;
};

int calls = 0;
int count_calls() {
  return ++calls;
}
struct Counted {
  Depends<count_calls, use_cache{false}> number;
};
int inner(const Counted& counted) {
  return counted.number;
}
Json shared(const Counted& counted, Depends<inner> same) {
  return JsonArray{counted.number, same};
}

TEST(ParameterObject, IsMadeOncePerRequest) {
  App app;
  app.get<shared>("/");
  calls = 0;
  TestClient client(app);
  EXPECT_EQ(client.get("/").text, "[1,1]");
}

// Bodies in it share one object with those of the handler.

struct Order {
  Body<Model, "model"> model;
  Body<int, "count"> count;
};
Json order(const Order& given, Body<std::string, "note"> note) {
  return JsonArray{given.model->id, given.count, note};
}

TEST(ParameterObject, TakesPartsOfTheBody) {
  App app;
  app.post<order>("/");
  TestClient client(app);
  const Json sent = JsonObject{{"model", JsonObject{{"id", 5}}}, {"count", 2}, {"note", "n"}};
  EXPECT_EQ(client.post("/", {.json = sent}).text, R"([5,2,"n"])");
}

// Objects with what they need, for a request, for each use, or for as long as the app runs; behind an interface.

struct Clock {
  virtual ~Clock() = default;
  [[nodiscard]] virtual int now() const = 0;
};
struct FixedClock : Clock {
  explicit FixedClock(int time) : time_(time) {}
  [[nodiscard]] int now() const override { return time_; }
  int time_;
};
int made = 0;
class Repository {
 public:
  explicit Repository(const Clock& clock) : clock_(&clock), number_(++made) {}
  [[nodiscard]] Json describe() const { return JsonObject{{"number", number_}, {"time", clock_->now()}}; }

 private:
  const Clock* clock_;
  int number_;
};
Repository get_repository(State<Clock> clock) {
  return Repository(*clock);
}
class Users {
 public:
  explicit Users(Repository& repository) : repository_(&repository) {}
  [[nodiscard]] Json list() const { return repository_->describe(); }

 private:
  Repository* repository_;
};
Users get_users(Depends<get_repository> repository) {
  return Users(*repository);
}
Users get_other_users(Depends<get_repository, use_cache{false}> repository) {
  return Users(*repository);
}
Json list_users(Depends<get_users> users, Depends<get_repository> repository, Depends<get_other_users> others) {
  return JsonArray{users->list(), repository->describe(), others->list()};
}

TEST(Injection, OfSingletonsOfTheRequestAndOfEachUse) {
  App app;
  app.state.emplace<Clock, FixedClock>(7);
  app.get<list_users>("/");
  made = 0;
  TestClient client(app);
  EXPECT_EQ(client.get("/").text, R"([{"number":1,"time":7},{"number":1,"time":7},{"number":2,"time":7}])");
  EXPECT_EQ(client.get("/").json()[0]["number"], Json(3));
}

}  // namespace
}  // namespace talaria
