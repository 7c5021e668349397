#include <span>

#include <talaria/base/strings.hpp>
#include <talaria/describe/problem_details.hpp>
#include <talaria/http/status.hpp>

namespace talaria {

namespace {

ProblemDetails make_problem(const Request& request, int status) {
  ProblemDetails problem{.title = std::string(http::reason_phrase(status)), .status = status};
  if (problem.title.empty()) problem.title = "Error";
  problem.instance = std::string(request.path());
  return problem;
}

// RFC 6901 sections 3 and 6: a pointer as a fragment of a URI, of which names and indices make the steps. What a
// fragment cannot hold is percent-encoded there.
std::string make_pointer(std::span<const model::LocItem> steps) {
  constexpr std::string_view unreserved = "-._~!$&'()*+,;=:@?";
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out = "#";
  for (const model::LocItem& step : steps) {
    out += '/';
    const auto* const name = std::get_if<std::string>(&step);
    if (name == nullptr) {
      out += std::to_string(std::get<std::int64_t>(step));
      continue;
    }
    for (const char c : base::replace_all(base::replace_all(*name, "~", "~0"), "/", "~1")) {
      const auto octet = static_cast<unsigned char>(c);
      const bool ascii = base::is_ascii_alpha(c) || base::is_ascii_digit(c);
      if (ascii || unreserved.find(c) != std::string_view::npos) {
        out += c;
      } else {
        ((out += '%') += digits[octet / 16]) += digits[octet % 16];
      }
    }
  }
  return out;
}

ProblemError make_problem_error(const model::ErrorDetail& error) {
  ProblemError out{.detail = error.msg, .code = error.type, .in = {}};
  std::span<const model::LocItem> steps = error.loc;
  if (steps.empty()) return out;
  if (const auto* const place = std::get_if<std::string>(&steps.front())) out.in = *place;
  steps = steps.subspan(1);
  if (out.in == "body") {
    // What is no JSON has no members; the step is the place in the text.
    if (error.type != "json_invalid") out.pointer = make_pointer(steps);
    return out;
  }
  if (steps.empty()) return out;
  const auto* const name = std::get_if<std::string>(&steps.front());
  out.name = name != nullptr ? *name : std::to_string(std::get<std::int64_t>(steps.front()));
  if (steps.size() > 1) out.pointer = make_pointer(steps.subspan(1));
  return out;
}

}  // namespace

ProblemDetails ProblemErrors::http_error(const Request& request, const HTTPException& error) {
  ProblemDetails problem = make_problem(request, error.status_code());
  if (const auto* const declared = error.declared()) {
    if (!declared->problem_type.empty()) problem.type = declared->problem_type;
    if (!declared->problem_title.empty()) problem.title = declared->problem_title;
  }
  const std::string* const text = error.detail().if_string();
  if (text == nullptr) problem.context = error.detail();
  if (text != nullptr && *text != problem.title) problem.detail = *text;
  return problem;
}

ValidationProblem ProblemErrors::validation_error(const Request& request, const RequestValidationError& error) {
  ProblemDetails problem = make_problem(request, 422);
  ValidationProblem out{.title = std::move(problem.title),
                        .status = problem.status,
                        .instance = std::move(problem.instance),
                        .errors = {}};
  for (const model::ErrorDetail& one : error.errors()) out.errors.push_back(make_problem_error(one));
  return out;
}

ProblemDetails ProblemErrors::server_error(const Request& request) {
  return make_problem(request, 500);
}

}  // namespace talaria
