# Embeds Swagger UI and ReDoc into a target, so that /docs and /redoc work without a network.
#
# The two packages come from npm at configure time, pinned by version and content, and only their finished bundles are
# used: `npm pack` downloads an archive and runs nothing. Without npm the pages load the same bundles from the CDN.
set(TALARIA_EMBED_DOCS_UI AUTO CACHE STRING "Embed the scripts of /docs and /redoc: AUTO (when npm gives them), ON, OFF")
set_property(CACHE TALARIA_EMBED_DOCS_UI PROPERTY STRINGS AUTO ON OFF)
set(TALARIA_DOCS_UI_DIR ${PROJECT_BINARY_DIR}/docs_ui CACHE PATH "Where the packages of /docs and /redoc are kept")

set(TALARIA_SWAGGER_UI_VERSION 5.35.0)
set(TALARIA_SWAGGER_UI_SHA512
    534eaba4cb56f55dd73c638179a993512af4674f63317e0826e00da44fc465b021c341bc0a0c2bcd4e18997927fe1d3008336c5dd19aad334d1c2dec53cc9551)
set(TALARIA_REDOC_VERSION 2.5.4)
set(TALARIA_REDOC_SHA512
    33a8d6846d6aa019c7e93166cc99ecb72099f3b1e6398fd4cc39bbf261e262284476557f61c4bda203a8d4d94496724c78bb32c4715edb215ce2c3631d3ac005)

# Puts the archive of one npm package, unpacked, into ${TALARIA_DOCS_UI_DIR}/<name>-<version>. Sets <problem> to why not.
function(talaria_npm_package name version sha512 problem)
  set(${problem} "" PARENT_SCOPE)
  set(folder ${TALARIA_DOCS_UI_DIR}/${name}-${version})
  if(EXISTS ${folder}/package.json)
    return()
  endif()
  find_program(TALARIA_NPM npm)
  mark_as_advanced(TALARIA_NPM)
  if(NOT TALARIA_NPM)
    set(${problem} "npm was not found" PARENT_SCOPE)
    return()
  endif()
  file(MAKE_DIRECTORY ${TALARIA_DOCS_UI_DIR})
  message(STATUS "Fetching ${name} ${version} with npm")
  execute_process(
    COMMAND ${TALARIA_NPM} pack ${name}@${version} --ignore-scripts --loglevel=error --pack-destination ${TALARIA_DOCS_UI_DIR}
    WORKING_DIRECTORY ${TALARIA_DOCS_UI_DIR}
    TIMEOUT 180
    RESULT_VARIABLE status
    OUTPUT_QUIET
    ERROR_VARIABLE error)
  set(archive ${TALARIA_DOCS_UI_DIR}/${name}-${version}.tgz)
  if(NOT status EQUAL 0 OR NOT EXISTS ${archive})
    string(REGEX MATCH "code [A-Z_0-9]+" code "${error}")
    set(${problem} "npm could not fetch ${name} ${version} (${status} ${code})" PARENT_SCOPE)
    return()
  endif()
  file(SHA512 ${archive} actual)
  if(NOT actual STREQUAL sha512)
    file(REMOVE ${archive})
    set(${problem} "the archive of ${name} ${version} is not the pinned one" PARENT_SCOPE)
    return()
  endif()
  file(ARCHIVE_EXTRACT INPUT ${archive} DESTINATION ${TALARIA_DOCS_UI_DIR}/unpack)
  file(RENAME ${TALARIA_DOCS_UI_DIR}/unpack/package ${folder})
  file(REMOVE_RECURSE ${archive} ${TALARIA_DOCS_UI_DIR}/unpack)
endfunction()

# Compresses <input> to <output> and adds it to the lists that docs_assets.cpp.in is filled from.
macro(talaria_docs_asset input name media_type)
  set(packed ${embedded_dir}/${name}.gz)
  execute_process(COMMAND gzip -9 -n -c ${input} OUTPUT_FILE ${packed} COMMAND_ERROR_IS_FATAL ANY)
  file(SIZE ${packed} size)
  file(SHA256 ${packed} digest)
  string(SUBSTRING ${digest} 0 32 digest)
  string(
    APPEND declarations
    "__asm__(\".pushsection .rodata\\n.balign 16\\n.hidden talaria_docs_asset_${count}\\n\"\n"
    "        \".global talaria_docs_asset_${count}\\ntalaria_docs_asset_${count}:\\n\"\n"
    "        \".incbin \\\"${packed}\\\"\\n.popsection\\n\");\n"
    "extern \"C\" const char talaria_docs_asset_${count}[];\n")
  string(APPEND rows "      {\"${name}\", \"${media_type}\", {talaria_docs_asset_${count}, ${size}}, "
                     "\"\\\"${digest}\\\"\"},\n")
  list(APPEND packed_files ${packed})
  math(EXPR count "${count} + 1")
endmacro()

# Gives <target> the function docs_assets(), with the files in it or empty.
function(talaria_embed_docs_ui target)
  set(embedded_dir ${CMAKE_CURRENT_BINARY_DIR}/docs_assets)
  file(MAKE_DIRECTORY ${embedded_dir})
  set(problem "TALARIA_EMBED_DOCS_UI is OFF")
  if(TALARIA_EMBED_DOCS_UI)
    talaria_npm_package(swagger-ui-dist ${TALARIA_SWAGGER_UI_VERSION} ${TALARIA_SWAGGER_UI_SHA512} problem)
    if(NOT problem)
      talaria_npm_package(redoc ${TALARIA_REDOC_VERSION} ${TALARIA_REDOC_SHA512} problem)
    endif()
    if(problem AND NOT TALARIA_EMBED_DOCS_UI STREQUAL "AUTO")
      message(FATAL_ERROR "TALARIA_EMBED_DOCS_UI is ON, but ${problem}")
    endif()
  endif()

  set(count 0)
  set(declarations)
  set(rows)
  set(packed_files)
  if(problem)
    message(STATUS "/docs and /redoc will load their scripts from the CDN: ${problem}")
  else()
    set(swagger ${TALARIA_DOCS_UI_DIR}/swagger-ui-dist-${TALARIA_SWAGGER_UI_VERSION})
    set(redoc ${TALARIA_DOCS_UI_DIR}/redoc-${TALARIA_REDOC_VERSION})
    # ReDoc shows the logo of its makers from their server; an empty picture keeps the page on this host.
    execute_process(
      COMMAND sed "s|https://cdn.redoc.ly/redoc/logo-mini.svg|data:image/gif;base64,R0lGODlhAQABAAAAACw=|g"
              ${redoc}/bundles/redoc.standalone.js
      OUTPUT_FILE ${embedded_dir}/redoc.standalone.js COMMAND_ERROR_IS_FATAL ANY)
    execute_process(COMMAND cat ${swagger}/LICENSE ${swagger}/NOTICE ${swagger}/swagger-ui-bundle.js.LICENSE.txt
                            ${redoc}/LICENSE ${redoc}/bundles/redoc.standalone.js.LICENSE.txt
                    OUTPUT_FILE ${embedded_dir}/licenses.txt COMMAND_ERROR_IS_FATAL ANY)
    talaria_docs_asset(${swagger}/swagger-ui-bundle.js swagger-ui-bundle.js "text/javascript; charset=utf-8")
    talaria_docs_asset(${swagger}/swagger-ui.css swagger-ui.css "text/css; charset=utf-8")
    talaria_docs_asset(${swagger}/favicon-32x32.png favicon-32x32.png "image/png")
    talaria_docs_asset(${embedded_dir}/redoc.standalone.js redoc.standalone.js "text/javascript; charset=utf-8")
    talaria_docs_asset(${embedded_dir}/licenses.txt licenses.txt "text/plain; charset=utf-8")
  endif()

  set(source ${embedded_dir}/docs_assets.cpp)
  configure_file(${PROJECT_SOURCE_DIR}/src/openapi/assets/docs_assets.cpp.in ${source} @ONLY)
  set_source_files_properties(${source} PROPERTIES OBJECT_DEPENDS "${packed_files}")
  target_sources(${target} PRIVATE ${source})
endfunction()
