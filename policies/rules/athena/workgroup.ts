import type { WorkgroupArgs } from "@pulumi/aws/athena";
import { all, any, not, unnamed, type Answer } from "../../answer";
import { customerKey, first, is, matches, notFalse, oneOf, present } from "../../predicates";
import { pathOf, type Reading } from "../../reading";
import { on } from "../../rule";

/** A workgroup's settings as the classic provider and Cloud Control's own spell them. */
interface Configuration {
  readonly enforceWorkgroupConfiguration: boolean;
  readonly enforceWorkGroupConfiguration: boolean;
  readonly publishCloudwatchMetricsEnabled: boolean;
  readonly resultConfiguration: {
    readonly outputLocation: string;
    readonly expectedBucketOwner: string;
    readonly encryptionConfiguration: {
      readonly encryptionOption: string;
      readonly kmsKeyArn: string;
      readonly kmsKey: string;
    };
  };
  readonly managedQueryResultsConfiguration: {
    readonly enabled: boolean;
    readonly encryptionConfiguration: { readonly kmsKey: string };
  };
}

interface WorkgroupShape extends Pick<WorkgroupArgs, "description"> {
  readonly configuration: Configuration;
  readonly workGroupConfiguration: Configuration;
}

const WORKGROUP = "aws:athena/workgroup:Workgroup";

const workgroup = on<WorkgroupShape>(WORKGROUP, "aws-native:athena:WorkGroup");
export const classicWorkgroup = on<WorkgroupShape>(WORKGROUP);

const RESULTS = "https://docs.aws.amazon.com/athena/latest/ug/encrypting-query-results-stored-in-s3.html";
export const SETTINGS = "https://docs.aws.amazon.com/athena/latest/ug/workgroups-settings.html";

function configurationOf(p: Reading<WorkgroupShape>): Reading<Configuration> {
  return first<Configuration>(p.configuration, p.workGroupConfiguration);
}

/** Results lie in a store of Athena's own instead of a bucket. */
export function isManaged(configuration: Reading<Configuration>): Answer {
  return is(configuration.managedQueryResultsConfiguration.enabled, true);
}

/** Encryption of the results, wherever they lie: Athena uses a key of its own for its store unless one is named. */
function resultsEncrypted(
  p: Reading<WorkgroupShape>,
  inBucket: (encryption: Reading<Configuration["resultConfiguration"]["encryptionConfiguration"]>) => Answer,
  inAthena: (key: Reading<string>) => Answer,
): Answer {
  const configuration = configurationOf(p);
  const managed = isManaged(configuration);
  return all(
    any(unnamed(managed), inBucket(configuration.resultConfiguration.encryptionConfiguration)),
    any(not(managed), inAthena(configuration.managedQueryResultsConfiguration.encryptionConfiguration.kmsKey)),
  );
}

export const athenaWorkgroupEncryptedAtRest = workgroup.rule({
  id: "athena-workgroup-encrypted-at-rest",
  title: "Athena workgroups encrypt query results with KMS",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: RESULTS,
  says: "does not encrypt query results with KMS",
  fix: 'Set configuration.resultConfiguration.encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: key.arn }.',
  requires: (p) =>
    resultsEncrypted(p, ({ encryptionOption }) => oneOf(encryptionOption, ["SSE_KMS", "CSE_KMS"]), present),
});

export const athenaWorkgroupCmk = workgroup.rule({
  id: "athena-workgroup-cmk",
  title: "Athena workgroups encrypt query results with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: RESULTS,
  says: "names no customer managed key for query results",
  fix: "Set configuration.resultConfiguration.encryptionConfiguration.kmsKeyArn: key.arn.",
  requires: (p) =>
    resultsEncrypted(
      p,
      ({ encryptionOption, kmsKeyArn, kmsKey }) =>
        all(not(is(encryptionOption, "SSE_S3"), pathOf(encryptionOption)), customerKey(first(kmsKeyArn, kmsKey))),
      customerKey,
    ),
});

export const athenaWorkgroupEnforceConfiguration = workgroup.rule({
  id: "athena-workgroup-enforce-configuration",
  title: "Athena workgroups overrule what a client asks for",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/athena/latest/ug/workgroups-settings-override.html",
  says: "lets a client write its results elsewhere and unencrypted",
  fix: "Leave enforceWorkgroupConfiguration out or set it to true.",
  remedy: {
    "configuration.enforceWorkgroupConfiguration": undefined,
    "workGroupConfiguration.enforceWorkGroupConfiguration": undefined,
  },
  requires: (p) => {
    const configuration = configurationOf(p);
    return notFalse(first(configuration.enforceWorkgroupConfiguration, configuration.enforceWorkGroupConfiguration));
  },
});

export const athenaWorkgroupLoggingEnabled = classicWorkgroup.rule({
  id: "athena-workgroup-logging-enabled",
  title: "Athena workgroups publish their query metrics",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"], soc2: ["A1.1"] },
  source: "https://docs.aws.amazon.com/athena/latest/ug/query-metrics-viewing.html",
  says: "publishes no metrics of its queries",
  fix: "Leave publishCloudwatchMetricsEnabled out or set it to true.",
  remedy: { "configuration.publishCloudwatchMetricsEnabled": true },
  requires: (p) => notFalse(p.configuration.publishCloudwatchMetricsEnabled),
});

export const athenaWorkgroupDescription = workgroup.rule({
  id: "athena-workgroup-description",
  title: "Athena workgroups say what they are for",
  severity: "low",
  controls: { hipaa: ["164.308(a)(1)(ii)(B)"] },
  source: SETTINGS,
  says: "does not say whose queries it is for",
  fix: 'Set description, e.g. "Queries of the claims team".',
  requires: (p) => matches(p.description, /\S/),
});
