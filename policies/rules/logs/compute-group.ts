import type { StageArgs } from "@pulumi/aws/apigateway";
import type { ProjectArgs } from "@pulumi/aws/codebuild";
import type { FunctionArgs } from "@pulumi/aws/lambda";
import { fromBoolean, not, yes, type Answer } from "../../answer";
import { oncePerStack } from "../../once-per-stack";
import { is, oneOf, present } from "../../predicates";
import { resourceOf, sourcesOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";
import { restStage } from "../apigateway/kinds";
import { settingsOf } from "../apigateway/stage-settings";
import { lambdaFunction } from "../lambda/function";
import { logGroup } from "./log-group";

const PROJECT = "aws:codebuild/project:Project";

/** What has a log group made for it where the program makes none. */
type LogsArgs = Pick<FunctionArgs, "name" | "loggingConfig"> &
  Pick<ProjectArgs, "logsConfig"> &
  Pick<StageArgs, "restApi" | "stageName">;

const compute = on<LogsArgs>(...lambdaFunction.types, PROJECT, ...restStage.types);

type Compute = Reading<LogsArgs>;

export const logGroupExplicitForCompute = compute.relation({
  id: "log-group-explicit-for-compute",
  title: "The log groups that services would make by themselves are made by the program",
  severity: "medium",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(D)", "164.312(a)(2)(iv)", "164.312(b)", "164.312(e)(2)(ii)"],
  },
  source: "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html",
  says: "has its log group made by AWS: without a key of its own, and kept for ever",
  fix: 'new aws.cloudwatch.LogGroup("<name>", { name: pulumi.interpolate`/aws/lambda/${fn.name}`, kmsKeyId: key.arn, retentionInDays: 2192 }), or name a group of the program in loggingConfig.logGroup (logsConfig.cloudwatchLogs.groupName).',
  why: "Functions write to /aws/lambda/<name>, builds to /aws/codebuild/<name>, stages whose methods log to API-Gateway-Execution-Logs_<api>/<stage>. Access logs and state machines need a group that is there already.",
  appliesWhen: (p, stack) => {
    if (isOf(p, PROJECT)) return not(is(p.logsConfig.cloudwatchLogs.status, "DISABLED"));
    return isOf(p, ...restStage.types) ? logsCalls(p, stack) : yes;
  },
  otherwise: "It writes to no log group.",
  requires: (p, stack) => {
    if (isOf(p, ...restStage.types)) return executionGroup(p, stack);
    const [prefix, named] = isOf(p, PROJECT)
      ? (["/aws/codebuild/", p.logsConfig.cloudwatchLogs.groupName] as const)
      : (["/aws/lambda/", p.loggingConfig.logGroup] as const);
    return present(named).truth === true ? stack.named(named, logGroup).exists() : ownGroup(p, stack, prefix);
  },
});

function isOf(p: Compute, ...types: readonly string[]): boolean {
  return types.includes(resourceOf(p).type);
}

/** A group of the program has the name that the service would give: as text, or made from the resource. */
function ownGroup(p: Compute, stack: StackView, prefix: string): Answer {
  const wanted = `${prefix}${String(valueOf(p.name))}`;
  if (groupsOf(stack.index).byName.has(wanted)) return yes;
  return stack
    .partner(p, logGroup, "name")
    .some((group) => fromBoolean(valueOf(group.name) === UNKNOWN, "LogGroup.name"));
}

function logsCalls(p: Compute, stack: StackView): Answer {
  return settingsOf(p as Reading<unknown> as Reading<StageArgs>, stack).some((of) =>
    oneOf(of.settings.loggingLevel, ["ERROR", "INFO"]),
  );
}

/** The API's id is known only once it is made: the group's name is then told by what it is made from. */
function executionGroup(p: Compute, stack: StackView): Answer {
  const { ofStages, bySource } = groupsOf(stack.index);
  return fromBoolean(
    [resourceOf(p).urn, ...sourcesOf(p.restApi)].some((urn) => bySource.has(urn)) ||
      ofStages.has(String(valueOf(p.stageName))),
    "LogGroup",
  );
}

interface Groups {
  readonly byName: ReadonlySet<string>;
  /** Stages that a known name of the form API-Gateway-Execution-Logs_<api>/<stage> is for. */
  readonly ofStages: ReadonlySet<string>;
  /** What the names that are not known yet are made from. */
  readonly bySource: ReadonlySet<string>;
}

const groupsOf = oncePerStack((index): Groups => {
  const groups = index.ofKind(logGroup);
  const names = groups.map(({ inputs }) => inputs["name"]).filter((name) => typeof name === "string");
  return {
    byName: new Set(names),
    ofStages: new Set(names.map((name) => /^API-Gateway-Execution-Logs_.*\/([^/]*)$/.exec(name)?.[1] ?? "")),
    bySource: new Set(
      groups
        .filter(({ inputs }) => inputs["name"] === UNKNOWN)
        .flatMap(({ propertyDependencies }) => propertyDependencies?.["name"] ?? []),
    ),
  };
});
