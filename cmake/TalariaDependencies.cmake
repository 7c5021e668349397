# The libraries that a program which uses Talaria is linked with. None appears in a public header; the installed package
# finds them again (TalariaConfig.cmake includes this file), because static libraries need them at link time.
#
# Gives: Brotli::Decoder, Brotli::Encoder, Zstd::Zstd, Libargon2::Libargon2, Libcrypt::Libcrypt, Libidn2::Libidn2,
# Libunistring::Libunistring, OpenSSL::Crypto, re2::re2, ZLIB::ZLIB, Threads::Threads
# and, with TALARIA_HTTP2, Nghttp2::Nghttp2, with TALARIA_TLS OpenSSL::SSL,
# with TALARIA_SQL Libpq::Libpq and Libsqlite3::Libsqlite3.

find_package(Threads REQUIRED)
# The digests need OpenSSL anyway; its part for TLS can be left out.
if(NOT DEFINED TALARIA_TLS)
  option(TALARIA_TLS "Speak TLS, with OpenSSL" ON)
endif()
if(TALARIA_TLS)
  find_package(OpenSSL 3 REQUIRED COMPONENTS Crypto SSL)
else()
  find_package(OpenSSL 3 REQUIRED COMPONENTS Crypto)
endif()
find_package(ZLIB REQUIRED)

# Debian's libre2-dev has no CMake package.
find_package(re2 QUIET)
if(NOT TARGET re2::re2)
  find_path(TALARIA_RE2_INCLUDE_DIR re2/re2.h)
  find_library(TALARIA_RE2_LIBRARY re2)
  mark_as_advanced(TALARIA_RE2_INCLUDE_DIR TALARIA_RE2_LIBRARY)
  if(NOT TALARIA_RE2_INCLUDE_DIR OR NOT TALARIA_RE2_LIBRARY)
    message(FATAL_ERROR "RE2 was not found. On Debian install libre2-dev, or run scripts/install_dependencies.sh.")
  endif()
  add_library(re2::re2 UNKNOWN IMPORTED)
  set_target_properties(re2::re2 PROPERTIES IMPORTED_LOCATION "${TALARIA_RE2_LIBRARY}"
                                            INTERFACE_INCLUDE_DIRECTORIES "${TALARIA_RE2_INCLUDE_DIR}")
  target_link_libraries(re2::re2 INTERFACE Threads::Threads)
endif()

# Whether HTTP/2 is built in: yes, where nghttp2 is. In the installed package it is as it was built.
if(NOT DEFINED TALARIA_HTTP2)
  find_path(TALARIA_NGHTTP2_INCLUDE_DIR nghttp2/nghttp2.h)
  find_library(TALARIA_NGHTTP2_LIBRARY nghttp2)
  set(found OFF)
  if(TALARIA_NGHTTP2_INCLUDE_DIR AND TALARIA_NGHTTP2_LIBRARY)
    set(found ON)
  else()
    message(STATUS "nghttp2 was not found (on Debian: libnghttp2-dev): HTTP/2 is left out")
  endif()
  option(TALARIA_HTTP2 "Speak HTTP/2, with nghttp2" ${found})
endif()

# Whether the layer sql is built: yes, where the libraries of both databases are. In the installed package it is as it
# was built.
if(NOT DEFINED TALARIA_SQL)
  find_path(TALARIA_PQ_INCLUDE_DIR libpq-fe.h PATH_SUFFIXES postgresql)
  find_library(TALARIA_PQ_LIBRARY pq)
  find_path(TALARIA_SQLITE3_INCLUDE_DIR sqlite3.h)
  find_library(TALARIA_SQLITE3_LIBRARY sqlite3)
  set(found OFF)
  if(TALARIA_PQ_INCLUDE_DIR AND TALARIA_PQ_LIBRARY AND TALARIA_SQLITE3_INCLUDE_DIR AND TALARIA_SQLITE3_LIBRARY)
    set(found ON)
  else()
    message(STATUS "libpq or SQLite was not found (on Debian: libpq-dev, libsqlite3-dev): talaria::sql is left out")
  endif()
  option(TALARIA_SQL "Build talaria::sql, with libpq and SQLite" ${found})
endif()

# None of them has a CMake package.
set(libraries "Libargon2::Libargon2 argon2 argon2.h libargon2-dev" "Libcrypt::Libcrypt crypt crypt.h libcrypt-dev"
                         "Libidn2::Libidn2 idn2 idn2.h libidn2-dev" "Libunistring::Libunistring unistring uninorm.h libunistring-dev"
                         "Brotli::Encoder brotlienc brotli/encode.h libbrotli-dev" "Brotli::Decoder brotlidec brotli/decode.h libbrotli-dev"
                         "Zstd::Zstd zstd zstd.h libzstd-dev")
if(TALARIA_HTTP2)
  list(APPEND libraries "Nghttp2::Nghttp2 nghttp2 nghttp2/nghttp2.h libnghttp2-dev")
endif()
if(TALARIA_SQL)
  list(APPEND libraries "Libpq::Libpq pq libpq-fe.h libpq-dev" "Libsqlite3::Libsqlite3 sqlite3 sqlite3.h libsqlite3-dev")
endif()
foreach(library IN LISTS libraries)
  separate_arguments(library)
  list(GET library 0 name)
  list(GET library 1 file)
  list(GET library 2 header)
  list(GET library 3 package)
  if(NOT TARGET ${name})
    string(TOUPPER TALARIA_${file} prefix)
    find_path(${prefix}_INCLUDE_DIR ${header} PATH_SUFFIXES postgresql)
    find_library(${prefix}_LIBRARY ${file})
    mark_as_advanced(${prefix}_INCLUDE_DIR ${prefix}_LIBRARY)
    if(NOT ${prefix}_INCLUDE_DIR OR NOT ${prefix}_LIBRARY)
      message(FATAL_ERROR "${name} was not found. On Debian install ${package}, or run scripts/install_dependencies.sh.")
    endif()
    add_library(${name} UNKNOWN IMPORTED)
    set_target_properties(${name} PROPERTIES IMPORTED_LOCATION "${${prefix}_LIBRARY}"
                                                      INTERFACE_INCLUDE_DIRECTORIES "${${prefix}_INCLUDE_DIR}")
  endif()
endforeach()
