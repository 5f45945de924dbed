import { whenPrinted } from '../../../channels/whatsapp/quiet-console.js';

describe('the console of a process that speaks WhatsApp', () => {
  it('tells how often a library wrote to it, and never what', () => {
    const heard: unknown[][] = [];
    whenPrinted((...all) => heard.push(all));
    for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir'] as const)
      // eslint-disable-next-line no-console -- as a library would
      console[method]('a private key');
    expect(heard.map(([method]) => method)).toEqual([
      ...['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir'],
    ]);
    expect(JSON.stringify(heard)).not.toContain('private');
    const counts = heard.map(([, count]) => count as number);
    expect(counts.at(-1)! - counts[0]!).toBe(6);
  });
});
