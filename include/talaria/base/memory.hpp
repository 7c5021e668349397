// std::unique_ptr and std::shared_ptr without the rest of <memory>, which is a sixth of what the umbrella header costs.
// libstdc++ keeps each in a header of its own; with another library it is <memory> after all.
#pragma once
#include <cstddef>

#if defined(__GLIBCXX__) && __has_include(<bits/unique_ptr.h>) && __has_include(<bits/shared_ptr.h>)
#include <bits/unique_ptr.h>
// After the one above, which it builds on.
#include <bits/shared_ptr.h>
#else
#include <memory>
#endif
