import { buildApp } from './app.js';
import { ConfigError, readConfig, type Config } from './config.js';
import { createEngine } from './engine/client.js';
import { Validators } from './validator/validators.js';

/** Exit code for an invalid configuration. */
const BAD_CONFIG = 2;

const config = configOrExit();
const engine = createEngine(config);
const validators = new Validators(new URL('./validator/thread/thread.js', import.meta.url));
const app = await buildApp({ config, engine, validators });

try {
  await app.listen({ host: config.host, port: config.port });
} catch (error) {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
  const hint = code === 'EADDRINUSE' ? 'The port is in use; choose another one with PORT.' : undefined;
  app.log.error({ code, host: config.host, port: config.port, hint }, 'cannot listen');
  process.exit(1);
}
const port = app.addresses().find((address) => typeof address === 'object')?.port;
app.log.info({ service: 'gateway', host: config.host, port }, 'listening');

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    app.log.info({ signal }, 'closing');
    void app.close().then(() => app.log.info('closed'));
  });
}

function configOrExit(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const message of error.messages) console.error(`rowhook-gateway: ${message}`);
    process.exit(BAD_CONFIG);
  }
}
