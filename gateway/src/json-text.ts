/** JSON that is sent as it is written. */
export class JsonText {
  constructor(readonly text: string) {}
}

/**
 * The text of a JSON object with more members in front. The rest stays as the client wrote it: as a JavaScript object it
 * would lose the order of keys like `"10"` and `"2"`, equal keys and `__proto__`. Needs an object that is not empty.
 */
export function withMembers(members: object, object: string): JsonText {
  return new JsonText(`${JSON.stringify(members).slice(0, -1)},${object.trimStart().slice(1)}`);
}
