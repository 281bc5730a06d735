import type { Payload } from '@rowhook/contracts';
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { curlCommand, isWebhookUrl, toNdjson } from './request';

/** The arguments that a shell passes to curl. */
function argumentsOf(command: string): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

describe('curlCommand', () => {
  it.each([
    `{"a":"it's"}`,
    String.raw`{"a":"\"\\ $HOME \u0007 '\'' !x"}`,
    '{"a":"`id` $(id) %s é 😀"}',
    `{"a":"''''"}`,
  ])('passes %s to curl without changes', (body) => {
    expect(argumentsOf(curlCommand("https://example.com/a?b=c&d='e'", body))).toEqual([
      '--fail-with-body',
      '--request',
      'POST',
      "https://example.com/a?b=c&d='e'",
      '--header',
      'Content-Type: application/json',
      '--data-binary',
      body,
    ]);
  });

  it.each([
    ['https://bücher.example/a b/ä?x={id}&y=ß', 'https://xn--bcher-kva.example/a%20b/%C3%A4?x={id}&y=%C3%9F'],
    ['https://example.com/{id}?q=%20', 'https://example.com/{id}?q=%20'],
    ['übung', 'übung'],
  ])('encodes %s as a valid URL', (url, sent) => {
    const sentTo = argumentsOf(curlCommand(url, '{}'));
    expect(sentTo[sentTo.indexOf('POST') + 1]).toBe(sent);
  });

  it.each([
    ['https://example.com/{id}', true],
    ['https://example.com/?tags[]=a', true],
    ['https://example.com/a', false],
  ])('passes --globoff if %s has brackets: %s', (url, needed) => {
    expect(argumentsOf(curlCommand(url, '{}')).includes('--globoff')).toBe(needed);
  });

  it('pipes a body that is too long for an argument', () => {
    const body = JSON.stringify({ a: `it's é 😀 %s\\n`.repeat(30_000) });
    const script = `curl() { printf '%s\\n' "$@"; cat; }\n${curlCommand('https://example.com', body)}`;
    const printed = execFileSync('sh', { input: script, encoding: 'utf8' });
    expect(printed).toBe(
      [
        '--fail-with-body',
        '--request',
        'POST',
        'https://example.com',
        '--header',
        'Content-Type: application/json',
      ].join('\n') + `\n--data-binary\n@-\n${body}`,
    );
  });
});

it.each([
  ['https://crm.example/hook?a=b', true],
  ['HTTP://127.0.0.1:8080', true],
  ['https://bücher.example/{id}', true],
  ['https://', false],
  ['https://a b.example/', false],
  ['https://crm.example/hook -o x', false],
  ['crm.example/hook', false],
  ['--output x', false],
  ['ftp://crm.example', false],
])('isWebhookUrl of %s: %s', (text, expected) => {
  expect(isWebhookUrl(text)).toBe(expected);
});

const payload = (body: string | null): Payload => ({ key: null, body, bytes: body?.length ?? 0, issues: [] });

it('toNdjson writes each body unchanged on a line, and omits rejected rows', () => {
  const bodies = ['{"id":9007199254740993,"price":1.10,"a":1,"a":2}', '{"n":1e400,"t":"\\u0041"}'];
  expect(toNdjson([payload(bodies[0] ?? ''), payload(null), payload(bodies[1] ?? '')])).toBe(
    `${bodies.join('\n')}\n`,
  );
});
