// The pages that an app serves about itself.
#include "app/frozen.hpp"

#include <talaria/openapi/asyncapi.hpp>
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

std::string root_of(const Request& request) {
  std::string root(request.root_path());
  while (root.ends_with('/')) root.pop_back();
  return root;
}

// FastAPI's rule: where the app is reached stands before the servers that it names itself.
Json with_server(const Json& document, const std::string& url) {
  JsonArray servers{JsonObject{{"url", url}}};
  if (const Json* const known = document.as_object().find("servers")) {
    for (const Json& server : known->as_array()) {
      if (server["url"] == url) return document;
      servers.push_back(server);
    }
  }
  Json out = document;
  out["servers"] = std::move(servers);
  return out;
}

// The document is made at the start; an answer only writes it out.
DocsPage document_page(App& app, const std::string& path) {
  return {path, "openapi", [&app](const Request& request) {
            const std::string root = app.options().root_path_in_servers ? root_of(request) : std::string();
            if (root.empty()) return Response(app.openapi_text(), 200, "application/json");
            return Response(dump_json(with_server(app.openapi(), root)), 200, "application/json");
          }};
}

DocsPage html_page(const std::string& path, std::string name, std::string html) {
  return {path, std::move(name), [html = std::move(html)](const Request&) { return HTMLResponse(html); }};
}

// A page that `make` writes for where the app is mounted; that of an app that is not is written once.
template <class Make>
DocsPage rooted_page(const std::string& path, std::string name, Make make) {
  return {path, std::move(name), [html = make(std::string()), make](const Request& request) {
            const std::string root = root_of(request);
            return HTMLResponse(root.empty() ? html : make(root));
          }};
}

std::vector<openapi::SwaggerUiParameter> swagger_parameters(const JsonPart& part) {
  std::vector<openapi::SwaggerUiParameter> parameters;
  if (const JsonObject* const object = part.value().if_object()) {
    for (const auto& [name, value] : *object) parameters.push_back({name, dump_json_spaced(value)});
  }
  return parameters;
}

std::string base_of(const AppOptions& options) {
  return options.docs_url ? *options.docs_url : options.redoc_url.value_or("");
}

std::string swagger_html(const AppOptions& options, const std::string& root) {
  const openapi::DocsUrls urls = openapi::docs_urls(root + base_of(options) + std::string(assets_path));
  openapi::SwaggerUiOptions page;
  const std::string openapi_url = root + *options.openapi_url;
  const std::string title = options.title + " - Swagger UI";
  const auto& redirect_url = options.swagger_ui_oauth2_redirect_url;
  const std::string redirect = redirect_url && !redirect_url->empty() ? root + *redirect_url : std::string();
  const std::vector<openapi::SwaggerUiParameter> parameters = swagger_parameters(options.swagger_ui_parameters);
  const std::string init_oauth =
      options.swagger_ui_init_oauth.empty() ? "" : dump_json_spaced(options.swagger_ui_init_oauth.value());
  page.openapi_url = openapi_url;
  page.title = title;
  page.swagger_js_url = urls.swagger_js;
  page.swagger_css_url = urls.swagger_css;
  page.swagger_favicon_url = urls.favicon;
  page.oauth2_redirect_url = redirect;
  page.swagger_ui_parameters = parameters;
  page.init_oauth = init_oauth;
  return openapi::swagger_ui_html(page);
}

std::string redoc_page_html(const AppOptions& options, const std::string& root) {
  const openapi::DocsUrls urls = openapi::docs_urls(root + base_of(options) + std::string(assets_path));
  openapi::RedocOptions page;
  const std::string openapi_url = root + *options.openapi_url;
  const std::string title = options.title + " - ReDoc";
  page.openapi_url = openapi_url;
  page.title = title;
  page.redoc_js_url = urls.redoc_js;
  page.redoc_favicon_url = urls.favicon;
  page.with_google_fonts = !urls.self_contained;
  return openapi::redoc_html(page);
}

// The document is made at the start; the page is written for where the app is mounted.
void add_asyncapi_pages(App& app, std::vector<DocsPage>& pages) {
  const AppOptions& options = app.options();
  if (!options.asyncapi_url) return;
  pages.push_back({*options.asyncapi_url, "asyncapi",
                   [&app](const Request&) { return Response(dump_json(app.asyncapi()), 200, "application/json"); }});
  if (!options.asyncapi_docs_url) return;
  pages.push_back({*options.asyncapi_docs_url, "asyncapi_html", [&app](const Request& request) {
                     const std::string url = root_of(request) + *app.options().asyncapi_url;
                     return HTMLResponse(openapi::asyncapi_html(app.asyncapi(), url));
                   }});
}

}  // namespace

std::vector<DocsPage> make_docs_pages(App& app, bool has_websockets) {
  std::vector<DocsPage> pages;
  const AppOptions& options = app.options();
  if (!options.openapi_url) return pages;
  pages.push_back(document_page(app, *options.openapi_url));
  if (has_websockets) add_asyncapi_pages(app, pages);
  const std::string base = base_of(options);
  if (base.empty()) return pages;
  if (options.docs_url) {
    pages.push_back(rooted_page(*options.docs_url, "swagger_ui_html",
                                [&options](const std::string& root) { return swagger_html(options, root); }));
    const std::string redirect = options.swagger_ui_oauth2_redirect_url.value_or("");
    if (!redirect.empty())
      pages.push_back(html_page(redirect, "swagger_ui_redirect", openapi::swagger_ui_oauth2_redirect_html()));
  }
  if (options.redoc_url) {
    pages.push_back(rooted_page(*options.redoc_url, "redoc_html",
                                [&options](const std::string& root) { return redoc_page_html(options, root); }));
  }
  for (const auto& asset : openapi::docs_assets()) {
    pages.push_back({base + std::string(assets_path) + "/" + std::string(asset.path), "",
                     [&asset](const Request& request) { return asset_response(asset, request); }});
  }
  return pages;
}

}  // namespace talaria::app
