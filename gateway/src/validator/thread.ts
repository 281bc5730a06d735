import { parentPort } from 'node:worker_threads';
import type { Question } from './messages.js';
import { SchemaError, SchemaLimit } from './schema-error.js';
import { ValidatorSession } from './session.js';

// Loaded without Zod, which takes as long as all the rest. The main thread waits for each answer and ends this thread when it takes too long.
const session = new ValidatorSession();

parentPort?.postMessage('ready');
parentPort?.on('message', (question: Question) => {
  parentPort?.postMessage(answer(question));
});

function answer(question: Question): unknown {
  try {
    return session.answer(question);
  } catch (error) {
    if (error instanceof SchemaError) return { errors: error.errors };
    // Beside SchemaLimit, a schema that is nested too deeply for the stack.
    if (error instanceof SchemaLimit || error instanceof RangeError) return { limit: true };
    throw error;
  }
}
