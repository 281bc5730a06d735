/** Returns a page without styles and scripts. Both arguments are HTML. */
export function htmlPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Rowhook: ${title}</title>
<h1>${title}</h1>
${body}
</html>
`;
}
