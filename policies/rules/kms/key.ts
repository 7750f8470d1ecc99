import type { KeyArgs, KeyPolicyArgs } from "@pulumi/aws/kms";
import { all, any } from "../../answer";
import { absent, is } from "../../predicates";
import { on } from "../../rule";

const key = on<KeyArgs>("aws:kms/key:Key");

export const keyPolicy = on<KeyPolicyArgs>("aws:kms/keyPolicy:KeyPolicy");

/** KMS rotates only symmetric encryption keys whose material it made itself. */
const ROTATION = "https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html";

export const cmkBackingKeyRotationEnabled = key.rule({
  id: "cmk-backing-key-rotation-enabled",
  title: "Customer managed keys rotate their material every year",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(iv)"] },
  source: ROTATION,
  says: "does not rotate its key material",
  fix: "Set enableKeyRotation: true.",
  appliesWhen: (p) =>
    all(
      any(absent(p.customerMasterKeySpec), is(p.customerMasterKeySpec, "SYMMETRIC_DEFAULT")),
      any(absent(p.keyUsage), is(p.keyUsage, "ENCRYPT_DECRYPT")),
      absent(p.customKeyStoreId),
    ),
  otherwise: "KMS does not rotate asymmetric, HMAC or custom key store keys.",
  requires: (p) => is(p.enableKeyRotation, true),
});
