import { DescribeKeyCommand, DisableKeyCommand, EnableKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import type { Remedy } from "../remediation/action";

export interface KeyBefore {
  readonly state: "Enabled";
}

export const kmsClient = (): KMSClient => new KMSClient({ maxAttempts: 4 });

export function disableKey(kms: KMSClient): Remedy<KeyBefore> {
  return {
    action: "disable-key",
    look: async ({ target }) => {
      const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: target }));
      return KeyMetadata?.KeyState === "Enabled" ? { state: "Enabled" } : undefined;
    },
    change: async ({ target }) => void (await kms.send(new DisableKeyCommand({ KeyId: target }))),
    restore: async ({ target }) => void (await kms.send(new EnableKeyCommand({ KeyId: target }))),
  };
}
