import { KMSClient, SignCommand } from "@aws-sdk/client-kms";
import { paginateListObjectsV2, type S3Client } from "@aws-sdk/client-s3";
import { s3Ledger } from "../evidence-intake/adapters";
import type { LedgerDay, Signer, StoredBatch } from "./ports";

export function kmsClient(): KMSClient {
  return new KMSClient({ maxAttempts: 4 });
}

export function s3LedgerDay(s3: S3Client, bucket: string): LedgerDay {
  return {
    ...s3Ledger(s3, bucket),
    list: async (prefix) => {
      const batches: StoredBatch[] = [];
      for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: prefix })) {
        for (const { Key, Size } of page.Contents ?? []) {
          if (Key !== undefined) batches.push({ key: Key, bytes: Size ?? 0 });
        }
      }
      return batches;
    },
  };
}

export function kmsSigner(kms: KMSClient, keyArn: string): Signer {
  return {
    sign: async (digest) => {
      const { Signature, KeyId } = await kms.send(
        new SignCommand({ KeyId: keyArn, Message: digest, MessageType: "DIGEST", SigningAlgorithm: "ECDSA_SHA_256" }),
      );
      if (Signature === undefined || KeyId === undefined) throw new Error("KMS gave no signature");
      return { signature: Buffer.from(Signature).toString("base64"), keyArn: KeyId };
    },
  };
}
