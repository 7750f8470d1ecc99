import type { SecretArgs, SecretRotationArgs } from "@pulumi/aws/secretsmanager";
import { all, fromBoolean } from "../../answer";
import { customerKey, every, matches, notFalse, present } from "../../predicates";
import { pathOf, type Reading } from "../../reading";
import { on } from "../../rule";

export const secret = on<SecretArgs>("aws:secretsmanager/secret:Secret");
const rotation = on<SecretRotationArgs>("aws:secretsmanager/secretRotation:SecretRotation");

const ENCRYPTION = "https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html";

/** Secrets Manager gives secrets that another service owns a name of this kind, and lets nobody else take one. */
const OWNED_BY_SERVICE = /^[a-z-]+!/;

export const secretsmanagerRotationEnabledCheck = secret.relation({
  id: "secretsmanager-rotation-enabled-check",
  title: "Secrets change by themselves",
  severity: "medium",
  controls: {
    hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.308(a)(5)(ii)(D)"],
    nistCsf: ["PR.AC-1"],
    soc2: ["CC6.1", "CC6.2"],
  },
  source: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html",
  says: "is never changed: nothing rotates it",
  fix: 'new aws.secretsmanager.SecretRotation("<name>", { secretId: secret.id, rotationLambdaArn: rotator.arn, rotationRules: { automaticallyAfterDays: 30 } })',
  why: "Where another stack rotates it, or a partner's key can't be rotated by a function, waive it with the name of who does.",
  // Such a secret is taken into a program by its full name: one that is still computed is none.
  appliesWhen: (p) => fromBoolean(matches(p.name, OWNED_BY_SERVICE).truth !== true, pathOf(p.name)),
  otherwise: "The service that owns the secret rotates it (its name begins with the service and an exclamation mark).",
  requires: (p, stack) =>
    stack
      .partner(p, rotation, "secretId")
      .satisfies((by) => all(notFalse(by.rotationEnabled), present(by.rotationRules))),
});

export const secretsmanagerUsingCmk = secret.rule({
  id: "secretsmanager-using-cmk",
  title: "Secrets are encrypted with a customer managed key, in every region",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"], nistCsf: ["PR.DS-1"] },
  source: ENCRYPTION,
  says: "is encrypted with the key of Secrets Manager and not with one of your own",
  fix: "Set kmsKeyId: key.arn, and kmsKeyId in each of replicas to a key of that region.",
  requires: (p) =>
    all(
      customerKey(p.kmsKeyId),
      every(p.replicas, (replica) => customerKey((replica as Reading<{ kmsKeyId: string }>).kmsKeyId)),
    ),
});

export const secretsmanagerSecretDescription = secret.rule({
  id: "secretsmanager-secret-description",
  title: "Secrets say what they are for",
  severity: "low",
  controls: { hipaa: ["164.308(a)(1)(ii)(B)"] },
  source: "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html",
  says: "has no description, or one of less than six characters",
  fix: 'Set description, e.g. "Password of the claims database".',
  requires: (p) => matches(p.description, /\S.{4,}\S/s),
});
