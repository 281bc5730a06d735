/** The request of a cURL command, as far as a webhook has it. */
export interface CurlRequest {
  url: string | undefined;
  headers: readonly (readonly [name: string, value: string])[];
  body: string;
}

/** Whether a text is a cURL command, with the prompt that documentations put before it or without. */
export function isCurl(text: string): boolean {
  return /^\s*(?:[$>#]\s*)?curl(?:\.exe)?\s/.test(text);
}

const BODY_OPTIONS = new Set(['-d', '--data', '--data-raw', '--data-ascii', '--data-binary', '--json']);
/** Further options that take a value, which is not the URL. */
const VALUE_OPTIONS = new Set(
  (
    '-C -D -K -P -Q -r -t -U -y -Y -z ' +
    '-X --request -u --user -A --user-agent -e --referer -b --cookie -c --cookie-jar -o --output -m --max-time ' +
    '--connect-timeout --retry -x --proxy -F --form --form-string -E --cert --key --cacert -w --write-out -T --upload-file ' +
    '--data-urlencode --url-query --resolve'
  ).split(' '),
);

/** Reads a command of a POSIX shell. Nothing is run: variables stay as they are written. */
export function readCurl(text: string): CurlRequest {
  const words = shellWords(text);
  const headers: [string, string][] = [];
  const bodies: string[] = [];
  let url: string | undefined;
  for (let at = words.findIndex((word) => /^curl(?:\.exe)?$/.test(word)) + 1; at < words.length; at++) {
    const word = words[at] ?? '';
    if (!/^-./.test(word)) {
      url ??= word;
      continue;
    }
    const [name, attached] = splitOption(word);
    const value = () => attached ?? words[++at] ?? '';
    if (BODY_OPTIONS.has(name)) bodies.push(value());
    else if (name === '-H' || name === '--header') headers.push(splitHeader(value()));
    else if (name === '--url') url = value();
    else if (VALUE_OPTIONS.has(name)) value();
  }
  return { url, headers, body: bodies.join('&') };
}

/**
 * The name of an option and what is attached to it: `-XPOST`, `--data={}`. Of short options in one word, such as `-sSd`, it is the
 * first that takes a value: the rest of the word, or the next word.
 */
function splitOption(word: string): [name: string, value: string | undefined] {
  const [, long, value] = /^(--[\w-]+)=(.*)$/s.exec(word) ?? [];
  if (long !== undefined) return [long, value];
  if (word.startsWith('--')) return [word, undefined];
  for (let at = 1; at < word.length; at++) {
    const short = `-${word[at]}`;
    if (BODY_OPTIONS.has(short) || VALUE_OPTIONS.has(short) || short === '-H')
      return [short, at + 1 < word.length ? word.slice(at + 1) : undefined];
  }
  return [word, undefined];
}

function splitHeader(header: string): [name: string, value: string] {
  const colon = header.indexOf(':');
  return colon === -1 ? [header, ''] : [header.slice(0, colon).trim(), header.slice(colon + 1).trim()];
}

/** A piece of a word: $'…', '…', "…", an escaped character, or what stands there plainly. */
const PIECE = /\$'((?:[^'\\]|\\.)*)'|'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^\s'"\\]+|\$)/suy;
const ANSI: Record<string, string> = { n: '\n', t: '\t', r: '\r' };

/** Splits a command into words, by the quoting rules of POSIX and the $'…' of bash. */
export function shellWords(command: string): string[] {
  // A backslash or, in PowerShell and cmd, another character continues the line.
  const text = command.trim().replace(/[ \t][\\^`]\r?\n/g, ' ');
  const words: string[] = [];
  let word: string | undefined;
  PIECE.lastIndex = 0;
  for (let at = 0; at < text.length; at = PIECE.lastIndex) {
    PIECE.lastIndex = at;
    const found = PIECE.exec(text);
    if (found === null) {
      // White space, or a quote that is never closed.
      if (word !== undefined) words.push(word);
      word = /\s/.test(text[at] ?? '') ? undefined : text.slice(at + 1);
      PIECE.lastIndex = word === undefined ? at + 1 : text.length;
      continue;
    }
    const [, ansi, single, double, escaped, plain] = found;
    word =
      (word ?? '') +
      (ansi === undefined
        ? (single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? plain ?? '')
        : readAnsi(ansi));
  }
  if (word !== undefined) words.push(word);
  return words;
}

function readAnsi(text: string): string {
  return text.replace(/\\(?:u([\da-fA-F]{4})|(.))/gs, (_, code: string | undefined, character: string) =>
    code === undefined ? (ANSI[character] ?? character) : String.fromCharCode(parseInt(code, 16)),
  );
}
