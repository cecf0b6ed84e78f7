# The JSON-LD contexts pinned in deps/contexts, compiled into a target. The packages are kept in
# build/deps, so that several build folders share them.
find_program(CAIRN_NODE node REQUIRED)

function(cairn_built_in_contexts target)
  set(pins ${PROJECT_SOURCE_DIR}/deps/contexts)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/built_in_contexts.cpp)
  file(GLOB own CONFIGURE_DEPENDS ${pins}/*.jsonld)
  add_custom_command(
    OUTPUT ${source}
    COMMAND ${CAIRN_NODE} ${PROJECT_SOURCE_DIR}/tools/contexts.mjs
            ${PROJECT_SOURCE_DIR}/build/deps/contexts ${source}
    DEPENDS ${PROJECT_SOURCE_DIR}/tools/contexts.mjs ${pins}/contexts.json
            ${pins}/package.json ${pins}/package-lock.json ${own}
    COMMENT "Checking and embedding JSON-LD contexts"
    VERBATIM)
  target_sources(${target} PRIVATE ${source})
endfunction()
