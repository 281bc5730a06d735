// @ts-check
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * What each folder of web/src may import of the others. Tests see the whole page.
 * @type {Record<string, string[]>}
 */
const WEB_FOLDERS = {
  json: [],
  text: [],
  state: [],
  api: ['state'],
  problems: ['text', 'state', 'api'],
  components: ['text', 'state', 'api', 'problems'],
  features: ['json', 'text', 'state', 'api', 'problems', 'components'],
  app: ['json', 'text', 'state', 'api', 'problems', 'components', 'features'],
  testing: ['json', 'text', 'state', 'api', 'app', 'features'],
};

/** Features meet in app. @type {Record<string, string[]>} */
const FEATURES = { connect: [], source: [], mapping: [], preview: [] };

/** The same within features/mapping; the files beside these folders put them together. @type {Record<string, string[]>} */
const MAPPING_FOLDERS = {
  draft: [],
  checks: ['draft'],
  store: ['draft', 'checks'],
  advice: ['draft', 'checks', 'store'],
  bulk: ['draft', 'checks', 'store'],
  columns: ['draft', 'store'],
  inside: ['draft', 'store'],
  job: ['store'],
  match: ['draft', 'checks', 'store'],
  rows: ['draft', 'checks', 'store', 'advice', 'inside'],
  tree: ['draft', 'checks', 'store', 'rows'],
};

/** Imports run one way between packages: web → contracts ← gateway. */
const WEB_PACKAGES = {
  group: ['@rowhook/gateway*', '**/gateway/**', '**/contracts/**'],
  message: 'web knows contracts, not gateway; contracts through its package',
};

/** @typedef {{group: string[], message: string}} Restriction */

/** @param {Restriction[]} patterns */
function noImports(...patterns) {
  return { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] };
}

/**
 * One rule set for each folder of `base`: it imports only what the table lets it, and nothing of `above`.
 * @param {string} base
 * @param {Record<string, string[]>} folders
 * @param {Restriction[]} above
 */
function oneWay(base, folders, above) {
  return Object.entries(folders).map(([folder, allowed]) => {
    const others = Object.keys(folders).filter((other) => other !== folder && !allowed.includes(other));
    return {
      files: [`${base}/${folder}/**/*.{ts,tsx}`],
      ignores: ['**/*.test.{ts,tsx}'],
      rules: noImports(...above, betweenFolders(folder, allowed, others)),
    };
  });
}

/** @param {string} folder @param {string[]} allowed @param {string[]} others */
function betweenFolders(folder, allowed, others) {
  return {
    group: others.map((other) => `**/${other}/**`),
    message: `${folder} imports only ${allowed.join(', ') || 'what is in it'} of the folders beside it`,
  };
}

const FEATURE_FILES = betweenFolders('features', WEB_FOLDERS.features ?? [], ['app', 'testing']);
const MAPPING_FILES = betweenFolders('mapping', [], ['connect', 'source', 'preview']);

export default defineConfig(
  globalIgnores(['**/dist/', 'build/', '.rowhook/', 'coverage/']),
  { rules: { 'no-duplicate-imports': ['error', { allowSeparateTypeImports: true }] } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['contracts/tsconfig.test.json', 'gateway/tsconfig.test.json', 'web/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Fastify and test runners take async functions where a plain one would do.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['contracts/**/*.ts'],
    rules: noImports({
      group: ['@rowhook/*', '**/gateway/**', '**/web/**'],
      message: 'contracts depends on zod only',
    }),
  },
  {
    files: ['gateway/src/**/*.ts'],
    rules: noImports({
      group: ['@rowhook/web*', '**/web/**', '**/contracts/**', '!@rowhook/contracts/*'],
      message: 'gateway knows contracts, not web; contracts through its package',
    }),
  },
  {
    files: ['web/src/**/*.{ts,tsx}'],
    extends: [jsxA11y.flatConfigs.recommended, reactHooks.configs.flat['recommended-latest']],
    rules: {
      // Lists and grids here keep focus in one place and point with aria-activedescendant, and what scrolls must take
      // focus; these rules know neither. axe and the keyboard tests look at the real page.
      'jsx-a11y/interactive-supports-focus': 'off',
      'jsx-a11y/click-events-have-key-events': 'off',
      'jsx-a11y/no-noninteractive-tabindex': 'off',
      // It speaks of what the React compiler would memoise, and nothing is compiled by it.
      'react-hooks/incompatible-library': 'off',
    },
  },
  { files: ['web/**/*.{ts,tsx}'], rules: noImports(WEB_PACKAGES) },
  ...oneWay('web/src', WEB_FOLDERS, [WEB_PACKAGES]),
  ...oneWay('web/src/features', FEATURES, [WEB_PACKAGES, FEATURE_FILES]),
  ...oneWay('web/src/features/mapping', MAPPING_FOLDERS, [WEB_PACKAGES, FEATURE_FILES, MAPPING_FILES]),
  {
    files: ['**/*.config.ts'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { project: false, program: null } },
  },
  {
    files: ['**/*.{js,mjs}'],
    extends: [tseslint.configs.recommended],
  },
);
