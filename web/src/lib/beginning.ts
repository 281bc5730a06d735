/** The first characters of a text, at most `max`, none of them cut in half. */
export function beginning(text: string, max: number): string {
  const splits = /[\ud800-\udbff]/.test(text.charAt(max - 1));
  return text.slice(0, splits ? max - 1 : max);
}
