// Who may call an operation, as far as its description says: for the access matrix and the check at the start.
#pragma once
#include <string>

#include <talaria/describe/operation_info.hpp>

namespace talaria::describe {

/// Whether the operation says who may call it: by a security scheme or an access rule among its dependencies, or by
/// `is_public`.
[[nodiscard]] bool has_access_policy(const OperationInfo& operation);

/// The same in words: `public`, `OAuth2PasswordBearer (me items), role admin or editor`, or `-` for nothing.
[[nodiscard]] std::string access_policy_text(const OperationInfo& operation);

}  // namespace talaria::describe
