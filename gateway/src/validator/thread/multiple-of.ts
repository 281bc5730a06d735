import { _ } from 'ajv';
import type Ajv from 'ajv/dist/core.js';

/** Replaces ajv's "multipleOf". Ajv divides floating-point numbers, for which 19.99 / 0.01 is not a whole number. */
export function replaceMultipleOf(ajv: Ajv.default): void {
  ajv.removeKeyword('multipleOf');
  ajv.addKeyword({
    keyword: 'multipleOf',
    type: 'number',
    schemaType: 'number',
    validate: isMultipleOf,
    errors: false,
    error: {
      message: 'must be a multiple',
      params: ({ schemaCode }) => _`{multipleOf: ${schemaCode}}`,
    },
  });
}

/** Compares the numbers as decimals with the digits that JavaScript writes. A number that overflowed is no multiple. */
function isMultipleOf(divisor: number, value: number): boolean {
  if (Number.isSafeInteger(divisor) && Number.isSafeInteger(value)) return value % divisor === 0;
  if (!Number.isFinite(value)) return false;
  const [one, other] = [decimalOf(value), decimalOf(divisor)];
  const exponent = Math.min(one.exponent, other.exponent);
  const scaled = (each: Decimal) => each.digits * 10n ** BigInt(each.exponent - exponent);
  return scaled(one) % scaled(other) === 0n;
}

/** `digits` times the power of ten. */
interface Decimal {
  digits: bigint;
  exponent: number;
}

function decimalOf(value: number): Decimal {
  const [mantissa = '', power] = value.toExponential().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), exponent: Number(power) - fraction.length };
}
