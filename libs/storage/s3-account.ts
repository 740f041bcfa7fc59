import { FileMissing, StoreAway } from './file-store.js';

/** A bucket, and who may use it. */
export interface S3Account {
  readonly bucket: string;
  readonly region: string;
  /** Of a server of one's own; none: Amazon's. */
  readonly endpoint?: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Tries, and milliseconds for a connection and for a part of a file to be sent and answered. Reading has a shorter time. */
const PATIENCE = { tries: 3, connection: 5000, part: 120_000 };

/** Loads the library and makes its client. Nothing is asked of the server yet. */
export async function connect({ region, endpoint, accessKeyId, secretAccessKey }: S3Account) {
  const s3 = await import('@aws-sdk/client-s3');
  const client = new s3.S3Client({
    region,
    endpoint,
    // Servers of one's own have no name for each bucket.
    forcePathStyle: endpoint !== undefined,
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: PATIENCE.tries,
    // A socket may be silent for as long as the person at the other end reads slowly: who waits for S3 is watched in `goOn`.
    requestHandler: { connectionTimeout: PATIENCE.connection, requestTimeout: PATIENCE.part, throwOnRequestTimeout: true, socketTimeout: 0 },
    // Older servers know no other sums than those of the signature.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  return { s3, client };
}

/** What a failure of the library means. Of its words only the name is kept: the others quote what was signed. */
export function understood(error: unknown): FileMissing | StoreAway {
  const { name = 'Error', code, $metadata } = (error ?? {}) as { name?: string; code?: string; $metadata?: { httpStatusCode?: number } };
  if (name === 'NoSuchKey' || name === 'NotFound') return new FileMissing('The file is not in the S3 store');
  return new StoreAway(`The S3 store can't be used just now: ${[code ?? name, $metadata?.httpStatusCode].filter(Boolean).join(' ')}`);
}
