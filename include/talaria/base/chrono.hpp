// Durations, time points and their literals without the calendar of <chrono>, which brings string streams along.
// libstdc++ keeps them in a header of its own; with another library it is <chrono> after all.
#pragma once
#include <cstddef>

#if defined(__GLIBCXX__) && __has_include(<bits/chrono.h>)
#include <bits/chrono.h>
#else
#include <chrono>
#endif
