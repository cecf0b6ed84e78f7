# Third parties, all from Debian 12. A module names the ones it links.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(OpenSSL 3 REQUIRED)
find_package(ZLIB REQUIRED)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(sqlite3 REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(pugixml REQUIRED IMPORTED_TARGET pugixml)
pkg_check_modules(isal REQUIRED IMPORTED_TARGET libisal)
pkg_check_modules(yaml REQUIRED IMPORTED_TARGET yaml-0.1)
# Headers alone: Debian's library has only the variant that throws.
pkg_check_modules(tomlplusplus REQUIRED tomlplusplus)
find_package(CLI11 REQUIRED)
find_package(doctest REQUIRED)

# Asio and Beast, header-only; compiled once in adapters/net/boost_parts.cpp.
find_package(Boost 1.81 REQUIRED)
add_library(cairn_boost INTERFACE)
target_include_directories(cairn_boost SYSTEM INTERFACE ${Boost_INCLUDE_DIRS})
target_compile_definitions(cairn_boost INTERFACE BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED)
target_link_libraries(cairn_boost INTERFACE Threads::Threads)
