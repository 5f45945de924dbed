import { shortId, withShortIds } from '../../../channels/whatsapp/media-job.js';

const FILE = '0f8a3c55-91d2-4c1e-9a57-bd1f5f0e7c11';

test('what goes wrong with a file is logged without the key to it', () => {
  const error = Object.assign(new Error(`ENOSPC: no space left, open '/data/files/${FILE}.json.part'`), {
    ...{ code: 'ENOSPC', path: `/data/files/${FILE}.json.part` },
  });
  const told = withShortIds(error);
  expect(JSON.stringify(told)).not.toContain(FILE);
  expect(told).toMatchObject({
    ...{ type: 'Error', code: 'ENOSPC' },
    message: `ENOSPC: no space left, open '/data/files/${shortId(FILE)}.json.part'`,
    stack: expect.stringContaining('media-log.test') as string,
  });
});

test('nothing is nothing', () => {
  expect(withShortIds(undefined)).toBeUndefined();
});
