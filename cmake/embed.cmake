# cairn_embed(adapters/sqlite FUNCTION cairn::sqlite::migrations FOLDER src/… SUFFIX .sql [DEPENDS …])
#
# packs the files below FOLDER whose name ends in SUFFIX into the module, in the order of their
# paths, behind `std::span<const cairn::EmbeddedFile> FUNCTION();`. DEPENDS names what the folder is
# built from when it is made during the build; a folder that does not exist gives no files.
function(cairn_embed module)
  cmake_parse_arguments(ARG "" "FUNCTION;FOLDER;SUFFIX" "DEPENDS" ${ARGN})
  string(REPLACE "/" "_" name ${module})
  string(REPLACE ":" "_" symbol ${ARG_FUNCTION})
  set(out ${PROJECT_BINARY_DIR}/embedded/${symbol}.cpp)
  file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/embedded)
  if(NOT ARG_DEPENDS)
    file(GLOB_RECURSE ARG_DEPENDS CONFIGURE_DEPENDS ${ARG_FOLDER}/*${ARG_SUFFIX})
  endif()
  add_custom_command(OUTPUT ${out}
    COMMAND cairn_codegen_embed ${out} ${ARG_FUNCTION} ${ARG_FOLDER} "${ARG_SUFFIX}"
    DEPENDS cairn_codegen_embed ${ARG_DEPENDS}
    COMMENT "Packing ${ARG_FOLDER}" VERBATIM)
  target_sources(cairn_${name} PRIVATE ${out})
endfunction()

# cairn_routes(server/router api/openapi.yaml) compiles the table of routes into the module.
function(cairn_routes module openapi)
  string(REPLACE "/" "_" name ${module})
  set(out ${PROJECT_BINARY_DIR}/embedded/routes.cpp)
  add_custom_command(OUTPUT ${out} COMMAND cairn_codegen_routes ${out} ${openapi}
    DEPENDS cairn_codegen_routes ${openapi} COMMENT "Writing the routes" VERBATIM)
  target_sources(cairn_${name} PRIVATE ${out})
endfunction()
