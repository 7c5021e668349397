// A trie of path segments. Most templates have segments that are a literal or one whole capture, and those are nodes;
// from the first segment that is anything else (`{path:path}`, `{name}.txt`, `{id:int}`) the rest of the template hangs
// at its node as a list of parts and is matched with backtracking. Every branch that fits is looked at, and the route
// with the smallest index wins: so the order of registration decides, as in Starlette.
#include <algorithm>
#include <limits>
#include <map>
#include <memory>
#include <vector>

#include <talaria/routing/route_table.hpp>

namespace talaria::routing {

namespace {

constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

// The routes of one template, by method.
struct Endpoint {
  std::size_t first = none;  // the first route of whatever method: it answers 405
  std::array<std::size_t, http::named_method_count + 1> by_method;

  Endpoint() { by_method.fill(none); }
  void add(http::Method method, std::size_t route) {
    first = std::min(first, route);
    auto& slot = by_method[static_cast<std::size_t>(method)];
    slot = std::min(slot, route);
  }
};

struct Tail {
  std::vector<PatternPart> parts;
  Endpoint endpoint;
};

// Matches a whole text against the parts of a tail, with backtracking. With several captures what failed once is
// remembered: else a path that is made for it (`/{a}-{b}-{c}-{d}.txt` and a thousand dashes) would cost minutes.
class TailMatcher {
 public:
  TailMatcher(const std::vector<PatternPart>& parts, std::string_view text, Captures& captures)
      : parts_(parts), text_(text), captures_(captures) {
    const auto count = std::count_if(parts.begin(), parts.end(), [](const auto& part) { return part.is_capture(); });
    if (count > 2) failed_.resize(parts.size() * (text.size() + 1));
  }

  bool match(std::size_t index = 0, std::size_t at = 0) {
    if (index == parts_.size()) return at == text_.size();
    if (failed_.empty()) return match_part(index, at);
    const std::size_t state = index * (text_.size() + 1) + at;
    if (failed_[state]) return false;
    const bool matched = match_part(index, at);
    failed_[state] = !matched;
    return matched;
  }

 private:
  bool match_part(std::size_t index, std::size_t at) {
    const PatternPart& part = parts_[index];
    const std::string_view rest = text_.substr(at);
    if (!part.is_capture()) return rest.starts_with(part.literal) && match(index + 1, at + part.literal.size());
    const auto longest = longest_capture(part.convertor, rest);
    if (longest == std::string_view::npos) return false;
    const bool last = index + 1 == parts_.size();
    if (last && longest != rest.size()) return false;
    const std::size_t shortest = last ? longest : part.convertor == Convertor::path ? 0 : 1;
    const bool any_prefix = part.convertor != Convertor::real && part.convertor != Convertor::uuid;
    const std::size_t slot = captures_.count++;
    for (std::size_t length = longest + 1; length-- > shortest;) {
      if (length != longest && !any_prefix && !fits(part.convertor, rest.substr(0, length))) continue;
      captures_.values[slot] = rest.substr(0, length);
      if (match(index + 1, at + length)) return true;
    }
    captures_.count = slot;
    return false;
  }

  const std::vector<PatternPart>& parts_;
  std::string_view text_;
  Captures& captures_;
  std::vector<bool> failed_;  // by part and place
};

}  // namespace

struct RouteTable::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
  std::unique_ptr<Node> capture;
  std::vector<Tail> tails;
  std::unique_ptr<Endpoint> endpoint;
  std::size_t smallest = none;  // the smallest route index at or below this node

  // What the walk has found so far.
  struct Search {
    http::Method method;
    std::size_t found = none;
    std::size_t partial = none;
    Captures captures;
    Captures current;

    void offer(const Endpoint& here) {
      const std::size_t route = here.by_method[static_cast<std::size_t>(method)];
      if (route < found) {
        found = route;
        captures = current;
      }
      partial = std::min(partial, here.first);
    }
  };

  // `rest` begins behind the slash that ended the segment before; `at_end` says that there was no such slash.
  void walk(std::string_view rest, bool at_end, Search& search) const {
    if (smallest >= search.found) return;
    if (at_end) {
      if (endpoint) search.offer(*endpoint);
      return;
    }
    for (const Tail& tail : tails) {
      const std::size_t before = search.current.count;
      if (TailMatcher(tail.parts, rest, search.current).match()) search.offer(tail.endpoint);
      search.current.count = before;
    }
    const auto slash = rest.find('/');
    const bool last = slash == std::string_view::npos;
    const std::string_view segment = rest.substr(0, slash);
    const std::string_view behind = last ? std::string_view{} : rest.substr(slash + 1);
    if (const auto child = literals.find(segment); child != literals.end()) child->second->walk(behind, last, search);
    if (capture && !segment.empty()) {
      search.current.values[search.current.count++] = segment;
      capture->walk(behind, last, search);
      --search.current.count;
    }
  }
};

RouteTable::RouteTable() : root_(make_owned<Node>()) {}
RouteTable::RouteTable(RouteTable&&) noexcept = default;
RouteTable& RouteTable::operator=(RouteTable&&) noexcept = default;
RouteTable::~RouteTable() = default;

namespace {

// The parts of a template segment by segment, without the slashes.
std::vector<std::vector<PatternPart>> segments_of(const PathPattern& pattern) {
  std::vector<std::vector<PatternPart>> segments(1);
  for (const auto& part : pattern.parts) {
    if (part.is_capture()) {
      segments.back().push_back(part);
      continue;
    }
    std::string_view text = part.literal;
    while (true) {
      const auto slash = text.find('/');
      if (const auto piece = text.substr(0, slash); !piece.empty())
        segments.back().push_back({std::string(piece), {}, {}});
      if (slash == std::string_view::npos) break;
      segments.emplace_back();
      text.remove_prefix(slash + 1);
    }
  }
  segments.erase(segments.begin());  // what stands before the first slash: nothing
  return segments;
}

// The parts from segment `index` on, with the slashes between them again.
std::vector<PatternPart> join_from(const std::vector<std::vector<PatternPart>>& segments, std::size_t index) {
  std::vector<PatternPart> parts;
  for (std::size_t i = index; i < segments.size(); ++i) {
    if (i > index) parts.push_back({"/", {}, {}});
    parts.insert(parts.end(), segments[i].begin(), segments[i].end());
  }
  return parts;
}

}  // namespace

void RouteTable::add(http::Method method, const PathPattern& pattern, std::size_t route) {
  const auto segments = segments_of(pattern);
  Node* node = root_.get();
  node->smallest = std::min(node->smallest, route);
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const auto& segment = segments[i];
    const bool literal = segment.empty() || (segment.size() == 1 && !segment[0].is_capture());
    const bool whole_capture = segment.size() == 1 && segment[0].is_capture() && segment[0].convertor == Convertor::str;
    if (!literal && !whole_capture) {
      node->tails.push_back({join_from(segments, i), {}});
      node->tails.back().endpoint.add(method, route);
      return;
    }
    auto& child = whole_capture ? node->capture : node->literals[segment.empty() ? "" : segment[0].literal];
    if (!child) child = std::make_unique<Node>();
    node = child.get();
    node->smallest = std::min(node->smallest, route);
  }
  if (!node->endpoint) node->endpoint = std::make_unique<Endpoint>();
  node->endpoint->add(method, route);
}

Match RouteTable::match(http::Method method, std::string_view path) const {
  Match match;
  if (!path.starts_with('/')) return match;
  Node::Search search{method, none, none, {}, {}};
  root_->walk(path.substr(1), false, search);
  if (search.found != none) {
    match.kind = Match::Kind::found;
    match.route = search.found;
    match.captures = search.captures;
  } else if (search.partial != none) {
    match.kind = Match::Kind::method_not_allowed;
    match.route = search.partial;
  }
  return match;
}

bool RouteTable::fits(std::string_view path) const {
  return match(http::Method::other, path).kind != Match::Kind::not_found;
}

}  // namespace talaria::routing
