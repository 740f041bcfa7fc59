import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

/**
 * The key that a page encrypts with what it keeps on the device until it can be sent: on a computer that is shared, nobody
 * reads it without having signed in as the same person.
 */
export class DeviceKeys {
  private readonly key: KeyObject;

  constructor(key: Buffer) {
    this.key = createSecretKey(key);
  }

  /** @returns 32 bytes in base64url, the same for an account as long as the installation lives */
  for(accountId: string): string {
    return createHmac('sha256', this.key).update(accountId).digest('base64url');
  }
}
