#include "params/received_values.hpp"

#include <algorithm>
#include <chrono>
#include <new>

#include <talaria/async/sleep.hpp>
#include <talaria/base/strings.hpp>
#include <talaria/describe/http_exception.hpp>
#include <talaria/http/media_type.hpp>
#include <talaria/model/validate.hpp>
#include <talaria/params/json_lines.hpp>

namespace talaria::params {

namespace {

using Clock = std::chrono::steady_clock;

// A body that is all there must not keep the loop from other requests: who takes this many lines looks at the clock.
constexpr std::int64_t lines_between_looks = 64;
constexpr auto longest_turn = std::chrono::milliseconds(1);

// The first is what FastAPI sends streams as; the others are what is met for the same.
constexpr std::string_view media_types[] = {"application/jsonl", "application/x-ndjson", "application/x-jsonlines",
                                            "application/jsonlines", "application/ndjson"};

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

// One value after the other, each a new one.
class Slot {
 public:
  explicit Slot(const model::TypeInfo& type)
      : ops_(type.ops), memory_(::operator new(ops_.size, std::align_val_t(ops_.align))) {}
  Slot(const Slot&) = delete;
  Slot& operator=(const Slot&) = delete;
  ~Slot() {
    clear();
    ::operator delete(memory_, std::align_val_t(ops_.align));
  }
  void* renew() {
    clear();
    ops_.construct(memory_);
    full_ = true;
    return memory_;
  }

 private:
  void clear() {
    if (std::exchange(full_, false)) ops_.destroy(memory_);
  }

  const model::ValueOps& ops_;
  void* memory_;
  bool full_ = false;
};

}  // namespace

struct LineReader::State {
  State(Request& request, const describe::ParameterInfo& the_info, std::size_t the_longest)
      : stream(request.stream()), info(the_info), longest(the_longest), value(*the_info.type) {}

  std::optional<std::string_view> take_line();
  void begin_line(std::size_t more);
  void* read(std::string_view text);

  http::RequestStream stream;
  const describe::ParameterInfo& info;
  std::size_t longest;
  Slot value;
  std::string_view piece;  // what has come and was not looked at
  std::string begun;       // the beginning of a line whose end has not come
  std::string whole;       // a line that came in pieces
  std::int64_t line = 0;
  bool ended = false;
  bool broken = false;  // by a line that is too long; what follows is not known to be one
  Clock::time_point turn_began = Clock::now();
};

// Octets that belong to the line that is being read.
void LineReader::State::begin_line(std::size_t more) {
  if (broken || begun.size() + more > longest) {
    if (!std::exchange(broken, true)) ++line;
    throw http::BodyError(
        413, "line " + std::to_string(line) + " of the body is longer than " + std::to_string(longest) + " octets");
  }
}

// A line of which the end has come; the last one needs none.
std::optional<std::string_view> LineReader::State::take_line() {
  const std::size_t end = std::min(piece.find('\n'), piece.size());
  begin_line(end);
  const bool is_last = ended && !begun.empty();
  if (end == piece.size() && !is_last) {
    begun.append(std::exchange(piece, {}));
    return std::nullopt;
  }
  std::string_view text = piece.substr(0, end);
  piece.remove_prefix(std::min(end + 1, piece.size()));
  if (!begun.empty()) {
    whole = std::exchange(begun, {});
    text = whole.append(text);
  }
  ++line;
  return text;
}

void* LineReader::State::read(std::string_view text) {
  if (void* const fast = value.renew(); model::read_json(*info.type, *info.facts, text, fast)) return fast;
  auto parsed = parse_json(text);
  model::Errors errors;
  if (parsed) {
    void* const slow = value.renew();
    if (model::validate(*info.type, *info.facts, *parsed, slow, {"body", line}, errors, request_validation)) {
      return slow;
    }
    throw RequestValidationError(std::move(errors), std::move(parsed).value());
  }
  // As for a whole body: what is no text at all has no details.
  if (parsed.error().fault != JsonError::Fault::syntax) {
    throw HTTPException(400, "There was an error parsing line " + std::to_string(line) + " of the body");
  }
  JsonObject reason;
  reason.append("error", parsed.error().message);
  model::Loc loc{"body", line, static_cast<std::int64_t>(parsed.error().offset)};
  errors.push_back(model::make_error("json_invalid", std::move(loc), JsonObject{}, std::move(reason)));
  throw RequestValidationError(std::move(errors), text);
}

LineReader::LineReader(Request& request, const describe::ParameterInfo& info, std::size_t longest)
    : state_(make_owned<State>(request, info, longest)) {}
LineReader::LineReader(LineReader&&) noexcept = default;
LineReader& LineReader::operator=(LineReader&&) noexcept = default;
LineReader::~LineReader() = default;

std::int64_t LineReader::line() const {
  return state_->line;
}

Task<void*> LineReader::next() {
  State& state = *state_;
  while (true) {
    if (!state.piece.empty() || state.ended || state.broken) {
      const std::optional<std::string_view> text = state.take_line();
      const bool look = text && state.line % lines_between_looks == 0;
      if (look && Clock::now() - state.turn_began > longest_turn) {
        co_await sleep(async::Duration::zero());
        state.turn_began = Clock::now();
      }
      if (text && !is_blank(*text)) co_return state.read(*text);
      if (state.ended && state.piece.empty() && state.begun.empty()) co_return nullptr;
      continue;
    }
    state.piece = co_await state.stream.next();
    state.ended = state.piece.empty();
    state.turn_began = Clock::now();
  }
}

void require_json_lines(const Request& request, bool strict) {
  const auto field = request.headers().get("content-type");
  if (!strict && (!field || field->empty())) return;
  const std::string type = base::to_lower(http::media_type_in(field.value_or("")));
  const bool known = std::find(std::begin(media_types), std::end(media_types), type) != std::end(media_types);
  if (!known) throw HTTPException(415, "The body has to be JSON Lines, with the content type application/jsonl");
}

}  // namespace talaria::params
