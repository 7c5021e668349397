#include <gmock/gmock.h>

#include <talaria/async/run_sync.hpp>
#include <talaria/http/form_data.hpp>
#include <talaria/http/request.hpp>

namespace talaria::http {
namespace {

using testing::ElementsAre;
using testing::Pair;

class Pieces final : public BodySource {
 public:
  Pieces(std::string body, std::size_t step) : body_(std::move(body)), step_(step) {}
  Task<std::string_view> next() override {
    piece_ = body_.substr(std::min(at_, body_.size()), step_);
    at_ += step_;
    co_return piece_;
  }

 private:
  std::string body_;
  std::size_t step_;
  std::size_t at_ = 0;
  std::string piece_;
};

using Values = std::vector<std::pair<std::string, std::string>>;

Task<Values> read(Request& request, FormLimits limits) {
  FormData* form = co_await request.form(limits);
  Values values;
  for (const auto& entry : form->entries()) {
    UploadFile file = entry.file;
    std::string text = entry.text;
    if (entry.is_file()) text = co_await file.read();
    values.emplace_back(entry.name, std::move(text));
  }
  co_return values;
}

Values form_of(std::string_view content_type, const std::string& body, std::size_t step = 1'000'000,
               FormLimits limits = {}) {
  RequestHead head;
  head.fields.push_back({"content-type", content_type});
  Pieces pieces(body, step);
  Request request(head, &pieces);
  return run_until_complete(read(request, limits));
}

std::string refusal(std::string_view content_type, const std::string& body, FormLimits limits = {}) {
  std::string reason;
  for (const std::size_t step : {1, 3, 1'000'000}) {
    try {
      form_of(content_type, body, step, limits);
      return "none";
    } catch (const BodyError& error) {
      EXPECT_EQ(error.status_code(), 400);
      EXPECT_TRUE(reason.empty() || reason == error.what()) << reason << " or " << error.what();
      reason = error.what();
    }
  }
  return reason;
}

constexpr std::string_view urlencoded = "application/x-www-form-urlencoded";
constexpr std::string_view multipart = "multipart/form-data; boundary=b";

std::string part(const std::string& parameters, const std::string& content) {
  return "--b\r\nContent-Disposition: form-data" + parameters + "\r\n\r\n" + content + "\r\n";
}

TEST(FormData, ReadsUrlencodedFormsAsStarletteDoes) {
  const std::string body = "a&&b=1&=2&\xe9=%C3%A9%ff+%2b&c=d=e&";
  for (const std::size_t step : {1, 2, 5, 100}) {
    EXPECT_THAT(form_of(urlencoded, body, step),
                ElementsAre(Pair("a", ""), Pair("b", "1"), Pair("", "2"), Pair("\xc3\xa9", "\xc3\xa9\xef\xbf\xbd +"),
                            Pair("c", "d=e")));
  }
  EXPECT_THAT(form_of(urlencoded, ""), ElementsAre());
  EXPECT_THAT(form_of("text/plain", "a=1"), ElementsAre());
}

TEST(FormData, LimitsUrlencodedForms) {
  FormLimits limits;
  limits.fields = 2;
  limits.part_size = 1024;
  EXPECT_EQ(refusal(urlencoded, "a&b", limits), "none");
  EXPECT_EQ(refusal(urlencoded, "a&b&c", limits), "Too many fields. Maximum number of fields is 2.");
  EXPECT_EQ(refusal(urlencoded, "a=" + std::string(1023, 'x'), limits), "none");
  EXPECT_EQ(refusal(urlencoded, "a=" + std::string(1024, 'x'), limits), "Field exceeded maximum size of 1KB.");
}

TEST(FormData, ReadsMultipartInPiecesOfAnySize) {
  const std::string body = part("; name=\"t\"", "text") + part("; name=\"f\"; filename=\"x\"", "a\r\nb") +
                           part("; name=\"l\"", "\xff") + "--b--";
  for (std::size_t step = 1; step <= body.size(); step += 3) {
    EXPECT_THAT(form_of(multipart, body, step),
                ElementsAre(Pair("t", "text"), Pair("f", "a\r\nb"), Pair("l", "\xc3\xbf")))
        << step;
  }
}

TEST(FormData, RefusesMultipartInStarlettesWords) {
  EXPECT_EQ(refusal("multipart/form-data", ""), "Missing boundary in multipart.");
  EXPECT_EQ(refusal("multipart/form-data; boundary=" + std::string(257, 'x'), ""), "Invalid multipart data.");
  EXPECT_EQ(refusal(multipart, "junk"), "Invalid multipart data.");
  EXPECT_EQ(refusal(multipart, part("", "x")), "The Content-Disposition header field \"name\" must be provided.");
  EXPECT_EQ(refusal(multipart, "--b\r\nX: y\r\n\r\n"),
            "The Content-Disposition header field \"name\" must be provided.");
  EXPECT_EQ(refusal(multipart, ""), "none");
}

TEST(FormData, LimitsMultipart) {
  FormLimits limits;
  limits.fields = limits.files = 1;
  limits.part_size = 1024;
  const std::string text = part("; name=t", std::string(1024, 'x'));
  const std::string file = part("; name=f; filename=x", std::string(2000, 'x'));
  EXPECT_EQ(refusal(multipart, text + file, limits), "none");
  EXPECT_EQ(refusal(multipart, text + text, limits), "Too many fields. Maximum number of fields is 1.");
  EXPECT_EQ(refusal(multipart, file + file, limits), "Too many files. Maximum number of files is 1.");
  EXPECT_EQ(refusal(multipart, part("; name=t", std::string(1025, 'x')), limits), "Part exceeded maximum size of 1KB.");
}

TEST(FormData, PutsBigFilesAway) {
  FormLimits limits;
  limits.spool_size = 10;
  const std::string big(100'000, 'x');
  const std::string body = part("; name=s; filename=x", "small") + part("; name=b; filename=x", big) + "--b--";
  EXPECT_THAT(form_of(multipart, body, 1000, limits), ElementsAre(Pair("s", "small"), Pair("b", big)));
}

TEST(FormData, FindsValues) {
  FormData form({{"a", "1", {}}, {"a", "2", {}}, {"f", "", UploadFile("x.txt", {})}});
  EXPECT_EQ(form.get("a"), "2");
  EXPECT_EQ(form.get_all("a").size(), 2u);
  EXPECT_EQ(form.get("f"), std::nullopt);
  EXPECT_EQ(form.get_file("f").filename(), "x.txt");
  EXPECT_FALSE(form.get_file("a"));
  EXPECT_EQ(form.find("b"), nullptr);
}

}  // namespace
}  // namespace talaria::http
