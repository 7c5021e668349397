// A trie of path segments. Most templates have segments that are a literal or one whole capture, and those are nodes;
// from the first segment that is anything else (`{path:path}`, `{name}.txt`, `{id:int}`) the rest of the template hangs
// at its node as a list of parts and is matched with backtracking. Every branch that fits is looked at, and the route
// with the smallest index wins: so the order of registration decides, as in Starlette. Paths without captures that come
// out of that as the winners are in a table of their own.
#include "routing/segment_table.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include <talaria/routing/route_table.hpp>

namespace talaria::routing {

namespace {

// Indices of routes, nodes and lists of tails.
using Index = std::uint32_t;
constexpr Index none = std::numeric_limits<Index>::max();

// The routes of one template, by method.
struct Endpoint {
  Index first = none;  // the first route of whatever method: it answers 405
  std::array<Index, http::named_method_count + 1> by_method;

  Endpoint() { by_method.fill(none); }
  void add(http::Method method, Index route) {
    first = std::min(first, route);
    auto& slot = by_method[static_cast<std::size_t>(method)];
    slot = std::min(slot, route);
  }
};

struct Tail {
  std::vector<PatternPart> parts;
  Endpoint endpoint;
};

// One line of a processor's cache.
struct Node {
  Index smallest = none;  // the smallest route index at or below this node
  Index capture = none;   // the node behind a segment that is a capture
  Index tails = none;     // a list of them
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
      captures_.values[slot] = {rest.data(), length};
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

// What the walk looks for and what it has found so far.
struct Search {
  http::Method method;
  Captures& captures;  // of what was found
  Index found = none;
  Index partial = none;
  Captures current = {};

  void offer(const Endpoint& here) {
    const Index route = here.by_method[static_cast<std::size_t>(method)];
    if (route < found) {
      found = route;
      captures = current;
    }
    partial = std::min(partial, here.first);
  }
};

// Whole paths, for the routes without captures that the walk would find: one look instead of one for each segment.
class WholePaths {
 public:
  void add(std::string_view path, http::Method method, Index route) {
    const Segment segment = whole_text(path);
    const Index* place = table_.find(0, segment);
    if (place == nullptr) {
      table_.add(0, segment, static_cast<Index>(routes_.size()));
      routes_.emplace_back().fill(none);
      lengths_ |= bit_of(path);
      place = table_.find(0, segment);
    }
    routes_[*place][static_cast<std::size_t>(method)] = route;
  }

  [[nodiscard]] Index find(std::string_view path, http::Method method) const {
    if ((lengths_ & bit_of(path)) == 0) return none;
    const Index* const place = table_.find(0, whole_text(path));
    return place == nullptr ? none : routes_[*place][static_cast<std::size_t>(method)];
  }

  void forget() { *this = {}; }

 private:
  static std::uint64_t bit_of(std::string_view path) { return std::uint64_t{1} << (path.size() % 64); }

  SegmentTable table_;
  std::vector<std::array<Index, http::named_method_count + 1>> routes_;
  std::uint64_t lengths_ = 0;  // of the paths, so that most others need no look
};

}  // namespace

struct RouteTable::Trie {
  WholePaths whole_paths;
  Index largest = 0;
  bool in_order = true;  // the indices of the routes have been growing
  std::vector<Node> nodes{1};
  SegmentTable literals;
  std::vector<std::vector<Tail>> tails;

  Index add_node() {
    nodes.emplace_back();
    return static_cast<Index>(nodes.size() - 1);
  }
  Index literal_below(Index node, std::string_view text) {
    const Segment segment = first_segment(text);
    if (const Index* const known = literals.find(node, segment)) return *known;
    const Index child = add_node();
    literals.add(node, segment, child);
    return child;
  }
  Index capture_below(Index node) {
    if (nodes[node].capture == none) {
      const Index child = add_node();
      nodes[node].capture = child;
    }
    return nodes[node].capture;
  }
  std::vector<Tail>& tails_of(Index node) {
    if (nodes[node].tails == none) {
      nodes[node].tails = static_cast<Index>(tails.size());
      tails.emplace_back();
    }
    return tails[nodes[node].tails];
  }

  void match_tails(const Node& node, std::string_view rest, Search& search) const {
    for (const Tail& tail : tails[node.tails]) {
      const std::size_t before = search.current.count;
      if (TailMatcher(tail.parts, rest, search.current).match()) search.offer(tail.endpoint);
      search.current.count = before;
    }
  }

  void remember(std::string_view path, http::Method method, Index route);

  // `rest` begins behind the slash that ended the segment before; `at_end` says that there was no such slash. Leaves
  // `search.current` with more captures than before.
  void walk(Index at, std::string_view rest, bool at_end, Search& search) const {
    while (true) {
      const Node& node = nodes[at];
      if (node.smallest >= search.found) return;
      if (at_end) return search.offer(node.endpoint);
      if (node.tails != none) match_tails(node, rest, search);
      const Segment segment = first_segment(rest);
      at_end = segment.text.size() == rest.size();
      rest.remove_prefix(segment.text.size() + (at_end ? 0 : 1));
      const Index* const literal = literals.find(at, segment);
      const bool captures = node.capture != none && !segment.text.empty();
      if (literal == nullptr && !captures) return;
      if (literal != nullptr && captures) {
        const std::size_t before = search.current.count;
        walk(*literal, rest, at_end, search);
        search.current.count = before;
      }
      if (captures) search.current.push(segment.text);
      at = captures ? node.capture : *literal;
    }
  }
};

// What is found cannot be taken away by a route that comes later, unless its index is smaller.
void RouteTable::Trie::remember(std::string_view path, http::Method method, Index route) {
  in_order = in_order && route >= largest;
  largest = std::max(largest, route);
  if (!in_order) return whole_paths.forget();
  if (path.empty()) return;
  Captures captures;
  Search search{method, captures};
  walk(0, path.substr(1), false, search);
  if (search.found == route) whole_paths.add(path, method, route);
}

RouteTable::RouteTable() : trie_(make_owned<Trie>()) {}
RouteTable::RouteTable(RouteTable&&) noexcept = default;
RouteTable& RouteTable::operator=(RouteTable&&) noexcept = default;
RouteTable::~RouteTable() = default;

void RouteTable::add(http::Method method, const PathPattern& pattern, std::size_t route) {
  const auto segments = segments_of(pattern);
  const auto index = static_cast<Index>(route);
  Trie& trie = *trie_;
  Index node = 0;
  trie.nodes[node].smallest = std::min(trie.nodes[node].smallest, index);
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const auto& segment = segments[i];
    const bool literal = segment.empty() || (segment.size() == 1 && !segment[0].is_capture());
    const bool whole_capture = segment.size() == 1 && segment[0].is_capture() && segment[0].convertor == Convertor::str;
    if (!literal && !whole_capture) {
      auto& tails = trie.tails_of(node);
      tails.push_back({join_from(segments, i), {}});
      tails.back().endpoint.add(method, index);
      return trie.remember({}, method, index);
    }
    node = whole_capture
               ? trie.capture_below(node)
               : trie.literal_below(node, segment.empty() ? std::string_view{} : std::string_view(segment[0].literal));
    trie.nodes[node].smallest = std::min(trie.nodes[node].smallest, index);
  }
  trie.nodes[node].endpoint.add(method, index);
  const bool literal = pattern.parts.size() == 1 && !pattern.parts[0].is_capture();
  trie.remember(literal ? std::string_view(pattern.parts[0].literal) : std::string_view{}, method, index);
}

Match RouteTable::match(http::Method method, std::string_view path) const {
  Match match;
  if (!path.starts_with('/')) return match;
  if (const Index whole = trie_->whole_paths.find(path, method); whole != none) {
    match.kind = Match::Kind::found;
    match.route = whole;
    return match;
  }
  Search search{method, match.captures};
  trie_->walk(0, path.substr(1), false, search);
  if (search.found != none) {
    match.kind = Match::Kind::found;
    match.route = search.found;
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
