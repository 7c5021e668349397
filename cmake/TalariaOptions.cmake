# Options a user of the build may set, and the flags that every Talaria target is compiled with.
option(TALARIA_BUILD_TESTS "Build the tests" ${PROJECT_IS_TOP_LEVEL})
option(TALARIA_BUILD_EXAMPLES "Build the examples" ${PROJECT_IS_TOP_LEVEL})
option(TALARIA_BUILD_DOCS_SRC "Build the programs that the documentation shows" ${PROJECT_IS_TOP_LEVEL})
option(TALARIA_BUILD_FUZZERS "Build the fuzz targets" OFF)
option(TALARIA_BUILD_BENCH "Build the benchmarks" OFF)
option(TALARIA_INSTALL "Make install rules" ON)
option(TALARIA_WERROR "Treat warnings as errors" OFF)
option(TALARIA_VERIFY_HEADERS "Make the target all_verify_interface_header_sets: each public header compiles alone"
       ${PROJECT_IS_TOP_LEVEL})
option(TALARIA_HARDENING "Build optimised code with the compiler's and the library's checks" ${PROJECT_IS_TOP_LEVEL})
set(TALARIA_SANITIZE "" CACHE STRING "Sanitizers to build with, for example address,undefined or thread")

if(PROJECT_IS_TOP_LEVEL)
  set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
  set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
  set(CMAKE_CXX_EXTENSIONS OFF)
endif()

# The flags of Talaria's own targets; they do not reach the targets of a user.
add_library(talaria_build_flags INTERFACE)
# g++'s -Wshadow also warns of a constructor's parameter that is named like the member it fills.
target_compile_options(talaria_build_flags INTERFACE -Wall -Wextra -Wpedantic -Wnon-virtual-dtor
                                                     $<$<CXX_COMPILER_ID:Clang>:-Wshadow>)
if(TALARIA_WERROR)
  target_compile_options(talaria_build_flags INTERFACE -Werror)
endif()
if(TALARIA_SANITIZE)
  target_compile_options(talaria_build_flags INTERFACE -fsanitize=${TALARIA_SANITIZE} -fno-sanitize-recover=all
                                                       -fno-omit-frame-pointer)
  target_link_options(talaria_build_flags INTERFACE -fsanitize=${TALARIA_SANITIZE})
endif()
# libFuzzer has to see the branches of everything that it drives.
if(TALARIA_BUILD_FUZZERS AND CMAKE_CXX_COMPILER_ID MATCHES Clang)
  target_compile_options(talaria_build_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

# Hardening costs a few per cent and turns a memory fault of optimised code into a clean stop. Debug builds have the
# sanitizers instead, and _FORTIFY_SOURCE does nothing without optimisation.
if(TALARIA_HARDENING AND NOT TALARIA_SANITIZE)
  set(CMAKE_POSITION_INDEPENDENT_CODE ON)
  include(CheckPIESupported)
  check_pie_supported(LANGUAGES CXX)
  set(optimised "$<CONFIG:Release,RelWithDebInfo,MinSizeRel>")
  target_compile_options(
    talaria_build_flags
    INTERFACE "$<${optimised}:-U_FORTIFY_SOURCE;-D_FORTIFY_SOURCE=2;-D_GLIBCXX_ASSERTIONS;-fstack-protector-strong>"
              "$<$<AND:${optimised},$<STREQUAL:${CMAKE_SYSTEM_PROCESSOR},x86_64>>:-fcf-protection>")
  target_link_options(talaria_build_flags INTERFACE "$<${optimised}:-Wl,-z,relro,-z,now>")
endif()

find_program(TALARIA_MOLD mold)
if(TALARIA_MOLD AND PROJECT_IS_TOP_LEVEL)
  target_link_options(talaria_build_flags INTERFACE -fuse-ld=mold)
endif()
find_program(TALARIA_CCACHE ccache)
if(TALARIA_CCACHE AND PROJECT_IS_TOP_LEVEL)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${TALARIA_CCACHE})
endif()
