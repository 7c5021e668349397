// `POST /jwt/verify` of the echo server.
#pragma once
#include <string>
#include <string_view>

/// What the verifier says to `{"token", "kind", "algorithms", "key", "options"}`: `{"valid": true, "claims": {...}}` or
/// `{"valid": false}`. Empty when `request` is no such object.
std::string verify_jwt(std::string_view request);
