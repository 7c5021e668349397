// The page of an AsyncAPI document: HTML that is written once, without a script.
#include "openapi/html_text.hpp"

#include <talaria/openapi/asyncapi.hpp>

namespace talaria::openapi {

namespace {

constexpr std::string_view style =
    R"(body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; color: #222; }
h2 { border-top: 1px solid #ccc; padding-top: 1rem; }
code, pre { font-family: ui-monospace, monospace; font-size: 14px; }
pre { background: #f5f5f5; overflow-x: auto; padding: .75rem; }
summary { cursor: pointer; }
.action { background: #0b6; border-radius: 4px; color: #fff; font-size: 13px; padding: 2px 8px; }
.send { background: #26c; }
)";

std::string text_of(const Json& object, std::string_view name) {
  const JsonObject* const members = object.if_object();
  const Json* const value = members != nullptr ? members->find(name) : nullptr;
  return value != nullptr && value->is_string() ? html_escaped(value->as_string()) : std::string();
}

std::string paragraph(const std::string& text) {
  return text.empty() ? std::string() : "<p>" + text + "</p>\n";
}

std::string json_block(const Json& value) {
  return "<pre>" + html_escaped(dump_json_pretty(value)) + "</pre>\n";
}

// The last step of `#/components/messages/Say`.
std::string_view last_step(const Json& reference) {
  const std::string& path = reference["$ref"].as_string();
  return std::string_view(path).substr(path.rfind('/') + 1);
}

std::string message_html(const Json& document, const Json& reference) {
  const std::string_view name = last_step(reference);
  const Json& message = document["components"]["messages"][name];
  std::string html = "<h4>" + text_of(message, "title") + "</h4>\n" + paragraph(text_of(message, "summary"));
  if (const Json* const payload = message.as_object().find("payload")) html += json_block(*payload);
  return html;
}

std::string operation_html(const Json& document, const Json& operation) {
  const bool sends = operation["action"] == "send";
  std::string html = sends ? "<h3><span class=\"action send\">send</span> The app sends</h3>\n"
                           : "<h3><span class=\"action\">receive</span> The app receives</h3>\n";
  for (const Json& message : operation["messages"].as_array()) html += message_html(document, message);
  return html;
}

std::string channel_html(const Json& document, const std::string& id, const Json& channel) {
  std::string html = "<section id=\"" + html_escaped(id) + "\">\n<h2><code>" + text_of(channel, "address") +
                     "</code> " + text_of(channel, "title") + "</h2>\n" + paragraph(text_of(channel, "description"));
  for (const char* member : {"parameters", "bindings", "x-cookies"}) {
    const Json* const part = channel.as_object().find(member);
    if (part == nullptr) continue;
    html += "<details><summary>" + html_escaped(member) + "</summary>\n" + json_block(*part) + "</details>\n";
  }
  for (const auto& [name, operation] : document["operations"].as_object()) {
    if (last_step(operation["channel"]) == id) html += operation_html(document, operation);
  }
  return html + "</section>\n";
}

}  // namespace

std::string asyncapi_html(const Json& document, std::string_view document_url) {
  const Json& info = document["info"];
  std::string html =
      "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>";
  html +=
      text_of(info, "title") + " - AsyncAPI</title>\n<style>\n" + std::string(style) + "</style>\n</head>\n<body>\n";
  html += "<h1>" + text_of(info, "title") + " <small>" + text_of(info, "version") + "</small></h1>\n";
  html += paragraph(text_of(info, "description"));
  html += "<p><a href=\"" + html_escaped(document_url) + "\">The AsyncAPI document</a></p>\n";
  for (const auto& [id, channel] : document["channels"].as_object()) html += channel_html(document, id, channel);
  const JsonObject* const components =
      document.as_object().find("components") != nullptr ? &document["components"].as_object() : nullptr;
  const Json* const schemas = components != nullptr ? components->find("schemas") : nullptr;
  if (schemas != nullptr) {
    html += "<h2>Schemas</h2>\n";
    for (const auto& [name, schema] : schemas->as_object()) {
      html += "<details><summary>" + html_escaped(name) + "</summary>\n" + json_block(schema) + "</details>\n";
    }
  }
  return html + "</body>\n</html>\n";
}

}  // namespace talaria::openapi
