import type { Payload } from '@rowhook/contracts';

/** The placeholder of the webhook URL, which is never called. */
export const EXAMPLE_URL = 'https://example.com/webhook';

/** Whether a client can send a request to what was typed. */
export function isWebhookUrl(text: string): boolean {
  return /^\s*https?:\/\/\S+\s*$/i.test(text) && URL.canParse(text);
}

/** The typed webhook URL, or the example until it is valid. */
export function webhookUrlOf(text: string): string {
  return isWebhookUrl(text) ? text.trim() : EXAMPLE_URL;
}

/** The headers of the request with a body. */
export function webhookHeaders(bytes: number): [name: string, value: string][] {
  return [
    ['Content-Type', 'application/json'],
    ['Content-Length', String(bytes)],
  ];
}

/** The request as HTTP/1.1 text, without the headers that every client adds. */
export function requestText(url: string, body: string, bytes: number): string {
  const headers = webhookHeaders(bytes).map(([name, value]) => `${name}: ${value}\n`);
  return `POST ${url}\n${headers.join('')}\n${body}`;
}

/** Linux takes arguments of up to 128 KiB (MAX_ARG_STRLEN); a character may have three bytes, and a quote becomes four. */
const MOST_ARGUMENT_CHARACTERS = 32_000;

/** The URL as a client sends it: curl encodes neither spaces nor letters beyond ASCII, as a browser does. */
function encodedUrl(url: string): string {
  return /[^!-~]/.test(url) && URL.canParse(url) ? new URL(url).href : url;
}

/** A command for any POSIX shell that sends exactly the bytes of the body. */
export function curlCommand(url: string, body: string): string {
  const piped = body.length > MOST_ARGUMENT_CHARACTERS;
  const sentUrl = encodedUrl(url);
  // curl would read brackets and braces as patterns for several URLs.
  const globoff = /[[\]{}]/.test(sentUrl) ? '--globoff ' : '';
  return [
    // printf is built into the shell, so the limit does not apply.
    ...(piped ? [`printf %s ${shellQuote(body)} |`] : []),
    `curl --fail-with-body ${globoff}--request POST ${shellQuote(sentUrl)}`,
    `--header ${shellQuote('Content-Type: application/json')}`,
    `--data-binary ${piped ? '@-' : shellQuote(body)}`,
  ].join(' \\\n  ');
}

/** Inside single quotes a shell leaves every byte alone; a single quote itself is closed, escaped and opened again. */
function shellQuote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** One body a line, as an export writes them. Rejected rows have none. */
export function toNdjson(payloads: readonly Payload[]): string {
  return payloads.flatMap(({ body }) => (body === null ? [] : [`${body}\n`])).join('');
}
