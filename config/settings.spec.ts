import { readSettings } from './settings.js';

it('works without any', () => {
  expect(readSettings({})).toMatchObject({ PORT: 3000, FILE_STORE: 'disk', s3: undefined });
});

describe('S3', () => {
  const whole = { S3_BUCKET: 'files', S3_ENDPOINT: 'https://s3.example.org', S3_ACCESS_KEY_ID: 'telecase', S3_SECRET_ACCESS_KEY: 'hush' };

  it('is reached as it is said', () => {
    expect(readSettings(whole).s3).toEqual({ bucket: 'files', region: 'us-east-1', endpoint: 'https://s3.example.org', accessKeyId: 'telecase', secretAccessKey: 'hush' });
  });

  it.each([
    [{ FILE_STORE: 's3' }, ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY']],
    [{ S3_BUCKET: 'files', S3_ACCESS_KEY_ID: 'telecase' }, ['S3_SECRET_ACCESS_KEY']],
    [{ S3_SECRET_ACCESS_KEY: 'hush' }, ['S3_BUCKET', 'S3_ACCESS_KEY_ID']],
    [{ ...whole, S3_BUCKET: 'No Bucket' }, ['S3_BUCKET']],
    [{ ...whole, S3_ENDPOINT: 's3.example.org/hush' }, ['S3_ENDPOINT']],
    [{ FILE_STORE: 'tape' }, ['FILE_STORE']],
  ])('says what lacks, and never a secret: %j', (env, wrong) => {
    let message = '';
    try {
      readSettings(env);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message.split('\n').slice(1).map((line) => line.trim().split(':')[0])).toEqual(wrong);
    expect(message).not.toContain('hush');
  });
});
