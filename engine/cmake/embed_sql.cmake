# embed_sql(<target> <folder>) gives the target a header "sql.h" with one string constant per .sql
# file of the folder, without its comments: relations.sql becomes rowhook::sql::relations.
function(embed_sql target folder)
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*.sql)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${files})
  set(constants "")
  foreach(file ${files})
    get_filename_component(name ${file} NAME_WE)
    file(READ ${file} text)
    string(REGEX REPLACE "(^|\n) *--[^\n]*" "\\1" text "${text}")
    string(APPEND constants "inline constexpr char ${name}[] = R\"sql_text(${text})sql_text\";\n")
  endforeach()
  file(CONFIGURE OUTPUT generated/sql.h @ONLY
       CONTENT "#pragma once\n\nnamespace rowhook::sql {\n@constants@}  // namespace rowhook::sql\n")
  target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/generated)
endfunction()
