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
  lib: [],
  mapping: ['lib'],
  api: ['lib'],
  ui: ['lib', 'api'],
  connect: ['lib', 'api', 'ui'],
  sources: ['lib', 'api', 'ui'],
  workbench: ['lib', 'mapping', 'api', 'ui', 'match-sample'],
  'match-sample': ['lib', 'mapping', 'api', 'ui', 'workbench'],
  app: ['lib', 'mapping', 'api', 'ui', 'connect', 'sources', 'workbench'],
  testing: ['lib', 'api', 'workbench', 'app', 'match-sample'],
};

/** The same within the workbench; the files beside these folders put them together. @type {Record<string, string[]>} */
const WORKBENCH_FOLDERS = { columns: [], fields: [], tree: ['fields'], payload: [], bulk: [], export: [] };

/** Pure modules, which neither draw nor fetch. */
const PURE = {
  group: ['react', 'react/*', 'react-dom', 'react-dom/*', '@base-ui/*', '@tanstack/*', 'lucide-react'],
  message: 'web/src/mapping is pure: no React and no requests',
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
      rules: noImports(
        ...above,
        ...(folder === 'mapping' ? [PURE] : []),
        betweenFolders(folder, allowed, others),
      ),
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

const WORKBENCH_FILES = betweenFolders('workbench', WEB_FOLDERS.workbench ?? [], [
  'app',
  'connect',
  'sources',
  'testing',
]);

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
      // `const { left, ...rest } = object` copies an object without a member.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
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
    files: ['web/**/*.{ts,tsx}'],
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
  ...oneWay('web/src/workbench', WORKBENCH_FOLDERS, [WEB_PACKAGES, WORKBENCH_FILES]),
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
