/** `npm test` runs everything but test/pages, which needs Chromium (`npm run test:pages`). */
const pages = process.env.TEST_PAGES === '1';
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: pages ? [] : ['<rootDir>/test/pages/'],
  ...(pages && { testMatch: ['<rootDir>/test/pages/**/*.test.ts'] }),
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript' },
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
  testTimeout: 30_000,
  maxWorkers: 2,
  reporters: ['default', '<rootDir>/test/support/reporter.js'],
};
