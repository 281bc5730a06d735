import { tokens } from './tokens';

const TOKEN_MAX = 60;

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([-+]?\d+))?$/;

/**
 * The number that a receiver reads if it uses IEEE 754 doubles, as JavaScript does; undefined if it reads the same number. An
 * integer beyond ±(2^53 − 1) always counts as rounded, because its neighbours are (RFC 8259, section 6).
 */
export function roundedTo(token: string): string | undefined {
  const read = Number(token);
  const unsafe = /^-?\d+$/.test(token) && !Number.isSafeInteger(read);
  return unsafe || canonical(token) !== canonical(String(read)) ? String(read) : undefined;
}

/** Returns the first number whose text changes when it is parsed and written again: its text, cut to TOKEN_MAX characters, and the number that is read. */
export function firstRounded(text: string): { token: string; read: string } | undefined {
  for (const { kind, start, end } of tokens(text)) {
    if (kind !== 'number') continue;
    const token = text.slice(start, end);
    const read = roundedTo(token);
    if (read === undefined || read === token) continue;
    return { token: token.length > TOKEN_MAX ? `${token.slice(0, TOKEN_MAX)}…` : token, read };
  }
  return undefined;
}

/** Returns the same text for equal numbers: the digits without leading and trailing zeros, and the exponent of the last digit. */
function canonical(token: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = NUMBER.exec(token) ?? [];
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  const power = Number(exponent) - fraction.length + digits.length - significant.length;
  return `${sign}${significant}e${power}`;
}
