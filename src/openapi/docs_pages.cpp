#include "openapi/html_text.hpp"

#include <array>
#include <stdexcept>
#include <vector>
#include <zlib.h>

#include <talaria/openapi/docs_pages.hpp>

namespace talaria::openapi {

std::string html_escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#x27;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

namespace {

// For a string literal in single quotes inside <script>: neither the literal nor the element may end early.
std::string script_string(std::string_view text) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string out = "'";
  for (char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (code < 0x20 || c == '\'' || c == '\\' || c == '<' || c == '>' || c == '&') {
      out += "\\x";
      out += digits[code >> 4];
      out += digits[code & 15];
    } else {
      out += c;
    }
  }
  out += '\'';
  return out;
}

// JSON inside <script>: `</script>` and `<!--` in a value must not be seen by the HTML parser. Those three characters
// occur only inside the strings of a JSON text, where \u escapes mean the same.
std::string script_json(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  for (char c : json) {
    switch (c) {
      case '<':
        out += "\\u003c";
        break;
      case '>':
        out += "\\u003e";
        break;
      case '&':
        out += "\\u0026";
        break;
      default:
        out += c;
    }
  }
  return out;
}

// The key of a setting as a JSON string. Names are given by the developer, so only what would break out is escaped.
std::string script_key(std::string_view name) {
  std::string json = "\"";
  for (char c : name) {
    if (c == '"' || c == '\\') json += '\\';
    json += c;
  }
  json += '"';
  return script_json(json);
}

std::vector<SwaggerUiParameter> merged_parameters(std::span<const SwaggerUiParameter> given) {
  std::vector<SwaggerUiParameter> merged{{"dom_id", "\"#swagger-ui\""},
                                         {"layout", "\"BaseLayout\""},
                                         {"deepLinking", "true"},
                                         {"showExtensions", "true"},
                                         {"showCommonExtensions", "true"}};
  for (const SwaggerUiParameter& parameter : given) {
    bool replaced = false;
    for (SwaggerUiParameter& old : merged) {
      if (old.name == parameter.name) {
        old.json = parameter.json;
        replaced = true;
      }
    }
    if (!replaced) merged.push_back(parameter);
  }
  return merged;
}

std::string under(std::string_view prefix, std::string_view file) {
  std::string url(prefix);
  if (!url.ends_with('/')) url += '/';
  url += file;
  return url;
}

}  // namespace

std::string swagger_ui_html(const SwaggerUiOptions& options) {
  std::string html = R"(<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1.0">
)";
  html += "<link type=\"text/css\" rel=\"stylesheet\" href=\"" + html_escaped(options.swagger_css_url) + "\">\n";
  html += "<link rel=\"shortcut icon\" href=\"" + html_escaped(options.swagger_favicon_url) + "\">\n";
  html += "<title>" + html_escaped(options.title) + "</title>\n</head>\n<body>\n<div id=\"swagger-ui\"></div>\n";
  html += "<script src=\"" + html_escaped(options.swagger_js_url) + "\"></script>\n";
  html += "<script>\nconst ui = SwaggerUIBundle({\n";
  html += "url: " + script_string(options.openapi_url) + ",\n";
  for (const SwaggerUiParameter& parameter : merged_parameters(options.swagger_ui_parameters)) {
    html += script_key(parameter.name) + ": " + script_json(parameter.json) + ",\n";
  }
  if (!options.oauth2_redirect_url.empty()) {
    html += "oauth2RedirectUrl: window.location.origin + " + script_string(options.oauth2_redirect_url) + ",\n";
  }
  html += "presets: [\nSwaggerUIBundle.presets.apis,\nSwaggerUIBundle.SwaggerUIStandalonePreset\n],\n})\n";
  if (!options.init_oauth.empty()) html += "ui.initOAuth(" + script_json(options.init_oauth) + ")\n";
  html += "</script>\n</body>\n</html>\n";
  return html;
}

std::string redoc_html(const RedocOptions& options) {
  std::string html = "<!DOCTYPE html>\n<html>\n<head>\n<title>" + html_escaped(options.title) + "</title>\n";
  html += R"(<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
)";
  if (options.with_google_fonts) {
    html +=
        "<link href=\"https://fonts.googleapis.com/css?family=Montserrat:300,400,700|Roboto:300,400,700\" "
        "rel=\"stylesheet\">\n";
  }
  html += "<link rel=\"shortcut icon\" href=\"" + html_escaped(options.redoc_favicon_url) + "\">\n";
  html += R"(<style>body { margin: 0; padding: 0; }</style>
</head>
<body>
<noscript>ReDoc requires Javascript to function. Please enable it to browse the documentation.</noscript>
)";
  html += "<redoc spec-url=\"" + html_escaped(options.openapi_url) + "\"></redoc>\n";
  html += "<script src=\"" + html_escaped(options.redoc_js_url) + "\"></script>\n</body>\n</html>\n";
  return html;
}

const DocsAsset* find_docs_asset(std::string_view path) noexcept {
  for (const DocsAsset& asset : docs_assets()) {
    if (asset.path == path) return &asset;
  }
  return nullptr;
}

std::string decompressed(const DocsAsset& asset) {
  z_stream stream{};
  // 16 + the largest window: expect a gzip header.
  if (inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK) throw std::runtime_error("zlib does not start");
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(asset.bytes.data()));
  stream.avail_in = static_cast<uInt>(asset.bytes.size());
  std::string out;
  std::array<char, 65536> buffer;
  int status = Z_OK;
  while (status == Z_OK) {
    stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream.avail_out = static_cast<uInt>(buffer.size());
    status = inflate(&stream, Z_NO_FLUSH);
    out.append(buffer.data(), buffer.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  if (status != Z_STREAM_END) throw std::runtime_error("the embedded file " + std::string(asset.path) + " is damaged");
  return out;
}

DocsUrls docs_urls(std::string_view prefix) {
  if (docs_assets().empty()) {
    return {.swagger_js = std::string(cdn_swagger_js_url),
            .swagger_css = std::string(cdn_swagger_css_url),
            .redoc_js = std::string(cdn_redoc_js_url),
            .favicon = std::string(cdn_favicon_url),
            .self_contained = false};
  }
  return {.swagger_js = under(prefix, "swagger-ui-bundle.js"),
          .swagger_css = under(prefix, "swagger-ui.css"),
          .redoc_js = under(prefix, "redoc.standalone.js"),
          .favicon = under(prefix, "favicon-32x32.png"),
          .self_contained = true};
}

}  // namespace talaria::openapi
