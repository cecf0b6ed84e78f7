# Warnings are errors in every preset; sanitizers and fuzzing instrument every target alike.
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast
                    -Woverloaded-virtual -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 reports false positives in inlined standard containers (GCC bugs 105329, 105651, 107852).
  add_compile_options(-Wno-error=restrict -Wno-error=stringop-overflow -Wno-error=array-bounds
                      -Wno-error=maybe-uninitialized -Wno-error=stringop-overread)
endif()
if(CAIRN_SANITIZE)
  add_compile_options(-fsanitize=${CAIRN_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${CAIRN_SANITIZE})
  if(CAIRN_SANITIZE MATCHES "thread" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options(-Wno-tsan) # Asio uses fences that GCC's ThreadSanitizer cannot model.
  endif()
endif()
if(CAIRN_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
