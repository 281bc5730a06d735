import { API_PREFIX } from '@rowhook/contracts';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Config } from './config.js';
import { ConnectionTokens } from './connection-token.js';
import type { Engine } from './engine/client.js';
import {
  CLIENT_LIMITS,
  registerClientLimits,
  requestTimeouts,
  type ClientLimits,
} from './http/client-limits.js';
import { registerCompilers } from './http/compilers.js';
import { registerDrain } from './http/drain.js';
import { registerHostCheck } from './http/host-check.js';
import { BODY_LIMIT_BYTES, registerJsonBody } from './http/json-body.js';
import { logController, loggerOptions, registerRequestLog, type LogStream } from './http/log.js';
import { respondToMalformedHttp } from './http/malformed-http.js';
import { registerErrorHandler } from './http/problems.js';
import { REQUEST_ID_HEADER, requestIdOf } from './http/request-id.js';
import { ResponseMemory } from './http/response-memory.js';
import { registerSecurityHeaders } from './http/security-headers.js';
import { registerOpenApi } from './pages/openapi.js';
import { registerProblemPages } from './pages/problem-pages.js';
import { registerWebApp } from './pages/web-app.js';
import { registerAuthorization } from './routes/authorization.js';
import { checkRoutes } from './routes/checks.js';
import { connectionRoutes } from './routes/connections.js';
import { healthRoutes } from './routes/health.js';
import { previewRoutes } from './routes/previews.js';
import { settingsRoutes } from './routes/settings.js';
import { sourceRoutes } from './routes/sources.js';
import type { Validators } from './validator/validators.js';

/** The longest token: a connection string and a password of 4,096 characters each, in UTF-8 and then base64. */
const HEADER_LIMIT_BYTES = 64 * 1024;

interface AppOptions {
  config: Config;
  engine: Engine;
  validators: Validators;
  logStream?: LogStream;
  /** CLIENT_LIMITS by default; tests set shorter ones. */
  limits?: ClientLimits;
}

/** Builds the gateway, which does not listen yet. Closing it waits for running requests and closes the engine client and the validators. */
export async function buildApp({
  config,
  engine,
  validators,
  logStream,
  limits = CLIENT_LIMITS,
}: AppOptions): Promise<FastifyInstance> {
  const timeouts = requestTimeouts(limits);
  const app = Fastify({
    logger: loggerOptions(config.logLevel, logStream),
    logController: logController(),
    genReqId: requestIdOf,
    bodyLimit: BODY_LIMIT_BYTES,
    ...timeouts,
    // The host check refuses a missing Host with a problem; Node would respond with an empty body.
    http: { ...timeouts.http, maxHeaderSize: HEADER_LIMIT_BYTES, requireHostHeader: false },
    rewriteUrl: ({ url = '/' }) => (isPlainPath(url) ? url : `${API_PREFIX}/malformed`),
    return503OnClosing: false,
    clientErrorHandler: respondToMalformedHttp,
  });
  // Ignores an unknown Expect header. By default, Node responds with an empty 417.
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response));
  app.addHook('onRequest', async (request, reply) => {
    void reply.header(REQUEST_ID_HEADER, request.id);
  });
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.raw.hasHeader('Cache-Control')) void reply.header('Cache-Control', 'no-store');
  });
  const closing = registerDrain(app);
  registerClientLimits(app, limits);
  registerRequestLog(app);
  registerErrorHandler(app);
  await registerSecurityHeaders(app);
  registerHostCheck(app, config);
  registerJsonBody(app);
  registerCompilers(app);
  registerAuthorization(app);
  await registerOpenApi(app);

  const services = {
    config,
    engine,
    tokens: new ConnectionTokens(config.tokenKey, config.tokenTtlMinutes),
    responseMemory: new ResponseMemory(limits.responseMemory),
    validators,
    closing,
  };
  await app.register(
    async (api) => {
      settingsRoutes(api, services);
      connectionRoutes(api, services);
      sourceRoutes(api, services);
      previewRoutes(api, services);
      checkRoutes(api, services);
    },
    { prefix: API_PREFIX },
  );
  healthRoutes(app, engine);
  registerProblemPages(app);
  await registerWebApp(app, config.webRoot);
  app.addHook('onClose', async () => {
    engine.close();
    validators.close();
  });
  return app;
}

/**
 * Whether a path decodes, stays below the root and is a valid file name. For others, Fastify would respond without running the hooks, or
 * the file server would throw.
 */
function isPlainPath(url: string): boolean {
  try {
    return !/[\0\\]|(^|\/)\.\.(\/|$)/.test(decodeURIComponent(url.split('?', 1)[0] ?? ''));
  } catch {
    return false;
  }
}
