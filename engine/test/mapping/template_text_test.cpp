#include "mapping/template_text.h"

#include <gtest/gtest.h>

namespace rowhook {
namespace {

std::vector<std::string> found_in(std::string_view text, std::size_t max_count = 10) {
  std::vector<std::string> found;
  const auto is_column = [](std::string_view name) { return name == "name" || name == "odd}name"; };
  for (const auto& placeholder : find_placeholders(text, max_count, is_column)) {
    found.push_back(placeholder.written + " → " + placeholder.spelling);
  }
  return found;
}

TEST(Placeholders, FindsOtherTemplateSyntaxAroundColumnName) {
  for (const std::string written :
       {"{{ name }}", "{{name}}", "{{{name}}}", "${name}", "${{ name }}", "%{name}", "#{name}",
        "%(name)s", "$(name)", "<%= name %>", "[[name]]", "{{ row.name }}", "{{ .name }}",
        "{{ name | upcase }}", "%name%"}) {
    EXPECT_EQ(found_in("Hi " + written + "!"), std::vector<std::string>{written + " → {name}"});
  }
  EXPECT_EQ(found_in("{{ odd}name }}"),
            std::vector<std::string>{R"({{ odd}name }} → {"odd}name"})"});
}

TEST(Placeholders, ReportsEachPlaceholderOnceInOrder) {
  EXPECT_EQ(found_in("${name} {{name}} ${name}"),
            (std::vector<std::string>{"${name} → {name}", "{{name}} → {name}"}));
}

TEST(Placeholders, FindsAtMostAsManyAsRequested) {
  EXPECT_EQ(found_in("${name} {{name}}", 1), std::vector<std::string>{"${name} → {name}"});
  EXPECT_EQ(found_in("${name}", 0), std::vector<std::string>{});
}

// Without a limit, a text of many opening brackets takes quadratic time.
TEST(Placeholders, SearchesClosingBracketsWithinOneKilobyte) {
  EXPECT_EQ(found_in("{{" + std::string(900, ' ') + "name}}").size(), 1U);
  EXPECT_EQ(found_in("{{" + std::string(1'000, ' ') + "name}}").size(), 0U);
}

TEST(Placeholders, LooksUpAtMostOneThousandNames) {
  std::string text;
  for (int i = 0; i < 990; ++i) text += "%x";
  EXPECT_EQ(found_in(text + " {{name}}").size(), 1U);
  for (int i = 0; i < 20; ++i) text += "%x";
  EXPECT_EQ(found_in(text + " {{name}}").size(), 0U);
}

TEST(Placeholders, IgnoresOwnSyntaxAndUnknownColumns) {
  for (const char* text :
       {"{name}", "{{ other }}", "${other}", "100% {name}", "100% {name}, 5%", "%other%", "{{",
        "${", "{{}}", "", "[name]", "%{", "$ {name}", "{\"name\"}"}) {
    EXPECT_EQ(found_in(text), std::vector<std::string>{}) << text;
  }
}

}  // namespace
}  // namespace rowhook
