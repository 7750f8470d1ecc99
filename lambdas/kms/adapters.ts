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
