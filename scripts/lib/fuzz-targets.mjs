// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './paths.mjs';

export const CORPUS = path.join(ROOT, 'engine/fuzz/corpus');

/** The targets are the folders of the corpus. */
export const fuzzTargets = () => fs.readdirSync(CORPUS).sort();
