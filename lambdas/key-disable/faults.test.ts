import { remedyTable } from "../remediation/testing/remedy-table";
import { answering } from "../testing/answering";
import { disableKey, kmsClient } from "./adapters";

remedyTable("key-disable", {
  action: "disable-key",
  targets: ["key-1", "key-2"],
  world: ({ through }) => {
    const disabled = new Set<unknown>();
    const kms = answering(kmsClient(), through, (name, { KeyId }) =>
      name.startsWith("Describe")
        ? { KeyMetadata: { KeyState: disabled.has(KeyId) ? "Disabled" : "Enabled" } }
        : disabled.add(KeyId),
    );
    return { remedy: disableKey(kms), kept: () => disabled };
  },
});
