/**
 * `npm test` runs everything but test/pages, which needs Chromium (`npm run test:pages`), and what takes long on
 * WhatsApp (findings, hostile messages, conversations, what is slow); `npm run test:whatsapp` runs all of WhatsApp.
 */
const pages = process.env.TEST_PAGES === '1';
const whatsapp = process.env.TEST_WHATSAPP === '1';
const SLOW = [
  '<rootDir>/test/pages/',
  '<rootDir>/test/conversations/whatsapp/',
  '<rootDir>/test/channels/whatsapp/(.*/)?(findings|hostile|slow)/',
];
export default {
  testEnvironment: 'node',
  // Each look at a global of a test's own world is slow; whoever signs for WhatsApp looks thousands of times.
  sandboxInjectedGlobals: ['Math', 'Object', 'Array', 'JSON', 'Number', 'Uint8Array', 'Float64Array'],
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
  // A worker keeps what it has loaded; a full one collects garbage more than it tests.
  workerIdleMemoryLimit: '1GB',
  reporters: ['default', '<rootDir>/test/support/reporter.js'],
};
