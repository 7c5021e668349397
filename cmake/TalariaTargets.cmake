# talaria_layer(<name> SOURCES ... HEADERS ... [DEPENDS layer ...] [PRIVATE target ...])
#
# One folder, one responsibility, one target talaria::<name>: sources lie in src/<name>, public headers in
# include/talaria/<name>. DEPENDS names other layers; PRIVATE names the libraries that only the sources see.
function(talaria_layer name)
  cmake_parse_arguments(arg "" "" "SOURCES;HEADERS;DEPENDS;PRIVATE" ${ARGN})
  list(TRANSFORM arg_HEADERS PREPEND ${PROJECT_SOURCE_DIR}/include/talaria/${name}/)
  set(kind PUBLIC)
  if(arg_SOURCES)
    add_library(talaria_${name} STATIC ${arg_SOURCES})
    target_include_directories(talaria_${name} PRIVATE ${PROJECT_SOURCE_DIR}/src)
    # What has headers only is not part of the installed package: there is nothing to link.
    list(TRANSFORM arg_PRIVATE REPLACE "^(Boost::headers|CLI11::CLI11)$" "$<BUILD_INTERFACE:\\1>")
    target_link_libraries(talaria_${name} PRIVATE $<BUILD_INTERFACE:talaria_build_flags> ${arg_PRIVATE})
  else()
    add_library(talaria_${name} INTERFACE)
    set(kind INTERFACE)
  endif()
  add_library(talaria::${name} ALIAS talaria_${name})
  set_target_properties(talaria_${name} PROPERTIES EXPORT_NAME ${name} VERIFY_INTERFACE_HEADER_SETS
                                                                        ${TALARIA_VERIFY_HEADERS})
  target_sources(talaria_${name} ${kind} FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}/include FILES ${arg_HEADERS})
  target_compile_features(talaria_${name} ${kind} cxx_std_20)
  list(TRANSFORM arg_DEPENDS PREPEND talaria_)
  target_link_libraries(talaria_${name} ${kind} ${arg_DEPENDS})
  set_property(GLOBAL APPEND PROPERTY TALARIA_LAYERS talaria_${name})
endfunction()

# talaria_unit_test(<layer> SOURCES ... [DATABASES]): the tests of one layer, one program, label <layer>. With DATABASES they
# may have databases of their own, see tests/support/test_database.hpp.
function(talaria_unit_test layer)
  cmake_parse_arguments(arg "DATABASES" "" "SOURCES;LINK" ${ARGN})
  set(seconds 120)
  if(arg_DATABASES)
    set(seconds 600) # some start servers of their own
    list(APPEND arg_LINK talaria_test_databases)
    set(databases " FIXTURES_REQUIRED postgres ENVIRONMENT TALARIA_TEST_POSTGRES=1")
  endif()
  add_executable(${layer}_test ${arg_SOURCES})
  target_link_libraries(${layer}_test PRIVATE talaria_build_flags talaria_${layer} ${arg_LINK} GTest::gmock_main)
  target_include_directories(${layer}_test PRIVATE ${PROJECT_SOURCE_DIR}/src)
  gtest_discover_tests(${layer}_test DISCOVERY_MODE PRE_TEST TEST_LIST ${layer}_tests PROPERTIES TIMEOUT ${seconds})
  # gtest_discover_tests cannot set a list, and there are two labels; this file is read after the tests are found.
  set(labels ${CMAKE_CURRENT_BINARY_DIR}/${layer}_labels.cmake)
  file(WRITE ${labels} "if(${layer}_tests)\n  set_tests_properties(\${${layer}_tests} PROPERTIES LABELS \"unit;${layer}\"${databases})\nendif()\n")
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES ${labels})
endfunction()
