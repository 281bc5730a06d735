// The directions of imports between packages and between the folders of gateway and web app. The engine's are in
// engine/test/includes.test.mjs.

/** The folders that each folder of gateway/src may import. */
const GATEWAY_FOLDERS = {
  http: [],
  engine: ['http'],
  validator: ['http'],
  pages: ['http'],
  routes: ['http', 'engine', 'validator'],
};

/** The folders that each folder of web/src may import. Tests and testing/ may import everything. */
const WEB_FOLDERS = {
  lib: [],
  mapping: ['lib'],
  api: ['lib'],
  ui: ['lib'],
  requests: ['lib', 'api', 'ui'],
  connect: ['lib', 'api', 'ui', 'requests'],
  filters: ['lib', 'api', 'ui'],
  sources: ['lib', 'api', 'ui', 'requests', 'filters'],
  'match-sample': ['lib', 'mapping'],
  workbench: ['lib', 'mapping', 'api', 'ui', 'requests', 'filters', 'match-sample'],
  app: ['lib', 'mapping', 'api', 'ui', 'requests', 'connect', 'sources', 'workbench'],
};

/** What a validator's thread loads. It has no Zod, which takes as long to load as all of this. */
const THREAD =
  '^(gateway/src/validator/thread/|contracts/src/(field-errors|json-pointer|nearest|report-limits)[.]ts$)';

const TESTS = '[.]test[.]tsx?$';

/**
 * @param {string} name
 * @param {string} from path pattern
 * @param {string} to path pattern that it must not import
 */
const forbid = (name, from, to) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: TESTS },
  to: { path: to },
});

/**
 * @param {string} root the folder of these folders
 * @param {Record<string, string[]>} folders
 */
const folderRules = (root, folders) =>
  Object.entries(folders).map(([folder, allowed]) =>
    forbid(
      `${root}/${folder} imports ${allowed.join(', ') || 'no other folder'}`,
      `^${root}/${folder}/`,
      `^${root}/(?!${[folder, ...allowed].join('|')})[^/]+/`,
    ),
  );

export default {
  forbidden: [
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    forbid('contracts depends on zod only', '^contracts/', '^(gateway|web|node_modules/(?!zod/))'),
    forbid('gateway does not import web', '^gateway/', '^web/'),
    forbid('web does not import gateway', '^web/', '^gateway/'),
    forbid(
      'web/src/mapping, match-sample and lib are pure',
      // lib/store.ts has the hook that reads a store.
      '^web/src/(mapping|match-sample|lib/(?!store[.]ts$))',
      'node_modules/(react|react-dom|@base-ui|@tanstack|lucide-react)/',
    ),
    {
      name: 'gateway/src/validator/thread imports only itself, types and packages other than zod',
      severity: 'error',
      from: { path: THREAD, pathNot: TESTS },
      to: {
        path: '^(gateway|contracts|node_modules/zod)/',
        pathNot: THREAD,
        dependencyTypesNot: ['type-only'],
      },
    },
    ...folderRules('gateway/src', GATEWAY_FOLDERS),
    ...folderRules('web/src', WEB_FOLDERS),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'types', 'default'],
      exportsFields: ['exports'],
    },
  },
};
