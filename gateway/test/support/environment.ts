/** Reads a variable that tests need. */
export function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`The tests need ${name}.`);
  return value;
}
