// @ts-check

/**
 * Every way in which a file leads back to itself, each once, as `a → b → a`.
 * @param {Iterable<string>} files
 * @param {(file: string) => string[]} importsOf
 */
export function cycles(files, importsOf) {
  /** @type {string[]} */
  const found = [];
  /** @type {Set<string>} */
  const done = new Set();
  /** @param {string} file @param {string[]} above */
  const visit = (file, above) => {
    if (above.includes(file)) found.push([...above.slice(above.indexOf(file)), file].join(' → '));
    if (above.includes(file) || done.has(file)) return;
    for (const imported of importsOf(file)) visit(imported, [...above, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  return found;
}
