#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <talaria/websocket/handshake.hpp>

namespace talaria::websocket {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

Fields handshake_fields() {
  return {{"host", "a"},
          {"upgrade", "websocket"},
          {"connection", "Upgrade"},
          {"sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="},
          {"sec-websocket-version", "13"}};
}

void set(Fields& fields, const std::string& name, const std::string& value) {
  for (auto& field : fields) {
    if (field.first == name) field.second = value;
  }
}

http::RequestHead head_of(const Fields& fields, http::Method method = http::Method::get, int minor_version = 1) {
  http::RequestHead head;
  head.method = method;
  head.target = "/ws";
  head.minor_version = minor_version;
  for (const auto& [name, value] : fields) head.fields.push_back({name, value});
  return head;
}

bool asks(const Fields& fields, http::Method method = http::Method::get, int minor_version = 1) {
  const http::RequestHead head = head_of(fields, method, minor_version);
  return is_handshake(Request(head));
}

// The status of the answer.
int check(const Fields& fields) {
  const http::RequestHead head = head_of(fields);
  const Request request(head);
  const auto checked = check_handshake(request);
  return checked ? 101 : checked.error().status_code;
}

TEST(AcceptValue, IsThatOfTheExampleInRfc6455) {
  EXPECT_EQ(accept_value("dGhlIHNhbXBsZSBub25jZQ=="), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
}

TEST(IsHandshake, NeedsBothFieldsAndGetOfHttp11) {
  EXPECT_TRUE(asks(handshake_fields()));
  EXPECT_FALSE(asks(handshake_fields(), http::Method::post));
  EXPECT_FALSE(asks(handshake_fields(), http::Method::get, 0));
  Fields fields = handshake_fields();
  set(fields, "upgrade", "h2c, WebSocket");
  set(fields, "connection", "keep-alive,  UPGRADE");
  EXPECT_TRUE(asks(fields));
  set(fields, "connection", "keep-alive");
  EXPECT_FALSE(asks(fields));
  fields.emplace_back("connection", "upgrade");
  EXPECT_TRUE(asks(fields));
  set(fields, "upgrade", "h2c");
  EXPECT_FALSE(asks(fields));
}

TEST(CheckHandshake, AcceptsOneKeyOf16OctetsAndVersion13) {
  EXPECT_EQ(check(handshake_fields()), 101);
  const std::vector<std::pair<std::function<void(Fields&)>, int>> changes = {
      {[](Fields& f) { set(f, "sec-websocket-key", ""); }, 400},
      {[](Fields& f) { set(f, "sec-websocket-key", "eHh4eHh4eHh4eHh4eHh4"); }, 400},
      {[](Fields& f) { set(f, "sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ"); }, 400},
      {[](Fields& f) { set(f, "sec-websocket-key", "!!!!!!!!!!!!!!!!!!!!!!=="); }, 400},
      {[](Fields& f) { f.emplace_back("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="); }, 400},
      {[](Fields& f) { set(f, "sec-websocket-version", "8"); }, 426},
      {[](Fields& f) { set(f, "sec-websocket-version", "-13"); }, 426},
      {[](Fields& f) { f.emplace_back("sec-websocket-version", "13"); }, 426},
      {[](Fields& f) { f.emplace_back("content-length", "0"); }, 101},
      {[](Fields& f) { f.emplace_back("content-length", "5"); }, 400},
      {[](Fields& f) { f.emplace_back("transfer-encoding", "chunked"); }, 400},
  };
  for (std::size_t i = 0; i < changes.size(); ++i) {
    Fields fields = handshake_fields();
    changes[i].first(fields);
    EXPECT_EQ(check(fields), changes[i].second) << "change " << i;
  }
}

TEST(CheckHandshake, NamesTheVersionItSpeaks) {
  Fields fields = handshake_fields();
  set(fields, "sec-websocket-version", "25");
  const http::RequestHead head = head_of(fields);
  const Request request(head);
  const auto checked = check_handshake(request);
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().headers.get("sec-websocket-version"), "13");
}

}  // namespace
}  // namespace talaria::websocket
