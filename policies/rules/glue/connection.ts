import type { ConnectionArgs } from "@pulumi/aws/glue";
import { all, any, not, yes, type Answer } from "../../answer";
import { absent, given, is, notFalse, oneOf, present } from "../../predicates";
import { pathOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { noCredentialIn } from "../../secrets-in-text";
import { everyNamedText, inSnakeCase } from "../../named-texts";

const connection = on<ConnectionArgs>("aws:glue/connection:Connection");

const PROPERTIES = "https://docs.aws.amazon.com/glue/latest/dg/connection-properties.html";

function property(p: Reading<ConnectionArgs>, name: string): Reading<string> {
  return (p.connectionProperties as unknown as Reading<Record<string, string>>)[name] as Reading<string>;
}

/** Left out, the type is JDBC. */
function isJdbc(p: Reading<ConnectionArgs>): Answer {
  return any(absent(p.connectionType), is(p.connectionType, "JDBC"));
}

export const glueConnectionSslEnabled = connection.rule({
  id: "glue-connection-ssl-enabled",
  title: "Glue reaches databases by TLS only",
  severity: "high",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: PROPERTIES,
  says: "does not insist on TLS",
  fix: 'Set connectionProperties.JDBC_ENFORCE_SSL: "true"; for Kafka leave KAFKA_SSL_ENABLED out.',
  appliesWhen: (p) => any(isJdbc(p), not(notFalse(property(p, "KAFKA_SSL_ENABLED")))),
  otherwise: "Only JDBC connections have to ask for TLS; Kafka uses it unless told not to.",
  requires: (p) =>
    all(
      any(not(isJdbc(p)), oneOf(property(p, "JDBC_ENFORCE_SSL"), [true, "True", "TRUE"])),
      notFalse(property(p, "KAFKA_SSL_ENABLED")),
    ),
});

/** Entries, in snake case, whose value is a credential whatever it looks like. */
const CREDENTIAL_ENTRY = /(password|client_secret|access_token|refresh_token|jwt_token)$/;

function noCredentialEntry(r: Reading<unknown>): Answer {
  return all(
    everyNamedText(
      r,
      (name, text) => (CREDENTIAL_ENTRY.test(inSnakeCase(name)) ? not(present(text), pathOf(text)) : yes),
      pathOf(r),
    ),
    noCredentialIn(r),
  );
}

export const glueConnectionNoSecrets = connection.rule({
  id: "glue-connection-no-secrets",
  title: "Glue connections name a secret instead of holding a password",
  severity: "high",
  controls: { hipaa: ["164.308(a)(5)(ii)(D)"] },
  source: "https://docs.aws.amazon.com/glue/latest/dg/connection-properties-secrets-manager.html",
  says: "holds a password that everyone sees who may read the connection",
  fix: "Take PASSWORD out, put the credentials into Secrets Manager and set SECRET_ID: secret.name.",
  requires: (p) =>
    all(
      noCredentialEntry(p.connectionProperties as Reading<unknown>),
      noCredentialEntry(p.authenticationConfiguration as Reading<unknown>),
      noCredentialEntry(p.athenaProperties as Reading<unknown>),
    ),
});

export const glueConnectionInVpc = connection.rule({
  id: "glue-connection-in-vpc",
  title: "Glue connections run in a subnet",
  severity: "medium",
  controls: { hipaa: ["164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/glue/latest/dg/start-connecting.html",
  says: "names no subnet, so its traffic goes by the internet",
  fix: "Set physicalConnectionRequirements: { subnetId, securityGroupIdLists, availabilityZone }.",
  requires: (p) => given(p.physicalConnectionRequirements.subnetId),
});
