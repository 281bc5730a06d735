// Read by the leak sanitizer where the tests are built with it.

// libpqxx 6.4 loses the result of a statement during which the connection broke: it asks the
// connection for its encoding, which throws, before it takes the result into its care.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libpqxx-6.4"; }
