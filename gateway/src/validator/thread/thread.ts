import { parentPort } from 'node:worker_threads';
import type { ThreadRequest } from '../thread-protocol.js';
import { SchemaError, SchemaLimit } from './schema-error.js';
import { ValidatorSession } from './session.js';

// The main thread terminates this one if a response takes too long.
const session = new ValidatorSession();

parentPort?.postMessage('ready');
parentPort?.on('message', (request: ThreadRequest) => {
  parentPort?.postMessage(handle(request));
});

function handle(request: ThreadRequest): unknown {
  try {
    return session.handle(request);
  } catch (error) {
    if (error instanceof SchemaError) return { errors: error.errors };
    // RangeError: the schema is nested too deeply for the stack.
    if (error instanceof SchemaLimit || error instanceof RangeError) return { limit: true };
    throw error;
  }
}
