# `cmake --install`: the libraries, the public headers and the CMake package that find_package(Talaria) reads.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/Talaria)
get_property(targets GLOBAL PROPERTY TALARIA_LAYERS)

install(
  TARGETS ${targets}
  EXPORT TalariaTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
  FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(
  EXPORT TalariaTargets
  NAMESPACE talaria::
  DESTINATION ${package_dir})

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/TalariaConfig.cmake.in ${PROJECT_BINARY_DIR}/TalariaConfig.cmake
                              INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/TalariaConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/TalariaConfig.cmake ${PROJECT_BINARY_DIR}/TalariaConfigVersion.cmake
              ${CMAKE_CURRENT_LIST_DIR}/TalariaDependencies.cmake ${CMAKE_CURRENT_LIST_DIR}/TalariaCompilerNote.cmake
        DESTINATION ${package_dir})
