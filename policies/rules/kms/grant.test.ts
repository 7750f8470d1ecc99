import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { kmsGrantLeastPrivilege } from "./grant";

const constraints = [{ encryptionContextEquals: { store: "claims" } }];
const grant = {
  keyId: "1234abcd-12ab-34cd-56ef-1234567890ab",
  granteePrincipal: "arn:aws:iam::111122223333:role/intake",
  operations: ["Decrypt", "DescribeKey"],
  constraints,
};
const PARTS = ["constraints[0].encryptionContextEquals", "constraints[0].encryptionContextSubset"];

testRule(kmsGrantLeastPrivilege, {
  valid: [
    { name: "two operations for one context", props: grant },
    {
      name: "for contexts that hold it",
      props: { ...grant, constraints: [{ encryptionContextSubset: { store: "claims" } }] },
    },
    {
      name: "signs, which takes no context",
      props: {
        ...grant,
        operations: [
          "DescribeKey",
          "DeriveSharedSecret",
          "GenerateMac",
          "GetPublicKey",
          "RetireGrant",
          "Sign",
          "Verify",
          "VerifyMac",
        ],
        constraints: undefined,
      },
    },
    { name: "a context not known yet", props: { ...grant, constraints: [{ encryptionContextEquals: unknownValue }] } },
  ],
  invalid: [
    { name: "handed on", props: { ...grant, operations: ["Decrypt", "CreateGrant"] }, finds: "operations[1]" },
    { name: "everything", props: { ...grant, operations: ["*"] }, finds: "operations[0]" },
    { name: "no operations", props: { ...grant, operations: [] }, finds: "operations" },
    { name: "no constraints", props: { ...grant, constraints: undefined }, finds: "constraints" },
    { name: "empty constraints", props: { ...grant, constraints: [] }, finds: "constraints" },
    { name: "an empty context", props: { ...grant, constraints: [{ encryptionContextEquals: {} }] }, finds: PARTS },
    ...["Encrypt", "Decrypt", "ReEncryptFrom", "ReEncryptTo", "GenerateDataKey", "GenerateDataKeyPair"].map(
      (operation) => ({
        name: `${operation} without constraints`,
        props: { ...grant, operations: ["DescribeKey", operation], constraints: undefined },
        finds: "constraints",
      }),
    ),
    {
      name: "everything, without constraints",
      props: { ...grant, operations: ["*"], constraints: undefined },
      finds: ["operations[0]", "constraints"],
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:kms/key:Key", props: {}, because: "other-type" },
    {
      name: "operation not known yet",
      props: { ...grant, operations: ["Decrypt", unknownString] },
      because: "unknown",
      finds: "operations[1]",
    },
    {
      name: "constraints not known yet",
      props: { ...grant, constraints: unknownValue },
      because: "unknown",
      finds: "constraints",
    },
  ],
});
