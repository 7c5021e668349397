// Everything of the web part. A file that needs less includes the finer headers, each of which stands for itself.
#pragma once
#include <talaria/app/app.hpp>
#include <talaria/async/blocking.hpp>
#include <talaria/async/gather.hpp>
#include <talaria/async/sleep.hpp>
#include <talaria/async/stream.hpp>
#include <talaria/async/timeout.hpp>
#include <talaria/base/unavailable.hpp>
#include <talaria/crypto/compare.hpp>
#include <talaria/crypto/random.hpp>
#include <talaria/crypto/timestamp_signer.hpp>
#include <talaria/describe/error_response.hpp>
#include <talaria/describe/event_source_response.hpp>
#include <talaria/describe/http_errors.hpp>
#include <talaria/describe/json_response.hpp>
#include <talaria/files/file_response.hpp>
#include <talaria/files/static_files.hpp>
#include <talaria/http/accept_language.hpp>
#include <talaria/http/background.hpp>
#include <talaria/http/cookies.hpp>
#include <talaria/http/form_data.hpp>
#include <talaria/http/status.hpp>
#include <talaria/http/streaming_response.hpp>
#include <talaria/middleware/access_log.hpp>
#include <talaria/middleware/compression.hpp>
#include <talaria/middleware/cors.hpp>
#include <talaria/middleware/decompression.hpp>
#include <talaria/middleware/https_redirect.hpp>
#include <talaria/middleware/request_id.hpp>
#include <talaria/middleware/security_headers.hpp>
#include <talaria/middleware/sessions.hpp>
#include <talaria/middleware/trusted_host.hpp>
#include <talaria/model/alias_generators.hpp>
#include <talaria/model/convert.hpp>
#include <talaria/model/dump.hpp>
#include <talaria/model/dump_options.hpp>
#include <talaria/model/json_schema.hpp>
#include <talaria/model/languages.hpp>
#include <talaria/model/literal.hpp>
#include <talaria/model/partial.hpp>
#include <talaria/model/text_format.hpp>
#include <talaria/model/types/byte_size.hpp>
#include <talaria/model/types/bytes.hpp>
#include <talaria/model/types/date_time.hpp>
#include <talaria/model/types/decimal.hpp>
#include <talaria/model/types/email.hpp>
#include <talaria/model/types/ip.hpp>
#include <talaria/model/types/json_text.hpp>
#include <talaria/model/types/numbers.hpp>
#include <talaria/model/types/password.hpp>
#include <talaria/model/types/secret.hpp>
#include <talaria/model/types/time_delta.hpp>
#include <talaria/model/types/url.hpp>
#include <talaria/model/types/uuid.hpp>
#include <talaria/model/validate.hpp>
#include <talaria/model/views.hpp>
#include <talaria/params/json_lines.hpp>
#include <talaria/run/run.hpp>
#include <talaria/security/api_key.hpp>
#include <talaria/security/http.hpp>
#include <talaria/security/jwt.hpp>
#include <talaria/security/oauth2.hpp>
#include <talaria/security/password_hash.hpp>
#include <talaria/security/permissions.hpp>
#include <talaria/security/refresh_tokens.hpp>
#include <talaria/security/security.hpp>
#include <talaria/testing/test_client.hpp>
#include <talaria/websocket/connection_manager.hpp>
#include <talaria/websocket/typed_websocket.hpp>

// For some apps only, which include them:
// Not here: <talaria/describe/problem_details.hpp>
// Not here: <talaria/templates/template_error.hpp>
// Not here: <talaria/templates/templates.hpp>
// For tests of asynchronous code:
// Not here: <talaria/async/run_sync.hpp>
// Not here: <talaria/async/virtual_clock.hpp>
// For those who embed the server instead of calling run():
// Not here: <talaria/server/server.hpp>
// Not here: <talaria/server/limits.hpp>
// Not here: <talaria/server/listen_address.hpp>
// Not here: <talaria/server/proxies.hpp>
// Not here: <talaria/server/tls_options.hpp>
// For models with base classes, as it brings Boost.Describe along:
// Not here: <talaria/model/inherit.hpp>
// Parts that handlers have no use for:
// Not here: <talaria/base/base64.hpp>
// Not here: <talaria/base/strings.hpp>
// Not here: <talaria/base/utf8.hpp>
// Not here: <talaria/crypto/bcrypt.hpp>
// Not here: <talaria/crypto/hmac.hpp>
// Not here: <talaria/crypto/md5.hpp>
// Not here: <talaria/crypto/sha1.hpp>
// Not here: <talaria/describe/access_policy.hpp>
// Not here: <talaria/describe/wire_name.hpp>
// Not here: <talaria/http/date.hpp>
// Not here: <talaria/http/grammar.hpp>
// Not here: <talaria/http/media_type.hpp>
// Not here: <talaria/model/pattern.hpp>
// Not here: <talaria/model/types/chrono.hpp>
// Not here: <talaria/openapi/asyncapi.hpp>
// Not here: <talaria/openapi/docs_pages.hpp>
// Not here: <talaria/openapi/document.hpp>
// Not here: <talaria/operation/operation.hpp>
// Not here: <talaria/operation/plan.hpp>
// Not here: <talaria/params/bind.hpp>
// Not here: <talaria/routing/path_pattern.hpp>
// Not here: <talaria/routing/route_table.hpp>
// Not here: <talaria/websocket/frames.hpp>
// Not here: <talaria/websocket/handshake.hpp>
