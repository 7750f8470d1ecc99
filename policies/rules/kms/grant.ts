import type { GrantArgs } from "@pulumi/aws/kms";
import { all, any, not, unnamed } from "../../answer";
import { every, matches, noneOf, oneOf, present, some } from "../../predicates";
import { pathOf, type Reading } from "../../reading";
import { on } from "../../rule";

const grant = on<GrantArgs>("aws:kms/grant:Grant");

/** Operations that take no encryption context: signatures, MACs, key agreement, looking at a key (API GrantConstraints). */
const WITHOUT_CONTEXT = [
  "DescribeKey",
  "DeriveSharedSecret",
  "GenerateMac",
  "GetPublicKey",
  "RetireGrant",
  "Sign",
  "Verify",
  "VerifyMac",
] as const;

export const kmsGrantLeastPrivilege = grant.rule({
  id: "kms-grant-least-privilege",
  title: "Key grants can't be handed on and hold for one encryption context",
  severity: "medium",
  controls: {
    hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(a)(2)(iv)", "164.312(e)(2)(ii)"],
  },
  source: "https://docs.aws.amazon.com/kms/latest/developerguide/grants.html",
  says: "can be handed on, or is for whatever the key encrypted",
  fix: 'List the operations without CreateGrant and add constraints: [{ encryptionContextEquals: { <key>: "<value>" } }].',
  requires: (p) =>
    all(
      present(p.operations),
      every(p.operations, (operation) =>
        all(noneOf(operation, ["CreateGrant"]), not(matches(operation as Reading<string>, /\*/), pathOf(operation))),
      ),
      any(
        every(p.operations, (operation) => unnamed(oneOf(operation, WITHOUT_CONTEXT))),
        some(p.constraints, (constraint) =>
          any(present(constraint.encryptionContextEquals), present(constraint.encryptionContextSubset)),
        ),
      ),
    ),
});
