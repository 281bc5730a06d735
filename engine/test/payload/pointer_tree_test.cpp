#include "payload/pointer_tree.h"

#include <gtest/gtest.h>

#include "base/json_reader.h"

namespace rowhook {
namespace {

/// The values of the pointers in the text; `(none)` for a pointer without a value.
std::vector<std::string> found_in(std::string_view json, const std::vector<std::string>& pointers,
                                  bool unique_keys = false) {
  PointerTree tree;
  std::vector<std::size_t> nodes;
  for (const auto& pointer : pointers) nodes.push_back(tree.add(*parse_json_pointer(pointer)));
  PointerMatches matches(tree, unique_keys);
  matches.read(json);
  std::vector<std::string> found;
  for (const auto node : nodes) found.emplace_back(matches.find(node).value_or("(none)"));
  return found;
}

std::string found_in(std::string_view json, const std::string& pointer) {
  return found_in(json, std::vector{pointer}).front();
}

TEST(PointerTree, FindsValuesWithoutSurroundingWhitespace) {
  constexpr const char* kJson =
      R"( { "a" : [ 1 , {"b":" x "} , [ ] ], "" : {"":true} , "c":1.10 } )";
  EXPECT_EQ(found_in(kJson, "/a"), R"([ 1 , {"b":" x "} , [ ] ])");
  EXPECT_EQ(found_in(kJson, "/a/0"), "1");
  EXPECT_EQ(found_in(kJson, "/a/1/b"), R"(" x ")");
  EXPECT_EQ(found_in(kJson, "/a/2"), "[ ]");
  EXPECT_EQ(found_in(kJson, "//"), "true");
  EXPECT_EQ(found_in(kJson, "/c"), "1.10");
  EXPECT_EQ(found_in(" [1] ", ""), "[1]");
  EXPECT_EQ(found_in(" 7 ", ""), "7");
  for (const char* nothing : {"/b", "/a/3", "/a/-1", "/a/-", "/a/00", "/a/1x", "/c/0", "/a/0/b",
                              "/a/99999999999999999999999"}) {
    EXPECT_EQ(found_in(kJson, nothing), "(none)") << nothing;
  }
}

TEST(PointerTree, DecodesEscapesInKeys) {
  EXPECT_EQ(found_in(R"({"a\"b": 1, "\u00e9": 2, "\\": 3, "a/b~": 4})", "/a\"b"), "1");
  EXPECT_EQ(found_in(R"({"\u00e9": 2})", "/é"), "2");
  EXPECT_EQ(found_in(R"({"\\": 3})", "/\\"), "3");
  EXPECT_EQ(found_in(R"({"a/b~": 4})", "/a~1b~0"), "4");
  EXPECT_EQ(found_in(R"({"\ud83d": 1, "x": "\\\"", "y": 2})", "/y"), "2");
}

TEST(PointerTree, UsesLastDuplicateKey) {
  const std::vector<std::string> pointers = {"/a", "/a/b", "/a/c", "/a/0"};
  EXPECT_EQ(found_in(R"({"a": {"b": 1, "c": 2}, "a": {"c": 3}})", pointers),
            (std::vector<std::string>{R"({"c": 3})", "(none)", "3", "(none)"}));
  EXPECT_EQ(found_in(R"({"a": {"b": 1}, "a": [7]})", pointers),
            (std::vector<std::string>{"[7]", "(none)", "(none)", "7"}));
  EXPECT_EQ(found_in(R"({"a": {"b": 1}, "a": null})", pointers),
            (std::vector<std::string>{"null", "(none)", "(none)", "(none)"}));
}

TEST(PointerTree, MatchesDuplicateKeysInAnyNotation) {
  const std::vector<std::string> pointers = {"/a/b", "/c"};
  for (const std::string again : {R"("a": {"b": 2})", R"("a" : {"b": 2})", R"("\u0061": {"b": 2})",
                                  R"("x": "a", "a":{"b":2})", R"("x": "\\", "a": {"b": 2})",
                                  R"("x": {"a": 0}, "y": ["c"], "a": {"b": 2})"}) {
    EXPECT_EQ(found_in(R"({"a": {"b": 1}, "c": [3], )" + again + "}", pointers),
              (std::vector<std::string>{"2", "[3]"}))
        << again;
  }
  for (const std::string other :
       {R"("x": {"a": {"b": 2}, "c": 2})", R"("x": "a")", R"("A": {"b": 2})",
        R"("\u0041": {"b": 2})", R"("aa": {"b": 2}, "x\"a": 2, "x\\": "a")"}) {
    EXPECT_EQ(found_in(R"({"a": {"b": 1}, "c": [3], )" + other + "}", pointers),
              (std::vector<std::string>{"1", "[3]"}))
        << other;
  }
  EXPECT_EQ(found_in(R"([{"a": 1, "a": 2}, {"a": 3}])", std::vector<std::string>{"/0/a", "/1/a"}),
            (std::vector<std::string>{"2", "3"}));
  EXPECT_EQ(found_in(R"({"a": 1, "a": 2, "b": 3})", std::vector<std::string>{"", "/a"}),
            (std::vector<std::string>{R"({"a": 1, "a": 2, "b": 3})", "2"}));
}

TEST(PointerTree, ForgetsPreviousText) {
  PointerTree tree;
  const auto node = tree.add({"a", "b"});
  for (const bool unique_keys : {false, true}) {
    PointerMatches matches(tree, unique_keys);
    EXPECT_FALSE(matches.find(node)) << "before any text";
    matches.read(R"({"a": {"b": 1}})");
    EXPECT_EQ(matches.find(node), "1");
    for (const char* other : {"{}", R"({"a": 1})", R"({"a": {}})", "[]", "", "null"}) {
      matches.read(other);
      EXPECT_FALSE(matches.find(node)) << other;
    }
  }
}

TEST(PointerTree, FindsEveryValueOfDocument) {
  const std::string text =
      R"({"plan":"pro","empty":{},"list":[[],[1,2,[3,{"deep":[null,"]}\"{["]}]],{"x":1.50}],)"
      R"("long key with many characters in it":"a string that is longer than a machine word",)"
      R"("n":-1,"t":true,"nested":{"a":{"a":{"a":"a"}},"b":[{"a":1},{"a":2},{"a":3}]}})";
  const auto document = Json::parse(text);
  std::vector<std::string> pointers;
  std::vector<std::string> values;
  const auto flat = document.flatten();
  for (const auto& [pointer, value] : flat.items()) {
    if (value.is_number()) continue;  // Json rounds them
    pointers.push_back(pointer);
    values.push_back(document.at(Json::json_pointer(pointer)).dump());
  }
  ASSERT_GT(pointers.size(), 6U);
  EXPECT_EQ(found_in(text, pointers), values);
  EXPECT_EQ(found_in(text, pointers, true), values);
}

TEST(PointerTree, StopsAfterLastValueIfKeysAreUnique) {
  EXPECT_EQ(
      found_in(R"({"a": 1, "b": {"c": 2}, what follows is not looked at)", {"/b/c", "/a"}, true),
      (std::vector<std::string>{"2", "1"}));
}

// Without the tree, looking up each pointer level by level took 20 minutes.
TEST(PointerTree, FindsManyDeepPointersInLargeText) {
  constexpr std::size_t kDepth = 1'000;
  // One array at each depth: `{"k":{"k":"x…","z":[1]},"z":[0]}`.
  std::string text;
  for (std::size_t i = 0; i < kDepth; ++i) text += R"({"k":)";
  text += '"' + std::string(8'000'000, 'x') + '"';
  for (auto i = kDepth; i-- > 0;) text += R"(,"z":[)" + std::to_string(i) + "]}";
  PointerTree tree;
  std::vector<std::size_t> nodes;
  for (std::size_t depth = 0; depth < kDepth; ++depth) {
    JsonPointer pointer(depth, "k");
    pointer.insert(pointer.end(), {"z", "0"});
    nodes.push_back(tree.add(pointer));
  }
  PointerMatches matches(tree, false);
  matches.read(text);
  for (std::size_t depth = 0; depth < kDepth; ++depth) {
    EXPECT_EQ(matches.find(nodes[depth]), std::to_string(depth));
  }
}

TEST(PointerTree, SurvivesInvalidJson) {
  for (const char* text : {"{", "[", "{\"a", "{\"a\"", "{\"a\":", "{\"a\":}", "{\"a\":[", "[,,]",
                           "}{", "{a:1}", "{\"a\\", "[\"\\", "{\"a\\u12\":1}", "::", "{:::"}) {
    for (const bool unique_keys : {false, true}) {
      found_in(text, {"", "/a", "/a/0", "/0", "/0/a"}, unique_keys);
    }
  }
}

}  // namespace
}  // namespace rowhook
