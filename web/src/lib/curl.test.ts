import { describe, expect, it } from 'vitest';
import { isCurl, readCurl, shellWords } from './curl';

describe('cURL command', () => {
  it.each([
    ['a \'b c\' "d e" f\\ g', ['a', 'b c', 'd e', 'f g']],
    ["'it'\\''s' a'b'\"c\"", ["it's", 'abc']],
    ['"a\\"b\\\\c\\n"', ['a"b\\c\\n']],
    ["$'a\\'b\\nc\\u0041'", ["a'b\ncA"]],
    ['$TOKEN "$URL/x"', ['$TOKEN', '$URL/x']],
    ["'' x", ['', 'x']],
    ["a 'never closed", ['a', 'never closed']],
    ['a \\\n  b \\\r\n c', ['a', 'b', 'c']],
    ['$ a\u00a0b', ['$', 'a', 'b']],
  ])('is split into words like in a shell: %j', (command, words) => {
    expect(shellWords(command)).toEqual(words);
  });

  it.each([
    [`curl -X POST https://x.example/v1 -H 'Authorization: Bearer t' -d '{"a": 1}'`],
    [`$ curl https://x.example/v1 --header "Authorization: Bearer t" --data-raw '{"a": 1}' --compressed`],
    [`curl -XPOST -H'Authorization: Bearer t' -d'{"a": 1}' https://x.example/v1`],
    [`curl --request=POST --header='Authorization: Bearer t' --json '{"a": 1}' --url=https://x.example/v1`],
    [
      `curl -s -u user:pw -o out.json -L 'https://x.example/v1' \\\n -H "Authorization:Bearer t" \\\n --data "{\\"a\\": 1}"`,
    ],
    [`curl -sd '{"a": 1}' -H 'Authorization: Bearer t' https://x.example/v1`],
    [`curl -sSX POST https://x.example/v1 -LsH 'Authorization: Bearer t' -d '{"a": 1}'`],
    [`curl -sXPOST https://x.example/v1 -kH'Authorization: Bearer t' -isd'{"a": 1}'`],
    [`curl -fsSLo /dev/null https://x.example/v1 -H 'Authorization: Bearer t' -d '{"a": 1}'`],
  ])('has a URL, headers and a body: %s', (command) => {
    expect(isCurl(command)).toBe(true);
    expect(readCurl(command)).toEqual({
      url: 'https://x.example/v1',
      headers: [['Authorization', 'Bearer t']],
      body: '{"a": 1}',
    });
  });

  it('joins several bodies as curl does', () => {
    expect(readCurl('curl https://x.example/v1 -d a=1 --data b=2').body).toBe('a=1&b=2');
  });

  it('is not recognized in other texts that contain curl', () => {
    for (const text of ['{"curl": 1}', 'curly', 'Use curl to send it']) expect(isCurl(text)).toBe(false);
  });
});
