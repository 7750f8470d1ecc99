import { GenerateMacCommand, KMSClient } from "@aws-sdk/client-kms";

export const kmsClient = (): KMSClient => new KMSClient({ maxAttempts: 4 });

/** HMAC-SHA-256 with a key that never leaves KMS, in hex. `keyId` is the key's or an alias's ARN. */
export function kmsHashes(client: KMSClient, keyId: string): { hash(text: string): Promise<string> } {
  return {
    hash: async (text) => {
      const { Mac } = await client.send(
        new GenerateMacCommand({ KeyId: keyId, MacAlgorithm: "HMAC_SHA_256", Message: Buffer.from(text, "utf8") }),
      );
      if (Mac === undefined) throw new Error("KMS made no hash");
      return Buffer.from(Mac).toString("hex");
    },
  };
}

/**
 * Keys of 32 bytes for hashes that are too many to ask KMS for each: what the key in KMS makes of a purpose, so the same for the same purpose,
 * and none that another could make. Each is asked for once in a process, and again where that failed.
 */
export function derivedKeys({
  hash,
}: {
  hash(text: string): Promise<string>;
}): (purpose: string) => Promise<Uint8Array> {
  const keys = new Map<string, Promise<Uint8Array>>();
  return async (purpose) => {
    const key = keys.get(purpose) ?? hash(purpose).then((hex) => Buffer.from(hex, "hex"));
    keys.set(purpose, key);
    try {
      return await key;
    } catch (error) {
      keys.delete(purpose);
      throw error;
    }
  };
}
