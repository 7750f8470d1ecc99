import { createHash } from "node:crypto";
import { GetPublicKeyCommand, KMSClient, SignCommand } from "@aws-sdk/client-kms";
import { publicKeyOf } from "../../reports/ledger/keys";
import type { Signers } from "./ports";

export function kmsClient(): KMSClient {
  return new KMSClient({ maxAttempts: 4 });
}

export function kmsSigners(kms: KMSClient): Signers {
  return async (keyArn) => {
    const { PublicKey, KeyId } = await kms.send(new GetPublicKeyCommand({ KeyId: keyArn }));
    if (PublicKey === undefined || KeyId === undefined) throw new Error("KMS gave no public key");
    return {
      ...publicKeyOf(PublicKey),
      sign: async (bytes) => {
        const { Signature } = await kms.send(
          new SignCommand({
            // Not the alias: it may come to name another key meanwhile.
            KeyId,
            Message: createHash("sha256").update(bytes).digest(),
            MessageType: "DIGEST",
            SigningAlgorithm: "ECDSA_SHA_256",
          }),
        );
        if (Signature === undefined) throw new Error("KMS gave no signature");
        return Buffer.from(Signature);
      },
    };
  };
}
