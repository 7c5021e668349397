// Names of types as the schema shows them: C++ spellings become those that Python has for the same thing.
#pragma once
#include <string>
#include <string_view>

namespace talaria::model {

/// `app::Page<std::vector<app::User>>` gives `Page[list[User]]`: no namespaces, brackets, Python's names.
[[nodiscard]] std::string display_name(std::string_view spelled_type);

/// The name of the type's definition: as Pydantic, `Pair_int_User_` for `Pair[int, User]`.
[[nodiscard]] std::string definition_name(std::string_view spelled_type);

/// A name that may stand in a reference: everything but letters, digits, `.`, `-` and `_` becomes `_`.
[[nodiscard]] std::string reference_name(std::string_view display_name);

}  // namespace talaria::model
