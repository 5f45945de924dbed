/**
 * `npm test` runs everything but test/pages, which needs Chromium (`npm run test:pages`), and the slow part of
 * test/channels/whatsapp and test/conversations/whatsapp, all of which `npm run test:whatsapp` runs.
 */
const pages = process.env.TEST_PAGES === '1';
const whatsapp = process.env.TEST_WHATSAPP === '1';
const SLOW = ['<rootDir>/test/pages/', '<rootDir>/test/(channels|conversations)/whatsapp/(.*/)?slow/'];
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: pages || whatsapp ? [] : SLOW,
  ...(pages && { testMatch: ['<rootDir>/test/pages/**/*.test.ts'] }),
  ...(whatsapp && { testMatch: ['<rootDir>/test/{channels,conversations}/whatsapp/**/*.test.ts'] }),
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
