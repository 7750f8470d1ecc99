import { kmsClient } from "../key-disable/adapters";
import { remedyTable } from "../remediation/testing/remedy-table";
import { answering } from "../testing/answering";
import { cancelDeletion, enableRotation } from "./adapters";

remedyTable("key-protect", {
  action: "enable-key-rotation",
  targets: ["key-1", "key-2"],
  world: ({ through }) => {
    const rotated = new Set<unknown>();
    const kms = answering(kmsClient(), through, (name, { KeyId }) => {
      if (name.startsWith("Describe"))
        return { KeyMetadata: { KeyState: "Enabled", KeySpec: "SYMMETRIC_DEFAULT", Origin: "AWS_KMS" } };
      return name.startsWith("Get") ? { KeyRotationEnabled: rotated.has(KeyId) } : rotated.add(KeyId);
    });
    return { remedy: enableRotation(kms), kept: () => rotated };
  },
});

remedyTable("key-protect", {
  action: "cancel-key-deletion",
  targets: ["key-1", "key-2"],
  world: ({ through }) => {
    const kept = new Set<unknown>();
    const kms = answering(kmsClient(), through, (name, { KeyId }) => {
      if (name.startsWith("Describe"))
        return { KeyMetadata: { KeyState: kept.has(KeyId) ? "Disabled" : "PendingDeletion" } };
      // KMS refuses to keep a key that is not about to be deleted.
      if (kept.has(KeyId)) throw Object.assign(new Error("state"), { name: "KMSInvalidStateException" });
      return kept.add(KeyId);
    });
    return { remedy: cancelDeletion(kms), kept: () => kept };
  },
});
