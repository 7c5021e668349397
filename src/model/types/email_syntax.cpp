#include "model/types/email_text.hpp"
#include "model/types/idna.hpp"
#include "model/types/unicode_text.hpp"

#include <set>
#include <vector>

#include <talaria/base/strings.hpp>

// An address of any kind, step by step, so that the first fault is the one that email-validator reports.
namespace talaria::model {

namespace {

constexpr std::string_view local_specials = "_!#$%&'*+-/=?^`{|}~.";

bool is_alnum(char32_t c) {
  return c < 128 && (base::is_ascii_alpha(static_cast<char>(c)) || base::is_ascii_digit(static_cast<char>(c)));
}
bool is_local_char(char32_t c) {
  return c >= 0x80 || is_alnum(c) || local_specials.find(static_cast<char>(c)) != std::string_view::npos;
}
bool is_host_char(char32_t c) {
  return c >= 0x80 || is_alnum(c) || c == U'-' || c == U'.';
}

std::string replace_first(std::string_view text, std::string_view with) {
  const std::size_t at = text.find("{}");
  return std::string(text.substr(0, at)) + std::string(with) + std::string(text.substr(at + 2));
}

std::string too_many(std::size_t count, std::string_view unit) {
  return "(" + std::to_string(count) + " " + std::string(unit) + (count > 1 ? "s" : "") + " too many)";
}

bool is_ascii(std::u32string_view text) {
  for (const char32_t c : text) {
    if (c >= 0x80) return false;
  }
  return true;
}

class AddressParser {
 public:
  AddressParser(EmailText& out, std::string& error) : out_(out), error_(error) {}

  bool parse(std::u32string_view text) {
    std::u32string local;
    std::u32string_view domain;
    if (!split(text, local, domain)) return false;
    const std::string original = encode_utf8(quoted_ ? U'"' + local + U'"' : local) + '@' + encode_utf8(domain);
    if (!check_local(local) || !normalise_local(local)) return false;
    if (quoted_) return fail("Quoting the part before the @-sign is not allowed here.");
    out_.local = encode_utf8(local);
    if (is_ascii(local) && is_role_mailbox(base::to_lower(out_.local))) out_.local = base::to_lower(out_.local);
    if (domain.empty()) return fail("There must be something after the @-sign.");
    if (domain.front() == U'[' && domain.back() == U']') return refuse_literal(domain.substr(1, domain.size() - 2));
    if (!check_domain(domain) || !check_length(original)) return false;
    if (!named_) return true;
    return fail("A display name and angle brackets around the email address are not permitted here.");
  }

 private:
  bool fail(std::string why) {
    error_ = std::move(why);
    return false;
  }

  template <class Test>
  bool refuse_chars(std::u32string_view text, Test is_bad, std::string_view where) {
    std::set<std::string> bad;
    for (const char32_t c : text) {
      if (is_bad(c)) bad.insert(displayed(c));
    }
    if (bad.empty()) return true;
    return fail(std::string(where) + ": " + joined(bad) + ".");
  }

  template <class Names>
  static std::string joined(const Names& names) {
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
    return list;
  }

  /// Where the first of `specials` is that stands outside of quotes and is not changed by a mark behind it.
  std::size_t find_special(std::u32string_view text, std::u32string_view specials) {
    bool inside = false;
    bool escaped = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char32_t c = text[i];
      const bool marked = i + 1 < text.size() && class_of(text[i + 1]) == CharClass::mark &&
                          to_nfc(std::u32string(text.substr(i, 2))).front() != c;
      if (marked) continue;
      if (inside) {
        inside = c != U'"' || escaped;
        escaped = c == U'\\' && !escaped;
      } else if (c == U'"') {
        inside = true;
      } else if (specials.find(c) != std::u32string_view::npos) {
        return i;
      }
    }
    return std::u32string_view::npos;
  }

  bool report_no_at(std::u32string_view text) {
    if (text.find(U'\uFF20') != std::u32string_view::npos) {
      return fail("The email address has the \"full-width\" at-sign (@) character instead of a regular at-sign.");
    }
    if (text.find(U'\uFE6B') != std::u32string_view::npos) {
      return fail("The email address has the \"small commercial at\" character instead of a regular at-sign.");
    }
    return fail("An email address must have an @-sign.");
  }

  /// Takes quotes and backslashes off; `quoted` tells whether there were quotes.
  bool unquote(std::u32string_view text, std::u32string& out, bool& quoted) {
    quoted = text.starts_with(U'"');
    out.clear();
    if (!quoted) {
      out = text;
      return true;
    }
    for (std::size_t i = 1; i < text.size(); ++i) {
      if (text[i] == U'\\' && i + 1 < text.size()) {
        out += text[++i];
      } else if (text[i] == U'"') {
        if (i + 1 == text.size()) return true;
        std::vector<std::string> rest;
        for (const char32_t c : text.substr(i + 1)) rest.push_back(displayed(c));
        return fail("Extra character(s) found after close quote: " + joined(rest));
      } else {
        out += text[i];
      }
    }
    return true;
  }

  bool split(std::u32string_view text, std::u32string& local, std::u32string_view& domain) {
    std::size_t at = find_special(text, U"@<");
    if (at == std::u32string_view::npos) return report_no_at(text);
    if (text[at] == U'<') {
      if (!take_name(text, at)) return false;
      at = find_special(text, U"@");
      if (at == std::u32string_view::npos) return report_no_at(text);
    }
    domain = text.substr(at + 1);
    return unquote(text.substr(0, at), local, quoted_);
  }

  /// Cuts `Name <` and `>` off.
  bool take_name(std::u32string_view& text, std::size_t open) {
    named_ = true;
    std::u32string name;
    std::u32string_view before = text.substr(0, open);
    while (!before.empty() && class_of(before.back()) == CharClass::space) before.remove_suffix(1);
    bool quoted = false;
    if (!unquote(before, name, quoted)) return false;
    const auto is_bad = [](char32_t c) { return c != U' ' && (c >= 0x80 || c == U'.' || !is_local_char(c)); };
    if (!quoted && !refuse_chars(name, is_bad, "The display name contains invalid characters when not quoted")) {
      return false;
    }
    if (!check_safe(name, true)) return false;
    text = text.substr(open + 1);
    if (text.find(U'>') == std::u32string_view::npos) {
      return fail(
          "An open angle bracket at the start of the email address has to be followed by a close angle bracket at the "
          "end.");
    }
    while (text.ends_with(U' ')) text.remove_suffix(1);
    if (!text.ends_with(U'>')) return fail("There can't be anything after the email address.");
    while (text.ends_with(U'>')) text.remove_suffix(1);
    return true;
  }

  bool check_safe(std::u32string_view text, bool allow_space) {
    std::set<char32_t> bad;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const CharClass kind = class_of(text[i]);
      const bool safe = kind == CharClass::visible || (kind == CharClass::mark && i != 0) ||
                        (kind == CharClass::space && allow_space);
      if (!safe) bad.insert(text[i]);
    }
    if (bad.empty()) return true;
    std::vector<std::string> names;
    for (const char32_t c : bad) names.push_back(displayed(c));
    return fail("The email address contains unsafe characters: " + joined(names) + ".");
  }

  /// Full stops between the parts, and nowhere else; the two texts say where they must not be.
  bool check_dots(std::u32string_view text, std::string_view start, std::string_view end, bool is_host) {
    const auto has = [text](std::u32string_view part) { return text.find(part) != std::u32string_view::npos; };
    if (text.ends_with(U'.')) return fail(replace_first(end, "period"));
    if (text.starts_with(U'.')) return fail(replace_first(start, "period"));
    if (has(U"..")) return fail("An email address cannot have two periods in a row.");
    if (!is_host) return true;
    if (text.ends_with(U'-')) return fail(replace_first(end, "hyphen"));
    if (text.starts_with(U'-')) return fail(replace_first(start, "hyphen"));
    if (has(U".-") || has(U"-.")) {
      return fail("An email address cannot have a period and a hyphen next to each other.");
    }
    return true;
  }

  bool check_local(std::u32string_view local) {
    if (local.empty()) return fail("There must be something before the @-sign.");
    const bool dotted = local.front() != U'.' && local.back() != U'.' && local.find(U"..") == std::u32string_view::npos;
    bool allowed = true;
    for (const char32_t c : local) allowed = allowed && is_local_char(c);
    if (allowed && dotted) return is_ascii(local) || check_safe(local, false);
    if (quoted_) {
      const auto is_bad = [](char32_t c) { return c < 0x20 || c == 0x7F; };
      return refuse_chars(local, is_bad, "The email address contains invalid characters in quotes before the @-sign") &&
             check_safe(local, true);
    }
    const auto is_bad = [](char32_t c) { return !is_local_char(c); };
    return refuse_chars(local, is_bad, "The email address contains invalid characters before the @-sign") &&
           check_dots(local, "An email address cannot start with a {}.",
                      "An email address cannot have a {} immediately before the @-sign.", false);
  }

  bool normalise_local(std::u32string& local) {
    std::u32string normal = to_nfc(local);
    if (normal == local) return true;
    local = std::move(normal);
    if (check_local(local)) return true;
    return fail("After Unicode normalization: " + error_);
  }

  /// Addresses of machines, `[127.0.0.1]`, are never taken, but some are refused as faulty.
  bool refuse_literal(std::u32string_view literal) {
    constexpr std::u32string_view tag = U"IPv6:";
    const bool numeric = !literal.empty() && literal.find_first_not_of(U"0123456789.") == std::u32string_view::npos;
    if (!numeric && !literal.starts_with(tag)) {
      if (literal.find(U':') == std::u32string_view::npos) {
        return fail("The part after the @-sign in brackets is not an IPv4 address and has no address literal tag.");
      }
      const auto is_bad = [](char32_t c) { return c < 0x21 || c > 0xFA; };
      return refuse_chars(literal, is_bad, "The part after the @-sign contains invalid characters in brackets") &&
             fail("The part after the @-sign contains an invalid address literal tag in brackets.");
    }
    return fail("A bracketed IP address after the @-sign is not allowed here.");
  }

  bool check_domain(std::u32string_view domain) {
    constexpr std::string_view invalid = "The part after the @-sign contains invalid characters";
    const auto is_no_host = [](char32_t c) { return !is_host_char(c); };
    const auto is_unmappable = [](char32_t c) {
      const CharClass kind = class_of(c);
      if (c >= 0x80 && c <= 0x9F) return true;
      if (c == U'\u00AD' || c == U'\uFF0E' || (c >= 0x200B && c <= 0x200D)) return false;
      // Numbers with a full stop behind them, which would come apart.
      return (kind != CharClass::visible && kind != CharClass::mark) || (c >= 0x2488 && c <= 0x249B) ||
             (c >= 0x2024 && c <= 0x2026);
    };
    if (!refuse_chars(domain, is_no_host, invalid) || !check_safe(domain, false) ||
        !refuse_chars(domain, is_unmappable, invalid)) {
      return false;
    }
    const std::u32string mapped = map_domain(domain);
    if (!refuse_chars(mapped, is_no_host, std::string(invalid) + " after Unicode normalization") ||
        !check_dots(mapped, "An email address cannot have a {} immediately after the @-sign.",
                    "An email address cannot end with a {}.", true)) {
      return false;
    }
    return encode_labels(mapped) && check_ascii_domain(encode_utf8(domain)) && decode_labels();
  }

  bool encode_labels(const std::u32string& domain) {
    std::vector<std::string> labels = labels_of(encode_utf8(domain));
    for (const std::string& label : labels) {
      if (label.size() > 3 && label.substr(2, 2) == "--" && !label.starts_with("xn") &&
          is_ascii(decode_utf8(label.substr(0, 2)))) {
        return fail(
            "An email address cannot have two letters followed by two dashes immediately after the @-sign or after a "
            "period, except Punycode.");
      }
    }
    for (const std::string& label : labels) {
      std::string ascii;
      std::string why;
      if (!label_to_ascii(label, ascii, why)) return fail("The part after the @-sign is invalid (" + why + ").");
      ascii_domain_ += (ascii_domain_.empty() ? "" : ".") + ascii;
    }
    return true;
  }

  static std::vector<std::string> labels_of(const std::string& domain) {
    std::vector<std::string> labels;
    for (std::size_t start = 0; start <= domain.size();) {
      const std::size_t end = std::min(domain.find('.', start), domain.size());
      labels.push_back(domain.substr(start, end - start));
      start = end + 1;
    }
    return labels;
  }

  bool check_ascii_domain(const std::string& original) {
    if (ascii_domain_.size() > max_domain_octets) {
      const std::size_t excess = ascii_domain_.size() - max_domain_octets;
      if (ascii_domain_ == original) {
        return fail("The email address is too long after the @-sign " + too_many(excess, "character") + ".");
      }
      return fail("The email address is too long after the @-sign (" + std::to_string(excess) + " byte" +
                  (excess == 1 ? "" : "s") + " too many after IDNA encoding).");
    }
    for (const std::string& label : labels_of(ascii_domain_)) {
      if (label.size() <= max_label_octets) continue;
      return fail("After the @-sign, periods cannot be separated by so many characters " +
                  too_many(label.size() - max_label_octets, "character") + ".");
    }
    if (ascii_domain_.find('.') == std::string::npos) {
      return fail("The part after the @-sign is not valid. It should have a period.");
    }
    if (!base::is_ascii_alpha(ascii_domain_.back())) {
      return fail("The part after the @-sign is not valid. It is not within a valid top-level domain.");
    }
    if (is_special_domain(ascii_domain_)) {
      return fail("The part after the @-sign is a special-use or reserved name that cannot be used with email.");
    }
    return true;
  }

  bool decode_labels() {
    for (const std::string& label : labels_of(ascii_domain_)) {
      std::string text;
      std::string why;
      if (!label_to_unicode(label, text, why))
        return fail("The part after the @-sign is not valid IDNA (" + why + ").");
      out_.domain += (out_.domain.empty() ? "" : ".") + text;
    }
    return true;
  }

  bool check_length(const std::string& original) {
    constexpr std::string_view start = "The email address is too long ";
    const std::u32string characters = decode_utf8(original);
    if (original.size() > max_email_octets) {
      const std::size_t excess = original.size() - max_email_octets;
      std::size_t widest = 1;
      for (const char32_t c : characters) widest = std::max(widest, encode_utf8({&c, 1}).size());
      const std::size_t least = std::max<std::size_t>(1, excess / widest);
      const std::string range = least == excess ? "" : std::to_string(least) + "-";
      return fail(std::string(start) + "(" + range + too_many(excess, "character").substr(1) + ".");
    }
    const auto check = [&](std::size_t size, std::string_view when) {
      if (size <= max_email_octets) return true;
      return fail(std::string(start) + std::string(when) + " " + too_many(size - max_email_octets, "byte") + ".");
    };
    return check(out_.local.size() + 1 + out_.domain.size(), "after normalization") &&
           check(out_.local.size() + 1 + ascii_domain_.size(),
                 "when the part after the @-sign is converted to IDNA ASCII");
  }

  EmailText& out_;
  std::string& error_;
  std::string ascii_domain_;
  bool quoted_ = false;
  bool named_ = false;
};

}  // namespace

bool parse_address(std::string_view text, EmailText& out, std::string& error) {
  out = {};
  return AddressParser(out, error).parse(decode_utf8(text));
}

}  // namespace talaria::model
