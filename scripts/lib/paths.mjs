// @ts-check
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Everything the scripts keep between runs, apart from build/, dist/ and node_modules/. Safe to delete. */
export const STATE = path.join(ROOT, '.rowhook');

/** The URL and the token of the engine that runs, for export commands. Tests of `npm start` use another file. */
export const ENGINE_ENVIRONMENT = process.env['ROWHOOK_TEST_ENGINE_ENV'] || path.join(STATE, 'engine.env');

/** One log a child or build step, overwritten by the next run. */
export const LOGS = path.join(STATE, 'logs');

/**
 * @param {string} preset of CMakePresets.json
 * @param {string} program
 */
export const engineProgram = (preset, program) => path.join(ROOT, 'build', preset, 'engine', program);

export const ENGINE_BINARY = engineProgram('release', 'rowhook-engine');
export const ENGINE_POSTGRES_TESTS = engineProgram('release', 'rowhook-pgtests');
export const GATEWAY_ENTRY = path.join(ROOT, 'gateway/dist/server.js');
export const DEMO_SQL = path.join(ROOT, 'scripts/demo');
