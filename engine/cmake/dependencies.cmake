find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(nlohmann_json 3.10 REQUIRED)
find_package(OpenSSL REQUIRED)
pkg_check_modules(libpq REQUIRED IMPORTED_TARGET libpq>=13)
pkg_check_modules(libpqxx REQUIRED IMPORTED_TARGET libpqxx>=6.4)
pkg_check_modules(httplib IMPORTED_TARGET cpp-httplib>=0.11)

add_library(rowhook-dependencies INTERFACE)
target_link_libraries(
  rowhook-dependencies INTERFACE PkgConfig::libpqxx PkgConfig::libpq nlohmann_json::nlohmann_json
                                 Threads::Threads OpenSSL::SSL OpenSSL::Crypto)
if(httplib_FOUND)
  target_link_libraries(rowhook-dependencies INTERFACE PkgConfig::httplib)
else()
  # Many distributions ship cpp-httplib as its one header, without a .pc file.
  find_path(HTTPLIB_INCLUDE_DIR httplib.h REQUIRED)
  target_include_directories(rowhook-dependencies SYSTEM INTERFACE ${HTTPLIB_INCLUDE_DIR})
endif()

add_library(rowhook-warnings INTERFACE)
target_compile_options(rowhook-warnings INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow)
if(ROWHOOK_WARNINGS_AS_ERRORS)
  target_compile_options(rowhook-warnings INTERFACE -Werror)
endif()
if(ROWHOOK_SANITIZE)
  set(sanitizers -fsanitize=address,undefined -fno-sanitize-recover=undefined
                 -fno-omit-frame-pointer)
  target_compile_options(rowhook-warnings INTERFACE ${sanitizers})
  target_link_options(rowhook-warnings INTERFACE ${sanitizers})
endif()
if(ROWHOOK_FUZZ)
  target_compile_options(rowhook-warnings INTERFACE -fsanitize=fuzzer-no-link)
endif()
