// The pages that an app serves about itself.
#include "app/frozen.hpp"

#include <talaria/openapi/docs_pages.hpp>

namespace talaria::app {

namespace {

constexpr std::string_view assets_path = "/assets";

bool accepts_gzip(const Request& request) {
  const auto accepted = request.headers().get("accept-encoding");
  return accepted && accepted->find("gzip") != std::string_view::npos;
}

Response asset_response(const openapi::DocsAsset& asset, const Request& request) {
  Response response;
  response.media_type = asset.media_type;
  response.headers.set("etag", asset.etag);
  response.headers.set("cache-control", "public, max-age=86400");
  response.headers.set("vary", "accept-encoding");
  if (request.headers().get("if-none-match") == asset.etag) {
    response.status_code = 304;
  } else if (accepts_gzip(request)) {
    response.headers.set("content-encoding", "gzip");
    response.body = std::string(asset.bytes);
  } else {
    response.body = openapi::decompressed(asset);
  }
  return response;
}

// The document is made at the start; an answer only writes it out.
DocsPage document_page(App& app, const std::string& path) {
  return {path, [&app](const Request&) { return Response(app.openapi_text(), 200, "application/json"); }};
}

DocsPage html_page(const std::string& path, std::string html) {
  return {path, [html = std::move(html)](const Request&) { return HTMLResponse(html); }};
}

std::vector<openapi::SwaggerUiParameter> swagger_parameters(const JsonPart& part) {
  std::vector<openapi::SwaggerUiParameter> parameters;
  if (const JsonObject* const object = part.value().if_object()) {
    for (const auto& [name, value] : *object) parameters.push_back({name, dump_json_spaced(value)});
  }
  return parameters;
}

}  // namespace

std::vector<DocsPage> make_docs_pages(App& app) {
  std::vector<DocsPage> pages;
  const AppOptions& options = app.options();
  if (!options.openapi_url) return pages;
  pages.push_back(document_page(app, *options.openapi_url));
  const std::string base = options.docs_url ? *options.docs_url : options.redoc_url.value_or("");
  if (base.empty()) return pages;
  const openapi::DocsUrls urls = openapi::docs_urls(base + std::string(assets_path));
  if (options.docs_url) {
    openapi::SwaggerUiOptions page;
    const std::string title = options.title + " - Swagger UI";
    const std::string redirect = options.swagger_ui_oauth2_redirect_url.value_or("");
    const std::vector<openapi::SwaggerUiParameter> parameters = swagger_parameters(options.swagger_ui_parameters);
    const std::string init_oauth =
        options.swagger_ui_init_oauth.empty() ? "" : dump_json_spaced(options.swagger_ui_init_oauth.value());
    page.openapi_url = *options.openapi_url;
    page.title = title;
    page.swagger_js_url = urls.swagger_js;
    page.swagger_css_url = urls.swagger_css;
    page.swagger_favicon_url = urls.favicon;
    page.oauth2_redirect_url = redirect;
    page.swagger_ui_parameters = parameters;
    page.init_oauth = init_oauth;
    pages.push_back(html_page(*options.docs_url, openapi::swagger_ui_html(page)));
    if (!redirect.empty()) pages.push_back(html_page(redirect, openapi::swagger_ui_oauth2_redirect_html()));
  }
  if (options.redoc_url) {
    openapi::RedocOptions page;
    const std::string title = options.title + " - ReDoc";
    page.openapi_url = *options.openapi_url;
    page.title = title;
    page.redoc_js_url = urls.redoc_js;
    page.redoc_favicon_url = urls.favicon;
    page.with_google_fonts = !urls.self_contained;
    pages.push_back(html_page(*options.redoc_url, openapi::redoc_html(page)));
  }
  for (const auto& asset : openapi::docs_assets()) {
    pages.push_back({base + std::string(assets_path) + "/" + std::string(asset.path),
                     [&asset](const Request& request) { return asset_response(asset, request); }});
  }
  return pages;
}

}  // namespace talaria::app
