import { firstRounded } from '../lib/json/rounding';
import type { Constant } from './model';

/** What a constant may be: any JSON value. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export type ConstantResult =
  { ok: true; value: Json } | { ok: false; code: 'constant_invalid' | 'number_unsafe'; message: string };

/** The JSON value that a constant stands for, or what is still wrong with it. */
export function readConstant({ kind, text }: Constant): ConstantResult {
  switch (kind) {
    case 'text':
      return { ok: true, value: text };
    case 'null':
      return { ok: true, value: null };
    case 'boolean':
      return { ok: true, value: text === 'true' };
    case 'number': {
      const value = parse(text);
      if (typeof value !== 'number') return invalid('Type a JSON number, for example 0 or -1.5.');
      return checkNumbers(value, text);
    }
    case 'json': {
      const value = parse(text);
      if (value === undefined) return invalid('This is not JSON yet, for example {"source": "crm"}.');
      return checkNumbers(value, text);
    }
  }
}

export function writeConstant(value: Json): Constant {
  if (typeof value === 'string') return { kind: 'text', text: value };
  if (typeof value === 'number') return { kind: 'number', text: String(value) };
  if (typeof value === 'boolean') return { kind: 'boolean', text: String(value) };
  if (value === null) return { kind: 'null', text: '' };
  return { kind: 'json', text: JSON.stringify(value) };
}

/** The same constant read as another kind, keeping the text where it still says something. */
export function convertConstant({ text }: Constant, kind: Constant['kind']): Constant {
  if (kind === 'boolean') return { kind, text: text === 'false' ? 'false' : 'true' };
  return { kind, text: kind === 'null' ? '' : text };
}

function invalid(message: string): ConstantResult {
  return { ok: false, code: 'constant_invalid', message };
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Numbers in a mapping are doubles: one that a double cannot hold exactly would be sent changed. */
function checkNumbers(value: Json, text: string): ConstantResult {
  if (holdsUnsafe(value)) return unsafe('A number beyond ±9007199254740991 would be rounded.');
  const rounded = firstRounded(text);
  if (rounded === undefined) return { ok: true, value };
  const what = typeof value === 'number' ? 'This' : rounded.token;
  return unsafe(`${what} would be sent as ${rounded.read}.`);
}

function unsafe(what: string): ConstantResult {
  return { ok: false, code: 'number_unsafe', message: `${what} Send it as a string.` };
}

function holdsUnsafe(value: Json): boolean {
  if (typeof value === 'number') return Math.abs(value) > Number.MAX_SAFE_INTEGER;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(holdsUnsafe);
}
