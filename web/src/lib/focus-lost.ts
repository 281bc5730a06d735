/** Whether what had the focus has gone or can no longer have it: nothing that somebody has moved on to loses it. */
export function isFocusLost(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body || activeElement.matches(':disabled');
}
