// @ts-check
// Writes docs/api from the contracts.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildGateway } from './lib/build.mjs';
import { main } from './lib/main.mjs';
import { installPackages } from './lib/npm.mjs';
import { ROOT } from './lib/paths.mjs';

await main(async (supervisor) => {
  await installPackages(supervisor);
  await buildGateway(supervisor);
  const { documents } = await import(pathToFileURL(path.join(ROOT, 'contracts/dist/documents.js')).href);
  const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const folder = path.join(ROOT, 'docs/api');
  fs.mkdirSync(folder, { recursive: true });
  for (const [name, document] of Object.entries(documents(version))) {
    fs.writeFileSync(path.join(folder, name), `${JSON.stringify(document, null, 2)}\n`);
    console.log(`docs/api/${name}`);
  }
  return 0;
});
