#include <algorithm>
#include <array>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <talaria/openapi/docs_pages.hpp>

namespace talaria::openapi {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(DocsPages, SwaggerUiPageHoldsTheDefaultsOfFastApi) {
  const std::string html = swagger_ui_html({.openapi_url = "/openapi.json", .title = "FastAPI - Swagger UI"});
  for (const char* expected :
       {"<title>FastAPI - Swagger UI</title>", "\"dom_id\": \"#swagger-ui\",", "\"layout\": \"BaseLayout\",",
        "\"deepLinking\": true,", "\"showExtensions\": true,", "\"showCommonExtensions\": true,", "presets: [",
        "SwaggerUIBundle.presets.apis,", "SwaggerUIBundle.SwaggerUIStandalonePreset", "url: '/openapi.json',",
        "https://cdn.jsdelivr.net/npm/swagger-ui-dist@5/swagger-ui-bundle.js",
        "https://cdn.jsdelivr.net/npm/swagger-ui-dist@5/swagger-ui.css"}) {
    EXPECT_THAT(html, HasSubstr(expected));
  }
  EXPECT_THAT(html, Not(HasSubstr("oauth2RedirectUrl")));
  EXPECT_THAT(html, Not(HasSubstr("initOAuth")));
}

TEST(DocsPages, GivenParametersReplaceDefaultsInPlaceAndNewOnesFollow) {
  const std::array<SwaggerUiParameter, 2> parameters{
      {{"deepLinking", "false"}, {"syntaxHighlight", R"({"theme": "x"})"}}};
  const std::string html = swagger_ui_html({.title = "t", .swagger_ui_parameters = parameters});
  EXPECT_THAT(html, HasSubstr("\"deepLinking\": false,"));
  EXPECT_THAT(html, Not(HasSubstr("\"deepLinking\": true")));
  EXPECT_THAT(html, HasSubstr("\"syntaxHighlight\": {\"theme\": \"x\"},"));
  EXPECT_LT(html.find("\"deepLinking\""), html.find("\"showExtensions\""));
  EXPECT_LT(html.find("\"showCommonExtensions\""), html.find("\"syntaxHighlight\""));
}

TEST(DocsPages, OauthSettingsAppearOnlyWhenGiven) {
  const std::string html =
      swagger_ui_html({.oauth2_redirect_url = "/docs/oauth2-redirect", .init_oauth = R"({"clientId": "a</script>"})"});
  EXPECT_THAT(html, HasSubstr("oauth2RedirectUrl: window.location.origin + '/docs/oauth2-redirect',"));
  EXPECT_THAT(html, HasSubstr(R"(ui.initOAuth({"clientId": "a\u003c/script\u003e"}))"));
}

TEST(DocsPages, NothingFromTheOptionsLeavesItsPlace) {
  const std::string_view hostile = "\"'></title></script><script>alert(1)//\\\n";
  const std::array<SwaggerUiParameter, 1> parameters{{{"a\"</script>", "\"</script>\""}}};
  const std::string swagger = swagger_ui_html({.openapi_url = hostile,
                                               .title = hostile,
                                               .swagger_js_url = hostile,
                                               .swagger_css_url = hostile,
                                               .swagger_favicon_url = hostile,
                                               .oauth2_redirect_url = hostile,
                                               .init_oauth = "\"</script>\"",
                                               .swagger_ui_parameters = parameters});
  const std::string redoc =
      redoc_html({.openapi_url = hostile, .title = hostile, .redoc_js_url = hostile, .redoc_favicon_url = hostile});
  EXPECT_THAT(swagger, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(redoc, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(swagger, HasSubstr(R"(url: '"\x27)"));
  // Two script elements in one page, one in the other: none was added and none ended early.
  const auto closings = [](const std::string& html) {
    std::size_t n = 0;
    for (std::size_t at = html.find("</script>"); at != std::string::npos; at = html.find("</script>", at + 1)) ++n;
    return n;
  };
  EXPECT_EQ(closings(swagger), 2u);
  EXPECT_EQ(closings(redoc), 1u);
}

TEST(DocsPages, RedocPageNamesItsDocumentAndLeavesGoogleOutWhenAsked) {
  const std::string with_fonts = redoc_html({.title = "FastAPI - ReDoc"});
  EXPECT_THAT(with_fonts, HasSubstr("<title>FastAPI - ReDoc</title>"));
  EXPECT_THAT(with_fonts, HasSubstr("<redoc spec-url=\"/openapi.json\"></redoc>"));
  EXPECT_THAT(with_fonts, HasSubstr("https://cdn.jsdelivr.net/npm/redoc@2/bundles/redoc.standalone.js"));
  EXPECT_THAT(with_fonts, HasSubstr("fonts.googleapis.com"));
  EXPECT_THAT(redoc_html({.with_google_fonts = false}), Not(HasSubstr("googleapis")));
}

TEST(DocsPages, RedirectPageAnswersTheWindowThatOpenedIt) {
  const std::string html = swagger_ui_oauth2_redirect_html();
  EXPECT_THAT(html, HasSubstr("window.opener.swaggerUIRedirectOauth2"));
  EXPECT_THAT(html, HasSubstr("<title>Swagger UI: OAuth2 Redirect</title>"));
}

TEST(DocsPages, UrlsPointToEmbeddedFilesOrToTheCdnButNeverToBoth) {
  const DocsUrls urls = docs_urls("/docs/assets/");
  if (docs_assets().empty()) {
    EXPECT_FALSE(urls.self_contained);
    EXPECT_EQ(urls.swagger_js, cdn_swagger_js_url);
    EXPECT_EQ(urls.redoc_js, cdn_redoc_js_url);
    return;
  }
  EXPECT_TRUE(urls.self_contained);
  for (const std::string& url : {urls.swagger_js, urls.swagger_css, urls.redoc_js, urls.favicon}) {
    ASSERT_TRUE(url.starts_with("/docs/assets/")) << url;
    EXPECT_NE(find_docs_asset(url.substr(std::string_view("/docs/assets/").size())), nullptr) << url;
  }
}

TEST(DocsPages, EmbeddedFilesDecompressToWhatTheirNamesSay) {
  EXPECT_EQ(find_docs_asset("no-such-file"), nullptr);
  if (docs_assets().empty()) GTEST_SKIP() << "built with TALARIA_EMBED_DOCS_UI=OFF or without npm";
  EXPECT_THAT(decompressed(*find_docs_asset("swagger-ui-bundle.js")), HasSubstr("SwaggerUIBundle"));
  EXPECT_THAT(decompressed(*find_docs_asset("swagger-ui.css")), HasSubstr(".swagger-ui"));
  EXPECT_THAT(decompressed(*find_docs_asset("redoc.standalone.js")), Not(HasSubstr("cdn.redoc.ly")));
  EXPECT_TRUE(decompressed(*find_docs_asset("favicon-32x32.png")).starts_with("\x89PNG"));
  EXPECT_THAT(decompressed(*find_docs_asset("licenses.txt")), HasSubstr("Apache License"));
  for (const DocsAsset& asset : docs_assets()) {
    EXPECT_TRUE(asset.etag.starts_with('"') && asset.etag.ends_with('"') && asset.etag.size() > 2) << asset.path;
  }
}

TEST(DocsPages, DamagedFileIsReported) {
  EXPECT_THROW((void)decompressed({.path = "x", .media_type = "", .bytes = "not gzip", .etag = ""}),
               std::runtime_error);
}

}  // namespace
}  // namespace talaria::openapi
