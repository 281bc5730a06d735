/** JSON text that is sent unchanged. */
export class JsonText {
  constructor(readonly text: string) {}
}

/**
 * Inserts members at the start of a JSON object's text, which must not be empty. The rest stays as the client wrote it: a JavaScript object
 * would lose the order of keys like `"10"` and `"2"`, equal keys and `__proto__`.
 */
export function withMembers(members: object, object: string): JsonText {
  return new JsonText(`${JSON.stringify(members).slice(0, -1)},${object.trimStart().slice(1)}`);
}
