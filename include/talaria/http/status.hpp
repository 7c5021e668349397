// Status codes by name (IANA registry, RFC 9110 section 15), spelled as FastAPI's `status` module in lower case.
#pragma once
#include <string_view>

namespace talaria {

/// `status::http_404_not_found` and its kin: plain ints, for `status_code` wherever it is asked for.
namespace status {
inline constexpr int http_100_continue = 100;
inline constexpr int http_101_switching_protocols = 101;
inline constexpr int http_102_processing = 102;
inline constexpr int http_103_early_hints = 103;
inline constexpr int http_200_ok = 200;
inline constexpr int http_201_created = 201;
inline constexpr int http_202_accepted = 202;
inline constexpr int http_203_non_authoritative_information = 203;
inline constexpr int http_204_no_content = 204;
inline constexpr int http_205_reset_content = 205;
inline constexpr int http_206_partial_content = 206;
inline constexpr int http_207_multi_status = 207;
inline constexpr int http_208_already_reported = 208;
inline constexpr int http_226_im_used = 226;
inline constexpr int http_300_multiple_choices = 300;
inline constexpr int http_301_moved_permanently = 301;
inline constexpr int http_302_found = 302;
inline constexpr int http_303_see_other = 303;
inline constexpr int http_304_not_modified = 304;
inline constexpr int http_305_use_proxy = 305;
inline constexpr int http_307_temporary_redirect = 307;
inline constexpr int http_308_permanent_redirect = 308;
inline constexpr int http_400_bad_request = 400;
inline constexpr int http_401_unauthorized = 401;
inline constexpr int http_402_payment_required = 402;
inline constexpr int http_403_forbidden = 403;
inline constexpr int http_404_not_found = 404;
inline constexpr int http_405_method_not_allowed = 405;
inline constexpr int http_406_not_acceptable = 406;
inline constexpr int http_407_proxy_authentication_required = 407;
inline constexpr int http_408_request_timeout = 408;
inline constexpr int http_409_conflict = 409;
inline constexpr int http_410_gone = 410;
inline constexpr int http_411_length_required = 411;
inline constexpr int http_412_precondition_failed = 412;
inline constexpr int http_413_content_too_large = 413;
inline constexpr int http_414_uri_too_long = 414;
inline constexpr int http_415_unsupported_media_type = 415;
inline constexpr int http_416_range_not_satisfiable = 416;
inline constexpr int http_417_expectation_failed = 417;
inline constexpr int http_418_im_a_teapot = 418;
inline constexpr int http_421_misdirected_request = 421;
inline constexpr int http_422_unprocessable_content = 422;
inline constexpr int http_423_locked = 423;
inline constexpr int http_424_failed_dependency = 424;
inline constexpr int http_425_too_early = 425;
inline constexpr int http_426_upgrade_required = 426;
inline constexpr int http_428_precondition_required = 428;
inline constexpr int http_429_too_many_requests = 429;
inline constexpr int http_431_request_header_fields_too_large = 431;
inline constexpr int http_451_unavailable_for_legal_reasons = 451;
inline constexpr int http_500_internal_server_error = 500;
inline constexpr int http_501_not_implemented = 501;
inline constexpr int http_502_bad_gateway = 502;
inline constexpr int http_503_service_unavailable = 503;
inline constexpr int http_504_gateway_timeout = 504;
inline constexpr int http_505_http_version_not_supported = 505;
inline constexpr int http_506_variant_also_negotiates = 506;
inline constexpr int http_507_insufficient_storage = 507;
inline constexpr int http_508_loop_detected = 508;
inline constexpr int http_510_not_extended = 510;
inline constexpr int http_511_network_authentication_required = 511;
}  // namespace status

namespace http {

/// The reason phrase of a status code, `Not Found`; empty for a code that is not registered.
[[nodiscard]] std::string_view reason_phrase(int status_code);

/// Whether a response of this status has content: 1xx, 204 and 304 have none by RFC 9110, and FastAPI writes none for
/// 205 either.
[[nodiscard]] constexpr bool allows_content(int status_code) {
  return status_code >= 200 && status_code != 204 && status_code != 205 && status_code != 304;
}

}  // namespace http

}  // namespace talaria
