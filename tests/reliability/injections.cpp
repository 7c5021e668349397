// Every way from a text to a header field or an event, with a text that has one odd octet in it.
#include "service.hpp"

#include <string>
#include <string_view>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace {

using Where = Path<std::string, "where">;

std::string text_with(int octet, int position) {
  std::string text = "ab";
  text.insert(static_cast<std::size_t>(position), 1, static_cast<char>(octet));
  return text;
}

// Octets as the characters U+0000 to U+00FF, for what takes text.
std::string as_utf8(std::string_view octets) {
  std::string out;
  for (const char c : octets) {
    const auto octet = static_cast<unsigned char>(c);
    if (octet < 0x80) {
      out.push_back(c);
    } else {
      out.push_back(static_cast<char>(0xC0 | octet >> 6));
      out.push_back(static_cast<char>(0x80 | (octet & 0x3F)));
    }
  }
  return out;
}

Response cookie(std::string_view part, const std::string& text) {
  Response response("x");
  if (part == "name") response.set_cookie(text, "v");
  if (part == "value") response.set_cookie("c", text);
  if (part == "value_utf8") response.set_cookie("c", as_utf8(text));
  if (part == "path") response.set_cookie("c", "v", {.path = text});
  if (part == "domain") response.set_cookie("c", "v", {.domain = text});
  return response;
}

Response event(std::string_view part, const std::string& text) {
  ServerSentEvent event = ServerSentEvent::raw(part == "data" ? as_utf8(text) : "x");
  if (part == "event") event.event(as_utf8(text));
  if (part == "id") event.id(as_utf8(text));
  if (part == "comment") event.comment(as_utf8(text));
  std::string out;
  event.write(out);
  return Response(out, 200, "text/event-stream");
}

Response header(std::string_view part, const std::string& text) {
  Response response("x");
  if (part == "name") response.headers.set(text, "v");
  if (part == "value") response.headers.set("x-test", text);
  if (part == "added") response.headers.add("x-test", text);
  if (part == "exception") throw HTTPException(400, "x", {{"x-test", text}});
  return response;
}

Response file(std::string_view part, const std::string& text) {
  FileOptions options;
  options.filename = part == "name" ? as_utf8(text) : "name";
  if (part == "raw_name") options.filename = text;
  if (part == "disposition") options.content_disposition_type = text;
  if (part == "media_type") options.media_type = text;
  return FileResponse("/proc/self/exe", options);
}

Response inject(Where where, Query<int, "octet", ge{0}, le{255}> octet, Query<int, "position", ge{0}, le{2}> position) {
  const std::string text = text_with(*octet, *position);
  const std::string_view way(where);
  const auto dash = way.find('-');
  const std::string_view kind = way.substr(0, dash);
  const std::string_view part = dash == std::string_view::npos ? std::string_view() : way.substr(dash + 1);
  if (kind == "cookie") return cookie(part, text);
  if (kind == "event") return event(part, text);
  if (kind == "header") return header(part, text);
  if (kind == "file") return file(part, text);
  if (kind == "redirect") return RedirectResponse(text);
  Response response("x");
  response.headers.set("content-type", text);
  return response;
}

}  // namespace

void add_injections(App& app) {
  app.get<inject>("/inject/{where}");
}
