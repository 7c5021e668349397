// Media types: which one a file's name suggests, and how one stands in `content-type`.
#pragma once
#include <string>
#include <string_view>

namespace talaria::http {

/// The media type that the name of a file suggests, as Python's `mimetypes.guess_type` does; empty when it suggests
/// none. A literal. Of `x.tar.gz` it is that of the archive, `application/x-tar`.
[[nodiscard]] std::string_view guess_media_type(std::string_view path);

/// The value of `content-type` for a media type: texts get `; charset=utf-8`, unless they say theirs.
[[nodiscard]] std::string content_type_of(std::string_view media_type);

/// The media type in a value of `content-type`, without parameters and blanks (RFC 9110 section 8.3.1). Its case, which
/// does not matter, is what came. A view into `content_type`.
[[nodiscard]] std::string_view media_type_in(std::string_view content_type);

}  // namespace talaria::http
