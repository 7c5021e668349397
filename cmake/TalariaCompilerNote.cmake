# Shown to the projects that use Talaria, by find_package and by add_subdirectory alike.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  message(STATUS "Talaria: g++ ${CMAKE_CXX_COMPILER_VERSION} miscompiles some coroutine expressions in silence;"
                 " docs/gcc12.md shows which and what to write instead (clang++ 16 or newer has no such trap)")
endif()
