// Labels of domain names in other scripts, by IDNA 2008.
#pragma once
#include <string>
#include <string_view>

namespace talaria::model {

/// The `xn--` form of a label; else false, and `error` says why in the words of Python's idna package, as far as those
/// are known.
bool label_to_ascii(std::string_view label, std::string& out, std::string& error);
/// The label that an `xn--` label stands for; other labels as they are.
bool label_to_unicode(std::string_view label, std::string& out, std::string& error);

/// The whole name as a web browser has it (UTS 46, lenient): mapped to lower case and then encoded.
bool domain_to_ascii(std::string_view domain, std::string& out);

}  // namespace talaria::model
