// What RFC 9113 says a server must make of what a client sends, section by section, as octets.
#include "frames.hpp"

#include <algorithm>
#include <ostream>
#include <string>
#include <tuple>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace talaria::server::h2 {
namespace {

struct Case {
  std::string name;
  std::string octets;             // after the preface and an empty SETTINGS frame
  std::vector<std::string> want;  // every one of these frames must come, in this order, whatever else does
  bool whole = false;             // the octets are all there is: nothing is sent before
};

const std::string frame_of_16385(16 * 1024 + 1, 'x');

Fields without(Fields fields, std::string_view name) {
  std::erase_if(fields, [name](const auto& one) { return one.first == name; });
  return fields;
}

Fields replaced(Fields fields, std::string_view name, std::string value) {
  for (auto& [one, old] : fields) {
    if (one == name) old = value;
  }
  return fields;
}

const Fields plain = request_fields();
const std::string answered_1 = "HEADERS 1 200";
const std::string end_1 = "DATA 1 end";
const std::string protocol_error = "GOAWAY PROTOCOL_ERROR";
const std::string malformed_1 = "RST_STREAM 1 PROTOCOL_ERROR";

// Section 3.4: the preface.
const std::vector<Case> preface_cases{
    {"3.4_preface_and_settings", opening(), {"SETTINGS", "SETTINGS ack"}, true},
    {"3.4_wrong_preface", "PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n" + settings(), {protocol_error}, true},
    {"3.4_first_frame_is_no_settings", std::string(client_preface) + ping(), {protocol_error}, true},
    {"3.4_request_before_settings_are_acknowledged", opening() + get(1), {answered_1, end_1}, true},
};

// Section 4: frames, field blocks.
const std::vector<Case> frame_cases{
    {"4.1_unknown_type_is_ignored", frame(0x42, 0, 0, "anything") + get(1), {answered_1, end_1}},
    {"4.1_unknown_flags_are_ignored", frame(type_ping, 0xfe, 0, "12345678"), {"PING ack"}},
    {"4.1_reserved_bit_is_ignored", frame(type_ping, 0, 0x80000000, "12345678"), {"PING ack"}},
    {"4.2_data_of_16384", post(1) + data(1, std::string(16384, 'x'), end_stream), {answered_1, end_1}},
    {"4.2_data_too_large", post(1) + data(1, frame_of_16385, end_stream), {"GOAWAY FRAME_SIZE_ERROR"}},
    {"4.2_headers_too_large",
     frame(type_headers, end_headers | end_stream, 1, frame_of_16385),
     {"GOAWAY FRAME_SIZE_ERROR"}},
    {"4.2_settings_too_large",
     frame(type_settings, 0, 0, frame_of_16385.substr(0, 16386)),
     {"GOAWAY FRAME_SIZE_ERROR"}},
    {"4.3_broken_field_block",
     frame(type_headers, end_headers | end_stream, 1, "\x40\xff\xff\xff\xff\xff\xff"),
     {"GOAWAY COMPRESSION_ERROR"}},
    {"4.3_index_zero", frame(type_headers, end_headers | end_stream, 1, "\x80"), {"GOAWAY COMPRESSION_ERROR"}},
    {"4.3_table_size_above_the_setting",
     frame(type_headers, end_headers | end_stream, 1, "\x3f\xe2\x1f" + block(plain)),
     {"GOAWAY COMPRESSION_ERROR"}},
    {"4.3_another_frame_within_a_field_block",
     frame(type_headers, end_stream, 1, block(plain)) + ping() + frame(type_continuation, end_headers, 1),
     {protocol_error}},
    {"4.3_another_stream_within_a_field_block",
     frame(type_headers, end_stream, 1, block(plain)) + frame(type_continuation, end_headers, 3),
     {protocol_error}},
};

// Section 5.1: stream states, identifiers, concurrency.
const std::vector<Case> state_cases{
    {"5.1_idle_data", data(1, "x", end_stream), {protocol_error}},
    {"5.1_idle_rst_stream", rst_stream(1, 8), {protocol_error}},
    {"5.1_idle_window_update", window_update(1, 100), {protocol_error}},
    {"5.1_idle_continuation", frame(type_continuation, end_headers, 1, block(plain)), {protocol_error}},
    {"5.1_half_closed_data", post(1) + data(1, "a", end_stream) + data(1, "b", end_stream), {"STREAM_CLOSED"}},
    {"5.1_half_closed_headers", headers(1, plain) + headers(1, plain), {"GOAWAY STREAM_CLOSED"}},
    {"5.1_half_closed_window_update", get(1) + window_update(1, 100) + get(3), {answered_1, "HEADERS 3 200"}},
    {"5.1_closed_priority", get(1) + frame(type_priority, 0, 1, number(0, 4) + "\x10") + get(3), {"HEADERS 3 200"}},
    {"5.1_closed_window_update", get(1) + rst_stream(1, 8) + window_update(1, 100) + get(3), {"HEADERS 3 200"}},
    {"5.1_closed_rst_stream", post(1) + rst_stream(1, 8) + rst_stream(1, 8) + get(3), {"HEADERS 3 200"}},
    {"5.1.1_even_identifier", get(2), {protocol_error}},
    {"5.1.1_identifier_zero", frame(type_headers, end_headers | end_stream, 0, block(plain)), {protocol_error}},
    {"5.1.1_skipped_identifiers", get(1) + get(101) + get(103), {answered_1, "HEADERS 101 200", "HEADERS 103 200"}},
    {"5.1.1_smaller_identifier_is_no_new_request", get(5) + post(3) + get(7), {"HEADERS 5 200", "HEADERS 7 200"}},
};

// Section 5.3 and 5.5: priorities and extensions are ignored.
const std::vector<Case> other_cases{
    {"5.3_priority_of_an_idle_stream", frame(type_priority, 0, 7, number(3, 4) + "\x10") + get(1), {answered_1}},
    {"5.3_headers_with_priority",
     frame(type_headers, end_headers | end_stream | with_priority, 1, number(0, 4) + "\x10" + block(plain)),
     {answered_1, end_1}},
    {"5.5_unknown_frame_within_a_field_block",
     frame(type_headers, end_stream, 1, block(plain)) + frame(0x42, 0, 1, "x") +
         frame(type_continuation, end_headers, 1),
     {protocol_error}},
    {"5.5_unknown_setting", settings({{0x4242, 1}}) + get(1), {"SETTINGS ack", answered_1}},
};

// Section 6: the frames, one after the other.
const std::vector<Case> definition_cases{
    {"6.1_data_of_the_connection", data(0, "x"), {protocol_error}},
    {"6.1_padding",
     post(1) + frame(type_data, padded | end_stream, 1,
                     std::string("\x03"
                                 "ab\0\0\0",
                                 6)),
     {answered_1}},
    {"6.1_padding_longer_than_the_frame",
     post(1) + frame(type_data, padded | end_stream, 1,
                     "\x06"
                     "abcde"),
     {protocol_error}},
    {"6.1_padding_without_length", post(1) + frame(type_data, padded | end_stream, 1), {"GOAWAY FRAME_SIZE_ERROR"}},
    {"6.2_padded_headers",
     frame(type_headers, padded | end_headers | end_stream, 1, "\x02" + block(plain) + std::string(2, '\0')),
     {answered_1}},
    {"6.2_padding_longer_than_the_frame",
     frame(type_headers, padded | end_headers | end_stream, 1, "\xff" + block(plain)),
     {protocol_error}},
    {"6.2_continuations",
     frame(type_headers, end_stream, 1, block(plain).substr(0, 10)) +
         frame(type_continuation, 0, 1, block(plain).substr(10, 10)) +
         frame(type_continuation, end_headers, 1, block(plain).substr(20)),
     {answered_1, end_1}},
    {"6.3_priority_of_the_connection", frame(type_priority, 0, 0, number(0, 4) + "\x10"), {protocol_error}},
    {"6.3_priority_of_another_length", get(1) + frame(type_priority, 0, 1, number(0, 4)), {"FRAME_SIZE_ERROR"}},
    {"6.4_rst_stream_of_the_connection", rst_stream(0, 8), {protocol_error}},
    {"6.4_rst_stream_of_another_length",
     post(1) + frame(type_rst_stream, 0, 1, number(8, 3)),
     {"GOAWAY FRAME_SIZE_ERROR"}},
    {"6.5_settings_of_a_stream", frame(type_settings, 0, 1), {protocol_error}},
    {"6.5_acknowledgement_with_payload", frame(type_settings, ack, 0, number(0, 6)), {"GOAWAY FRAME_SIZE_ERROR"}},
    {"6.5_length_no_multiple_of_six", frame(type_settings, 0, 0, number(0, 5)), {"GOAWAY FRAME_SIZE_ERROR"}},
    {"6.5.2_enable_push_of_two", settings({{2, 2}}), {protocol_error}},
    {"6.5.2_window_too_large", settings({{4, 0x80000000}}), {"GOAWAY FLOW_CONTROL_ERROR"}},
    {"6.5.2_frame_size_too_small", settings({{5, 16383}}), {protocol_error}},
    {"6.5.2_frame_size_too_large", settings({{5, 16777216}}), {protocol_error}},
    {"6.5.3_settings_are_acknowledged",
     settings({{1, 0}, {3, 5}}) + settings({{4, 70000}}),
     {"SETTINGS ack", "SETTINGS ack"}},
    {"6.6_push_promise_of_a_client",
     frame(type_push_promise, end_headers, 1, number(2, 4) + block(plain)),
     {protocol_error}},
    {"6.7_ping_is_answered", ping(), {"PING ack"}},
    {"6.7_answers_are_not_answered", ping("12345678", ack) + get(1), {answered_1}},
    {"6.7_ping_of_a_stream", frame(type_ping, 0, 1, "12345678"), {protocol_error}},
    {"6.7_ping_of_another_length", frame(type_ping, 0, 0, "1234567"), {"GOAWAY FRAME_SIZE_ERROR"}},
    {"6.8_goaway_of_a_stream", frame(type_goaway, 0, 1, number(0, 8)), {protocol_error}},
    {"6.8_request_before_goaway_is_answered",
     post(1) + frame(type_goaway, 0, 0, number(0, 8)) + data(1, "x", end_stream),
     {answered_1, end_1}},
    {"6.9_window_update_of_zero", window_update(0, 0), {protocol_error}},
    {"6.9_window_update_of_zero_for_a_stream", post(1) + window_update(1, 0), {"PROTOCOL_ERROR"}},
    {"6.9_window_update_of_another_length", frame(type_window_update, 0, 0, number(1, 3)), {"GOAWAY FRAME_SIZE_ERROR"}},
    {"6.9.1_window_of_the_connection_overflows", window_update(0, 0x7fffffff), {"GOAWAY FLOW_CONTROL_ERROR"}},
    {"6.9.1_window_of_a_stream_overflows", post(1) + window_update(1, 0x7fffffff), {"RST_STREAM 1 FLOW_CONTROL_ERROR"}},
    {"6.9.2_window_of_a_stream_overflows_by_settings",
     post(1) + window_update(1, 0x7fff0000) + settings({{4, 0x7fffffff}}),
     {"FLOW_CONTROL_ERROR"}},
    {"6.10_continuation_without_headers",
     get(1) + frame(type_continuation, end_headers, 1, block(plain)),
     {protocol_error}},
    {"6.10_continuation_of_the_connection",
     frame(type_headers, end_stream, 1, block(plain)) + frame(type_continuation, end_headers, 0),
     {protocol_error}},
};

// Section 8: what is a request. A stream error for what is malformed.
const std::vector<Case> message_cases{
    {"8.1_content", post(1) + data(1, "abc", end_stream), {answered_1, end_1}},
    {"8.1_trailers", post(1) + data(1, "abc") + headers(1, {{"x-sum", "1"}}), {answered_1, end_1}},
    {"8.1_trailers_that_do_not_end", post(1) + data(1, "a") + headers(1, {{"x-sum", "1"}}, end_headers), {malformed_1}},
    {"8.1_pseudo_header_in_trailers", post(1) + data(1, "abc") + headers(1, {{":path", "/"}}), {malformed_1}},
    {"8.1.1_content_length_fits",
     headers(1, with(request_fields("POST"), {{"content-length", "3"}}), end_headers) + data(1, "abc", end_stream),
     {answered_1}},
    {"8.1.1_content_shorter_than_said",
     headers(1, with(request_fields("POST"), {{"content-length", "4"}}), end_headers) + data(1, "abc", end_stream),
     {malformed_1}},
    {"8.1.1_content_longer_than_said",
     headers(1, with(request_fields("POST"), {{"content-length", "2"}}), end_headers) + data(1, "abc", end_stream),
     {malformed_1}},
    {"8.1.1_content_length_without_content",
     headers(1, with(request_fields("POST"), {{"content-length", "3"}})),
     {malformed_1}},
    {"8.1.1_content_length_twice",
     headers(1, with(request_fields("POST"), {{"content-length", "3"}, {"content-length", "3"}}), end_headers),
     {malformed_1}},
    {"8.1.1_content_length_is_no_number",
     headers(1, with(request_fields("POST"), {{"content-length", "3x"}}), end_headers),
     {malformed_1}},
    {"8.2_upper_case", headers(1, with(plain, {{"X-Name", "1"}})), {malformed_1}},
    {"8.2.1_blank_in_a_name", headers(1, with(plain, {{"x name", "1"}})), {malformed_1}},
    {"8.2.1_colon_in_a_name", headers(1, with(plain, {{"x:name", "1"}})), {malformed_1}},
    {"8.2.1_octet_above_ascii_in_a_name", headers(1, with(plain, {{"x\xc3\xa4", "1"}})), {malformed_1}},
    {"8.2.1_empty_name", headers(1, with(plain, {{"", "1"}})), {malformed_1}},
    {"8.2.1_line_feed_in_a_value", headers(1, with(plain, {{"x-name", "1\n2"}})), {malformed_1}},
    {"8.2.1_return_in_a_value", headers(1, with(plain, {{"x-name", "1\r2"}})), {malformed_1}},
    {"8.2.1_nul_in_a_value", headers(1, with(plain, {{"x-name", std::string("1\0", 2)}})), {malformed_1}},
    {"8.2.1_value_begins_with_a_blank", headers(1, with(plain, {{"x-name", " 1"}})), {malformed_1}},
    {"8.2.1_value_ends_with_a_tab", headers(1, with(plain, {{"x-name", "1\t"}})), {malformed_1}},
    {"8.2.2_connection", headers(1, with(plain, {{"connection", "close"}})), {malformed_1}},
    {"8.2.2_keep_alive", headers(1, with(plain, {{"keep-alive", "1"}})), {malformed_1}},
    {"8.2.2_proxy_connection", headers(1, with(plain, {{"proxy-connection", "close"}})), {malformed_1}},
    {"8.2.2_transfer_encoding", headers(1, with(plain, {{"transfer-encoding", "chunked"}})), {malformed_1}},
    {"8.2.2_upgrade", headers(1, with(plain, {{"upgrade", "websocket"}})), {malformed_1}},
    {"8.2.2_te_trailers", headers(1, with(plain, {{"te", "trailers"}})), {answered_1}},
    {"8.2.2_te_of_another_value", headers(1, with(plain, {{"te", "trailers, gzip"}})), {malformed_1}},
    {"8.3_unknown_pseudo_header", headers(1, with({{":unknown", "1"}}, {})), {malformed_1}},
    {"8.3_pseudo_header_after_a_field",
     headers(1, {{":method", "GET"}, {":scheme", "http"}, {"x-name", "1"}, {":path", "/"}, {":authority", "a"}}),
     {malformed_1}},
    {"8.3_pseudo_header_of_a_response", headers(1, with({{":status", "200"}}, {})), {malformed_1}},
    {"8.3_pseudo_header_twice",
     headers(1, {{":method", "GET"}, {":method", "GET"}, {":scheme", "http"}, {":path", "/"}, {":authority", "a"}}),
     {malformed_1}},
    {"8.3.1_no_method", headers(1, without(plain, ":method")), {malformed_1}},
    {"8.3.1_no_scheme", headers(1, without(plain, ":scheme")), {malformed_1}},
    {"8.3.1_no_path", headers(1, without(plain, ":path")), {malformed_1}},
    {"8.3.1_empty_path", headers(1, replaced(plain, ":path", "")), {malformed_1}},
    {"8.3.1_path_without_slash", headers(1, replaced(plain, ":path", "a")), {malformed_1}},
    {"8.3.1_asterisk_for_options", headers(1, request_fields("OPTIONS", "*")), {answered_1}},
    {"8.3.1_asterisk_for_get", headers(1, request_fields("GET", "*")), {malformed_1}},
    {"8.3.1_neither_authority_nor_host", headers(1, without(plain, ":authority")), {malformed_1}},
    {"8.3.1_user_information", headers(1, replaced(plain, ":authority", "me@a")), {"HEADERS 1 400"}},
    {"8.3.1_host_without_authority", headers(1, with(without(plain, ":authority"), {{"host", "a"}})), {answered_1}},
    {"8.5_connect_with_a_path", headers(1, request_fields("CONNECT")), {malformed_1}},
    {"8.5_extended_connect_is_not_offered",
     headers(1,
             with({{":method", "CONNECT"}, {":protocol", "websocket"}},
                  {{":scheme", "http"}, {":path", "/"}, {":authority", "a"}}),
             end_headers),
     {malformed_1}},
};

void PrintTo(const Case& one, std::ostream* out) {
  *out << one.name;
}

class Rfc9113 : public testing::TestWithParam<std::tuple<Case, std::size_t>> {};

TEST_P(Rfc9113, ServerDoesWhatItMust) {
  const auto& [one, slice] = GetParam();
  SessionPair pair;
  if (!one.whole) pair.open();
  const auto names = names_of(pair.send(one.octets, slice));
  auto at = names.begin();
  for (const std::string& want : one.want) {
    const auto found = std::find_if(at, names.end(),
                                    [&want](const std::string& name) { return name.find(want) != std::string::npos; });
    ASSERT_NE(found, names.end()) << "no " << want << " in " << testing::PrintToString(names);
    at = found + 1;
  }
  const bool survives = one.want.back().find("GOAWAY") == std::string::npos && one.want.back() != "STREAM_CLOSED" &&
                        one.want.back().find("_ERROR") == std::string::npos &&
                        one.name.find("goaway") == std::string::npos;
  if (survives) {
    EXPECT_THAT(names_of(pair.send(ping("survives"))), testing::Contains("PING ack"));
  }
}

std::string case_name(const testing::TestParamInfo<Rfc9113::ParamType>& info) {
  std::string name = std::get<0>(info.param).name + (std::get<1>(info.param) == 1 ? "_octet_by_octet" : "");
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
}

const auto slices = testing::Values(static_cast<std::size_t>(1), static_cast<std::size_t>(-1));

INSTANTIATE_TEST_SUITE_P(Preface, Rfc9113, testing::Combine(testing::ValuesIn(preface_cases), slices), case_name);
INSTANTIATE_TEST_SUITE_P(Frames, Rfc9113, testing::Combine(testing::ValuesIn(frame_cases), slices), case_name);
INSTANTIATE_TEST_SUITE_P(States, Rfc9113, testing::Combine(testing::ValuesIn(state_cases), slices), case_name);
INSTANTIATE_TEST_SUITE_P(Extensions, Rfc9113, testing::Combine(testing::ValuesIn(other_cases), slices), case_name);
INSTANTIATE_TEST_SUITE_P(Definitions, Rfc9113, testing::Combine(testing::ValuesIn(definition_cases), slices),
                         case_name);
INSTANTIATE_TEST_SUITE_P(Messages, Rfc9113, testing::Combine(testing::ValuesIn(message_cases), slices), case_name);

}  // namespace
}  // namespace talaria::server::h2
