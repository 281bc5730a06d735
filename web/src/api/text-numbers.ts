/** Gives equal texts the same number. It remembers the `max` texts used last; a forgotten one gets a new number. */
export function createTextNumbers(max: number): (text: string) => number {
  const numbers = new Map<string, number>();
  let last = 0;
  return (text) => {
    const number = numbers.get(text) ?? ++last;
    // A Map keeps the order of insertion, so the text used last comes last.
    numbers.delete(text);
    numbers.set(text, number);
    const [oldest] = numbers.keys();
    if (numbers.size > max && oldest !== undefined) numbers.delete(oldest);
    return number;
  };
}
