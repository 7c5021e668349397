// Which coding a client wants (RFC 9110 section 12.5.3).
#pragma once
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <talaria/middleware/compression.hpp>

namespace talaria::middleware {

/// `zstd`, `br`, `gzip`.
[[nodiscard]] std::string_view coding_name(ContentCoding coding);

/// The coding of `offered` that the values of `accept-encoding` like best; of equals the first. Nothing when `identity`
/// is liked better, or nothing fits. A value that is malformed counts as absent.
[[nodiscard]] std::optional<ContentCoding> choose_coding(std::span<const std::string_view> values,
                                                         std::span<const ContentCoding> offered);

}  // namespace talaria::middleware
