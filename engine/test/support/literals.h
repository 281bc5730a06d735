#pragma once

#include <bit>
#include <cstdint>
#include <iomanip>
#include <random>
#include <sstream>
#include <string>
#include <vector>

namespace rowhook::testing {

/// Literals that together cover every data type of Postgres: edge cases of all kinds of values.
inline const std::vector<std::string>& literals() {
  static const std::vector<std::string> texts = {
      // Numbers, and text that looks like numbers.
      "0",
      "-0",
      "1",
      "-1",
      "42",
      "-32768",
      "32767",
      "2147483647",
      "-2147483648",
      "65535",
      "9007199254740993",
      "-9223372036854775808",
      "9223372036854775807",
      "18446744073709551615",
      "1.10",
      "-0.00",
      "0.1",
      "1e-320",
      "4.9e-324",
      "1e-45",
      "3.4028235e38",
      "1.7976931348623157e308",
      "1e20",
      "1e15",
      "1e16",
      "123456.789e3",
      "1234567890123456789012345678901234567890",
      "0.0000000000000000000000000000000000000001",
      "12345678901234567890.123456789",
      "NaN",
      "Infinity",
      "-Infinity",
      "$1,234.56",
      "-99.99",
      // Booleans, text, and text that looks like other syntax.
      "true",
      "f",
      "",
      " ",
      "a",
      "NULL",
      "null",
      "\\N",
      "\\.",
      "a,b",
      "{x}",
      "(x)",
      "[x]",
      "\"q\"",
      "say \"hi\"",
      "back\\slash",
      "tab\there",
      "line\nfeed",
      "carriage\rreturn",
      "\x01\x1f\x7f",
      "\v\f\b",
      "\u2028\u2029",
      "é",
      "e\u0301",
      "張偉",
      "😀",
      "<b>&amp;</b>",
      "'quoted'",
      ";--",
      "trailing ",
      " leading",
      "%s",
      "a/b",
      "a.b",
      "x'y",
      // Dates, times and intervals.
      "2024-02-29",
      "0044-03-15 BC",
      "4714-11-24 BC",
      "5874897-12-31",
      "infinity",
      "-infinity",
      "epoch",
      "2024-02-29 12:34:56.789012",
      "2024-02-29 12:34:56.1+05:30",
      "1969-12-31 23:59:59.999999+00",
      "0001-01-01 00:00:00+00",
      "0044-03-15 12:00:00 BC",
      "0044-03-15 12:00:00.5+00 BC",
      "294276-12-31 23:59:59.999999",
      "4714-11-24 00:00:00+00 BC",
      "12:34:56",
      "24:00:00",
      "00:00:00.000001",
      "23:59:59.999999-15:59",
      "12:00:00+05:30:15",
      "1 day",
      "-1 day +02:03:04.5",
      "1 year 2 mons 3 days 04:05:06.789",
      "P1Y2M3DT4H5M6S",
      "-178000000 years",
      "00:00:00",
      // Structured and technical types.
      "{}",
      "[]",
      "{\"a\": 1.10, \"b\" : [null, \"x y\"], \"a\": 2}",
      "\"text\"",
      "[1, [2, [3]]]",
      "{ \"k\"\n: 1e400 }",
      "\"\\u00e9\\n\\\"\"",
      "<a b=\"c\"> text </a>",
      "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
      "192.168.0.1/24",
      "10.0.0.0/8",
      "::1",
      "2001:db8::/32",
      "08:00:2b:01:02:03",
      "08:00:2b:01:02:03:04:05",
      "\\xdeadbeef",
      "\\x",
      "\\x00ff",
      "101",
      "1",
      "(1,2)",
      "(1.5,-2.5)",
      "[(0,0),(1,1)]",
      "((0,0),(1,1),(2,0))",
      "(1,1),(0,0)",
      "<(0,0),1>",
      "{1,-1,0}",
      "[(0,0),(1,1),(2,0)]",
      "fat:2A cat:1 'o''hare':3",
      "fat & (rat | !cat)",
      "16/B374D848",
      "0/0",
      "[1,5)",
      "(,)",
      "empty",
      "[1.5,2.5]",
      "[2024-01-01,2024-12-31)",
      "(infinity,)",
      "{[1,3), [5,7)}",
      "{[2024-01-01,2024-02-01)}",
      "{[1.5,2.5]}",
      "[\"2024-01-01 00:00:00\",\"2024-01-02 00:00:00\")",
      "{[\"2024-01-01 00:00:00\",\"2024-01-02 00:00:00\")}",
      "$.a[*] ? (@ > 1)",
      "pg_class",
      "pg_catalog.pg_class",
      "int4",
      "integer",
      "now()",
      "pg_catalog.now",
      "+(integer,integer)",
      "C",
      "simple",
      "english",
      "postgres",
      "public",
      "(0,1)",
      "(4294967295,65535)",
      "10:20:10,14,15",
      "1 2 3",
      "4 5",
      "=r/postgres",
      "a=>1, b=>NULL, \"c d\"=>\"e\\\"f\"",
      "Top.Science.Astronomy",
      "*.Astronomy.*",
      "978-0-393-04002-9",
      "979-0-2600-0043-8",
      "1436-4522",
      "220356483481",
      "(1.10,\"x y\",\"\\\\xff\")",
      "(,,)",
      "(NaN,,)",
      "(\"(1,a,)\",\"{\"\"(2,b,)\"\"}\")",
      "(1,2),(3,4)",
      "1..2",
      "1~2",
  };
  return texts;
}

/// Random values of the most common types.
inline std::vector<std::string> random_literals(unsigned seed) {
  std::mt19937_64 random(seed);
  const auto below = [&random](std::uint64_t limit) { return random() % limit; };
  std::vector<std::string> texts;
  for (int i = 0; i < 15; ++i) {
    texts.push_back(std::to_string(static_cast<std::int64_t>(random()) >> below(63)));
    texts.push_back(std::to_string(random()) + "." + std::to_string(random()));
    std::ostringstream real;
    real << std::setprecision(17) << std::bit_cast<double>(random());
    texts.push_back(real.str());
    std::ostringstream time;
    time << std::setfill('0') << std::setw(4) << 1 + below(9999) << '-' << std::setw(2)
         << 1 + below(12) << '-' << std::setw(2) << 1 + below(28);
    texts.push_back(time.str());
    time << ' ' << std::setw(2) << below(24) << ':' << std::setw(2) << below(60) << ':'
         << std::setw(2) << below(60) << '.' << std::setw(6) << below(1'000'000) << "+00";
    texts.push_back(time.str());
    std::string text;
    std::ostringstream bytes;
    bytes << "\\x" << std::hex << std::setfill('0');
    for (auto length = below(20); length > 0; --length) {
      text.push_back(static_cast<char>(1 + below(127)));
      bytes << std::setw(2) << below(256);
    }
    texts.push_back(text);
    texts.push_back(bytes.str());
  }
  return texts;
}

}  // namespace rowhook::testing
