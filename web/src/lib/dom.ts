/**
 * Whether a key belongs to the composition of a character (an input method), for which Enter and Escape mean something
 * else. Safari reports the Enter that ends a composition only by its key code.
 */
export function isComposing({
  isComposing: composing,
  keyCode,
}: {
  isComposing: boolean;
  keyCode: number;
}): boolean {
  return composing || keyCode === 229;
}

/** Saves a text as a file of the user's, byte for byte as UTF-8. */
export function download(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the file over by then, however large it is.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Whether the user is choosing a tab with the keyboard, so that the focus stays there. */
export function isChoosingTab(): boolean {
  return document.activeElement?.matches('[role="tab"]:focus-visible') === true;
}

/** Whether nothing has the focus, or only a disabled element, which gets no keys. */
export function isFocusLost(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body || activeElement.matches(':disabled');
}
