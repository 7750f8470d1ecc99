import type { ClusterArgs, ServiceArgs } from "@pulumi/aws/ecs";
import { all, any, fromBoolean, implies, not, unnamed, type Answer } from "../../answer";
import { absent, customerKey, is, notTrue, oneOf, present, some } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";

const cluster = on<ClusterArgs>("aws:ecs/cluster:Cluster");

const service: Kind<ServiceArgs> = { types: ["aws:ecs/service:Service"] };

const EXEC = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html";

export const ecsContainerInsightsEnabled = cluster.rule({
  id: "ecs-container-insights-enabled",
  title: "Clusters measure their tasks with Container Insights",
  severity: "low",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"] },
  source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-container-insights.html",
  says: "does not measure its tasks",
  fix: 'Set settings: [{ name: "containerInsights", value: "enhanced" }].',
  remedy: { settings: [{ name: "containerInsights", value: "enhanced" }] },
  requires: (p) =>
    some(p.settings, (setting) =>
      all(is(setting.name, "containerInsights"), oneOf(setting.value, ["enabled", "enhanced"])),
    ),
});

type Exec = ReturnType<typeof execOf>;

function execOf(p: Reading<ClusterArgs>) {
  return p.configuration.executeCommandConfiguration;
}

const NOBODY_EXECUTES = "No service of the cluster lets anybody run commands in its containers.";

/** The services of the program that run in the cluster all leave ECS Exec off; exempting needs one. */
function nobodyExecutes(p: Reading<ClusterArgs>, stack: StackView): Answer {
  const { certain } = stack.partner(p, service, "cluster");
  return fromBoolean(
    certain.length > 0 && certain.every(({ enableExecuteCommand }) => notTrue(enableExecuteCommand).truth === true),
  );
}

export const ecsExecLoggingEnabled = cluster.relation({
  id: "ecs-exec-logging-enabled",
  title: "Clusters log what is run in their containers",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"] },
  source: EXEC,
  says: "keeps no log of the commands that people run in its containers",
  fix: 'Set configuration.executeCommandConfiguration: { logging: "OVERRIDE", logConfiguration: { cloudWatchLogGroupName } }.',
  why: "DEFAULT, which is what the provider takes where logging is left out, writes to the log group of each container's own awslogs driver and needs no target.",
  appliesWhen: (p, stack) => not(nobodyExecutes(p, stack)),
  otherwise: NOBODY_EXECUTES,
  requires: (p) => {
    const exec = execOf(p);
    return all(
      any(all(unnamed(present(exec)), absent(exec.logging)), oneOf(exec.logging, ["DEFAULT", "OVERRIDE"])),
      implies(is(exec.logging, "OVERRIDE"), hasTarget(exec)),
    );
  },
});

function hasTarget({ logConfiguration }: Exec): Answer {
  return any(present(logConfiguration.cloudWatchLogGroupName), present(logConfiguration.s3BucketName));
}

export const ecsExecCmk = cluster.relation({
  id: "ecs-exec-cmk",
  title: "Clusters encrypt commands run in their containers with a customer managed key, and the logs of them",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: EXEC,
  says: "has no key of its own for the commands that people run in its containers, or does not ask for encrypted logs of them",
  fix: "Set configuration.executeCommandConfiguration.kmsKeyId: key.arn, and in logConfiguration cloudWatchEncryptionEnabled: true or s3BucketEncryptionEnabled: true.",
  appliesWhen: (p, stack) => not(nobodyExecutes(p, stack)),
  otherwise: NOBODY_EXECUTES,
  requires: (p) => {
    const exec = execOf(p);
    const { logConfiguration: log } = exec;
    return all(
      customerKey(exec.kmsKeyId),
      any(unnamed(absent(log.cloudWatchLogGroupName)), is(log.cloudWatchEncryptionEnabled, true)),
      any(unnamed(absent(log.s3BucketName)), is(log.s3BucketEncryptionEnabled, true)),
    );
  },
});
