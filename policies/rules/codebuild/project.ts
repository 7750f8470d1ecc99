import type { ProjectArgs } from "@pulumi/aws/codebuild";
import { all, any, no, not, unnamed, type Answer } from "../../answer";
import { absent, customerKey, every, is, matches, notTrue } from "../../predicates";
import { pathOf, type Reading } from "../../reading";
import { on } from "../../rule";

export const project = on<ProjectArgs>("aws:codebuild/project:Project");

const ENVIRONMENT = "https://docs.aws.amazon.com/codebuild/latest/APIReference/API_EnvironmentVariable.html";
const CREATE_PROJECT = "https://docs.aws.amazon.com/codebuild/latest/userguide/create-project.html";
const ENCRYPTION = "https://docs.aws.amazon.com/codebuild/latest/userguide/security-encryption.html";

/** What the AWS SDKs and command line read credentials from, and the spellings people give them. */
const AWS_KEY_NAME = /^AWS_?(ACCESS_?KEY(_?ID)?|SECRET_?(ACCESS_?)?KEY|(SESSION|SECURITY)_?TOKEN)$/i;

/** An access key id: IAM User Guide, "Unique identifiers". */
const ACCESS_KEY_ID = /(?<![A-Z0-9])(AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])/;

interface Variable {
  readonly name: string;
  readonly type: string;
  readonly value: string;
}

export const codebuildProjectEnvvarAwscredCheck = project.rule({
  id: "codebuild-project-envvar-awscred-check",
  title: "Build environments hold no AWS keys in plain text",
  severity: "critical",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.308(a)(3)(i)",
      "164.308(a)(4)(ii)(A)",
      "164.308(a)(4)(ii)(B)",
      "164.308(a)(4)(ii)(C)",
      "164.308(a)(5)(ii)(D)",
      "164.312(a)(1)",
    ],
    nistCsf: ["PR.DS-5", "PR.IP-2"],
    soc2: ["CC7.2", "CC8.1"],
  },
  source: ENVIRONMENT,
  says: "hands its builds an AWS key in plain text",
  fix: 'Let the builds use serviceRole, or set type: "SECRETS_MANAGER" with the name of a secret as value.',
  why: "Whoever may look at the project reads its plain variables, and builds print them.",
  requires: (p) => {
    const variables = p.environment.environmentVariables as unknown as Reading<Variable[]>;
    return every(variables, (variable) => noKeyIn(variable as Reading<Variable>));
  },
});

/** A variable without a type is plain text. */
function noKeyIn(variable: Reading<Variable>): Answer {
  const isPlain = any(absent(variable.type), is(variable.type, "PLAINTEXT"));
  return all(
    not(all(matches(variable.name, AWS_KEY_NAME), isPlain), pathOf(variable.type)),
    not(all(isPlain, knownToMatch(variable.value)), pathOf(variable.value)),
  );
}

/** A value that is not known yet is the name or address of another resource, unless the variable's name says more. */
function knownToMatch(value: Reading<string>): Answer {
  const answer = matches(value, ACCESS_KEY_ID);
  return answer.truth === "unknown" ? no(pathOf(value)) : answer;
}

export const codebuildProjectLoggingEnabled = project.rule({
  id: "codebuild-project-logging-enabled",
  title: "Builds write logs to CloudWatch or S3",
  severity: "medium",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"],
    nistCsf: ["DE.AE-1", "DE.AE-3", "PR.DS-5", "PR.PT-1"],
    soc2: ["A1.1"],
  },
  source: CREATE_PROJECT,
  says: "keeps no log of its builds",
  fix: 'Leave logsConfig.cloudwatchLogs.status out or set it to "ENABLED".',
  why: "CloudWatch logs are on unless they are turned off.",
  remedy: { "logsConfig.cloudwatchLogs.status": "ENABLED" },
  requires: (p) => {
    const { cloudwatchLogs, s3Logs } = p.logsConfig;
    return any(
      not(is(cloudwatchLogs.status, "DISABLED"), pathOf(cloudwatchLogs.status)),
      unnamed(is(s3Logs.status, "ENABLED")),
    );
  },
});

export const codebuildProjectS3LogsEncrypted = project.rule({
  id: "codebuild-project-s3-logs-encrypted",
  title: "Build logs in S3 are encrypted",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: ENCRYPTION,
  says: "writes its logs to S3 without encryption",
  fix: "Set logsConfig.s3Logs.encryptionDisabled: false or leave it out.",
  remedy: { "logsConfig.s3Logs.encryptionDisabled": false },
  requires: (p) => notTrue(p.logsConfig.s3Logs.encryptionDisabled),
});

interface Artifacts {
  readonly type: string;
  readonly encryptionDisabled: boolean;
}

export const codebuildProjectArtifactEncryption = project.rule({
  id: "codebuild-project-artifact-encryption",
  title: "Build artifacts are encrypted",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: ENCRYPTION,
  says: "stores its artifacts without encryption",
  fix: "Set encryptionDisabled: false on artifacts and secondaryArtifacts, or leave it out.",
  why: "A project without artifacts ignores the setting.",
  remedy: { "artifacts.encryptionDisabled": false, "secondaryArtifacts[*].encryptionDisabled": false },
  requires: (p) => all(encrypted(p.artifacts as unknown as Reading<Artifacts>), every(p.secondaryArtifacts, encrypted)),
});

function encrypted(artifacts: unknown): Answer {
  const { type, encryptionDisabled } = artifacts as Reading<Artifacts>;
  return any(unnamed(is(type, "NO_ARTIFACTS")), notTrue(encryptionDisabled));
}

export const codebuildProjectCmk = project.rule({
  id: "codebuild-project-cmk",
  title: "Build artifacts are encrypted with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: ENCRYPTION,
  says: "encrypts its artifacts with AWS's own key",
  fix: "Set encryptionKey to the ARN of a customer managed key.",
  requires: (p) => customerKey(p.encryptionKey),
});

export const codebuildProjectEnvironmentPrivilegedCheck = project.rule({
  id: "codebuild-project-environment-privileged-check",
  title: "Builds do not run in privileged mode",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"] },
  source: "https://docs.aws.amazon.com/codebuild/latest/APIReference/API_ProjectEnvironment.html",
  says: "gives its builds every right over the machine they run on",
  fix: "Set environment.privilegedMode: false or leave it out. To build container images, use a Docker server (environment.dockerServer).",
  remedy: { "environment.privilegedMode": false },
  requires: (p) => notTrue(p.environment.privilegedMode),
});

export const codebuildProjectNotPublic = project.rule({
  id: "codebuild-project-not-public",
  title: "Build results are not public",
  severity: "high",
  controls: { hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/codebuild/latest/userguide/public-builds.html",
  says: "shows its logs and artifacts to anyone",
  fix: 'Set projectVisibility: "PRIVATE" or leave it out.',
  remedy: { projectVisibility: "PRIVATE" },
  requires: (p) => not(is(p.projectVisibility, "PUBLIC_READ"), pathOf(p.projectVisibility)),
});
