# Builds the browser application into CAIRN_WEB_DIST when its npm packages are installed; without
# them the program has no pages, and its API works the same.
find_program(CAIRN_NPM npm HINTS ${PROJECT_SOURCE_DIR}/build/tools/node/bin)
set(CAIRN_WEB_DIST ${PROJECT_BINARY_DIR}/web)
set(CAIRN_WEB_STAMP)
if(CAIRN_NPM AND EXISTS ${PROJECT_SOURCE_DIR}/web/node_modules)
  set(CAIRN_WEB_STAMP ${PROJECT_BINARY_DIR}/web.stamp)
  file(GLOB_RECURSE web_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/web/src/*
       ${PROJECT_SOURCE_DIR}/web/public/*)
  list(FILTER web_sources EXCLUDE REGEX "schema\\.d\\.ts$") # written by the build itself
  add_custom_command(OUTPUT ${CAIRN_WEB_STAMP}
    COMMAND ${CAIRN_NPM} run --silent build -- --outDir ${CAIRN_WEB_DIST} --emptyOutDir
            --logLevel warn
    COMMAND ${CMAKE_COMMAND} -E touch ${CAIRN_WEB_STAMP}
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}/web
    DEPENDS ${web_sources} ${PROJECT_SOURCE_DIR}/web/index.html
            ${PROJECT_SOURCE_DIR}/web/package-lock.json ${PROJECT_SOURCE_DIR}/web/vite.config.ts
            ${PROJECT_SOURCE_DIR}/api/openapi.yaml
    COMMENT "Building the pages" VERBATIM)
endif()
