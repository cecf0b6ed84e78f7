# One folder is one module is one target.
#
#   cairn_module(formats/rdf USES base formats/json LINKS OpenSSL::Crypto)
#
# makes the library `cairn_formats_rdf` from src/formats/rdf/*.cpp and, from the *_test.cpp beside
# them, the test program `cairn_formats_rdf_test` (TEST_USES names what only the tests see).
#
# The include root of a module is its own view folder: links to just itself and the modules it
# named. An include of anything else does not compile, so USES is the module's true list of what it
# sees, including what the headers of those modules include in turn.

function(_cairn_view root)
  file(REMOVE_RECURSE ${root})
  foreach(module ${ARGN})
    foreach(other ${ARGN})
      string(FIND "${module}" "${other}/" nested)
      if(nested EQUAL 0)
        message(FATAL_ERROR "module ${module} lies inside module ${other}: give ${other} a folder beside it")
      endif()
    endforeach()
    get_filename_component(parent ${root}/${module} DIRECTORY)
    file(MAKE_DIRECTORY ${parent})
    file(CREATE_LINK ${PROJECT_SOURCE_DIR}/src/${module} ${root}/${module} SYMBOLIC)
  endforeach()
endfunction()

function(_cairn_targets out)
  set(targets)
  foreach(module ${ARGN})
    string(REPLACE "/" "_" name ${module})
    list(APPEND targets cairn_${name})
  endforeach()
  set(${out} ${targets} PARENT_SCOPE)
endfunction()

function(cairn_module path)
  cmake_parse_arguments(ARG "" "" "USES;LINKS;TEST_USES;TEST_LINKS" ${ARGN})
  string(REPLACE "/" "_" name ${path})
  set(target cairn_${name})
  set(folder ${PROJECT_SOURCE_DIR}/src/${path})
  set(view ${PROJECT_BINARY_DIR}/views/${path}.view)

  file(GLOB tests CONFIGURE_DEPENDS ${folder}/*_test.cpp)
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.cpp)
  if(tests)
    list(REMOVE_ITEM sources ${tests})
  endif()
  _cairn_view(${view} ${path} ${ARG_USES})
  _cairn_targets(used ${ARG_USES})

  if(sources)
    add_library(${target} STATIC ${sources})
    target_include_directories(${target} PRIVATE ${view})
    target_link_libraries(${target} PUBLIC ${used} ${ARG_LINKS})
  else() # headers only
    add_library(${target} INTERFACE)
    target_link_libraries(${target} INTERFACE ${used} ${ARG_LINKS})
  endif()

  if(tests)
    cairn_test(${target}_test SOURCES ${tests} USES ${path} ${ARG_USES} ${ARG_TEST_USES}
               LINKS ${ARG_TEST_LINKS})
  endif()
endfunction()

# A doctest program that sees just the modules it names, and tests/support.
function(cairn_test name)
  cmake_parse_arguments(ARG "NO_CTEST" "" "SOURCES;USES;LINKS" ${ARGN})
  set(view ${PROJECT_BINARY_DIR}/views/${name}.view)
  list(REMOVE_DUPLICATES ARG_USES)
  _cairn_view(${view} ${ARG_USES})
  _cairn_targets(used ${ARG_USES})
  add_executable(${name} ${ARG_SOURCES})
  target_include_directories(${name} PRIVATE ${view} ${PROJECT_SOURCE_DIR}/tests)
  target_link_libraries(${name} PRIVATE ${used} ${ARG_LINKS} cairn_test_main)
  if(NOT ARG_NO_CTEST)
    add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  endif()
endfunction()

# The program NAME from src/<path>/*.cpp. The release build leaves it at build/NAME, any other
# at the top of its own build folder.
function(cairn_program name path)
  cmake_parse_arguments(ARG "" "" "USES;LINKS" ${ARGN})
  set(view ${PROJECT_BINARY_DIR}/views/${path}.view)
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${path}/*.cpp)
  _cairn_view(${view} ${path} ${ARG_USES})
  _cairn_targets(used ${ARG_USES})
  add_executable(${name} ${sources})
  target_include_directories(${name} PRIVATE ${view})
  target_link_libraries(${name} PRIVATE ${used} ${ARG_LINKS})
  set(folder ${PROJECT_BINARY_DIR})
  if(CMAKE_BUILD_TYPE STREQUAL "Release")
    set(folder ${PROJECT_SOURCE_DIR}/build)
  endif()
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${folder})
endfunction()
