import {
  CancelKeyDeletionCommand,
  DescribeKeyCommand,
  DisableKeyRotationCommand,
  EnableKeyRotationCommand,
  GetKeyRotationStatusCommand,
  type KeyMetadata,
  type KMSClient,
} from "@aws-sdk/client-kms";
import type { Remedy } from "../remediation/action";

/** AWS rotates no such key: it is off, of another kind, or its material is not AWS's. */
export class NotRotatable extends Error {
  override readonly name = "NotRotatable";
}

/** There is no such key, or AWS does not say how it is. */
export class NoKey extends Error {
  override readonly name = "NoKey";
}

async function describe(kms: KMSClient, KeyId: string): Promise<KeyMetadata | undefined> {
  return (await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata;
}

export interface RotationBefore {
  readonly rotated: false;
}

export function enableRotation(kms: KMSClient): Remedy<RotationBefore> {
  return {
    action: "enable-key-rotation",
    look: async ({ target }) => {
      const { KeyState, KeySpec, Origin } = (await describe(kms, target)) ?? {};
      if (KeyState !== "Enabled" || KeySpec !== "SYMMETRIC_DEFAULT" || Origin !== "AWS_KMS")
        throw new NotRotatable("AWS can't rotate the key");
      const { KeyRotationEnabled } = await kms.send(new GetKeyRotationStatusCommand({ KeyId: target }));
      return KeyRotationEnabled === true ? undefined : { rotated: false };
    },
    change: async ({ target }) => void (await kms.send(new EnableKeyRotationCommand({ KeyId: target }))),
    restore: async ({ target }) => void (await kms.send(new DisableKeyRotationCommand({ KeyId: target }))),
  };
}

export interface DeletionBefore {
  readonly state: "PendingDeletion";
}

/** Keeps a key; it is off afterwards, until somebody enables it. Nothing is put back: no function may schedule that a key is deleted. */
export function cancelDeletion(kms: KMSClient): Remedy<DeletionBefore> {
  const look = async (KeyId: string): Promise<DeletionBefore | undefined> => {
    const state = (await describe(kms, KeyId))?.KeyState;
    if (state === undefined) throw new NoKey("there is no such key");
    return state === "PendingDeletion" ? { state } : undefined;
  };
  return {
    action: "cancel-key-deletion",
    look: ({ target }) => look(target),
    change: async ({ target }) => {
      // An earlier try may have done it, and KMS refuses to do it twice.
      if ((await look(target)) !== undefined) await kms.send(new CancelKeyDeletionCommand({ KeyId: target }));
    },
  };
}
