// The HTML of /docs and /redoc, and the scripts and styles that they load.
// `app` serves both; nothing else of the framework knows about them.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace talaria::openapi {

/// Where the pages load their scripts from when nothing is embedded; the same addresses as FastAPI's.
inline constexpr std::string_view cdn_swagger_js_url =
    "https://cdn.jsdelivr.net/npm/swagger-ui-dist@5/swagger-ui-bundle.js";
inline constexpr std::string_view cdn_swagger_css_url = "https://cdn.jsdelivr.net/npm/swagger-ui-dist@5/swagger-ui.css";
inline constexpr std::string_view cdn_redoc_js_url = "https://cdn.jsdelivr.net/npm/redoc@2/bundles/redoc.standalone.js";
inline constexpr std::string_view cdn_favicon_url = "https://fastapi.tiangolo.com/img/favicon.png";

/// One setting of Swagger UI. `json` is its value as JSON text: `{"deepLinking", "false"}`.
struct SwaggerUiParameter {
  std::string name;
  std::string json;
};

/// What the Swagger UI page shows. The views must live until the call returns.
struct SwaggerUiOptions {
  std::string_view openapi_url = "/openapi.json";
  std::string_view title = {};
  std::string_view swagger_js_url = cdn_swagger_js_url;
  std::string_view swagger_css_url = cdn_swagger_css_url;
  std::string_view swagger_favicon_url = cdn_favicon_url;
  /// Path of the page that `swagger_ui_oauth2_redirect_html` makes; empty leaves it out.
  std::string_view oauth2_redirect_url = {};
  /// Argument of `ui.initOAuth` as JSON text; empty leaves the call out.
  std::string_view init_oauth = {};
  /// Added to the defaults (dom_id, layout, deepLinking, showExtensions, showCommonExtensions); an equal name replaces.
  std::span<const SwaggerUiParameter> swagger_ui_parameters = {};
};

/// What the ReDoc page shows. The views must live until the call returns.
struct RedocOptions {
  std::string_view openapi_url = "/openapi.json";
  std::string_view title = {};
  std::string_view redoc_js_url = cdn_redoc_js_url;
  std::string_view redoc_favicon_url = cdn_favicon_url;
  /// Loads two font families from Google; without them the page uses the fonts of the system.
  bool with_google_fonts = true;
};

/// The page that is served at `/docs`. Everything from the options is escaped for the place it goes to.
[[nodiscard]] std::string swagger_ui_html(const SwaggerUiOptions& options);

/// The page that is served at `/redoc`.
[[nodiscard]] std::string redoc_html(const RedocOptions& options);

/// The page that an OAuth2 server sends the browser back to; it hands the answer to the `/docs` page that opened it.
[[nodiscard]] std::string swagger_ui_oauth2_redirect_html();

/// A file that the pages load, embedded in the program at build time. The views live as long as the program.
struct DocsAsset {
  /// Name of the file, without a folder: `swagger-ui-bundle.js`.
  std::string_view path;
  /// Value of `Content-Type`.
  std::string_view media_type;
  /// The contents, compressed: to be sent with `Content-Encoding: gzip`.
  std::string_view bytes;
  /// Value of `ETag`, quotes included.
  std::string_view etag;
};

/// All embedded files; empty when the program was built without them (TALARIA_EMBED_DOCS_UI).
[[nodiscard]] std::span<const DocsAsset> docs_assets() noexcept;

/// The embedded file of this name, or null.
[[nodiscard]] const DocsAsset* find_docs_asset(std::string_view path) noexcept;

/// The contents without compression, for the rare client that does not accept gzip.
/// Throws `std::runtime_error` if the embedded bytes are damaged.
[[nodiscard]] std::string decompressed(const DocsAsset& asset);

/// The addresses that the pages load their files from.
struct DocsUrls {
  std::string swagger_js;
  std::string swagger_css;
  std::string redoc_js;
  std::string favicon;
  /// Nothing may come from another host, so the fonts of the system are used.
  bool self_contained = false;
};

/// The addresses of the embedded files below `prefix` (for example `/docs/assets`), or of the CDN when none are
/// embedded.
[[nodiscard]] DocsUrls docs_urls(std::string_view prefix);

}  // namespace talaria::openapi
