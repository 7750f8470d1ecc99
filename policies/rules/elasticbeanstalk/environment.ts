import type { ConfigurationTemplateArgs, EnvironmentArgs } from "@pulumi/aws/elasticbeanstalk";
import { all, any, no, not, unknown, yes, type Answer } from "../../answer";
import { is, matches, oneOf, present } from "../../predicates";
import { itemsOf, pathOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { UNKNOWN } from "../../value";

type Options = EnvironmentArgs & ConfigurationTemplateArgs;

const ENVIRONMENT = "aws:elasticbeanstalk/environment:Environment";

const environment = on<Options>(ENVIRONMENT);
const optioned = on<Options>(ENVIRONMENT, "aws:elasticbeanstalk/configurationTemplate:ConfigurationTemplate");

const HEALTH = "aws:elasticbeanstalk:healthreporting:system";
const MANAGED = "aws:elasticbeanstalk:managedactions";
const LOGS = "aws:elasticbeanstalk:cloudwatch:logs";

const TEMPLATE_SENTENCE = "The environment takes its options from a configuration template, which is judged by itself.";

const ENHANCED = "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/health-enhanced.html";
const UPDATES = "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-platform-update-managed.html";
const STREAMING = "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/AWSHowTo.cloudwatchlogs.html";

/** The option of this name holds; where it isn't set, the list of options is at fault. */
function option(
  p: Reading<Options>,
  namespace: string,
  name: string,
  holds: (value: Reading<string>) => Answer,
): Answer {
  const settings = itemsOf(p.settings as Reading<Setting[]>);
  if (settings === UNKNOWN) return unknown(pathOf(p.settings));
  const answers = settings.map((setting) => all(is(setting.namespace, namespace), is(setting.name, name)));
  const meant = settings.filter((_, index) => answers[index]?.truth === true);
  if (meant.length > 0) return all(...meant.map((setting) => holds(setting.value)));
  return any(no(pathOf(p.settings)), ...answers.filter(({ truth }) => truth === "unknown"));
}

interface Setting {
  readonly namespace: string;
  readonly name: string;
  readonly value: string;
}

/** What an environment sets comes before its template; what it leaves out, the template decides. */
function decidesHere(p: Reading<Options>, namespace: string, name: string): Answer {
  return any(
    not(present(p.templateName)),
    option(p, namespace, name, () => yes),
  );
}

export const beanstalkEnhancedHealthReportingEnabled = optioned.rule({
  id: "beanstalk-enhanced-health-reporting-enabled",
  title: "Environments report their health in detail",
  severity: "low",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"], nistCsf: ["PR.PT-5"] },
  source: ENHANCED,
  says: "reports its health in outline only",
  fix: 'Add to settings: { namespace: "aws:elasticbeanstalk:healthreporting:system", name: "SystemType", value: "enhanced" }.',
  appliesWhen: (p) => decidesHere(p, HEALTH, "SystemType"),
  otherwise: TEMPLATE_SENTENCE,
  requires: (p) => option(p, HEALTH, "SystemType", (value) => is(value, "enhanced")),
});

export const elasticBeanstalkManagedUpdatesEnabled = optioned.rule({
  id: "elastic-beanstalk-managed-updates-enabled",
  title: "Environments take updates of their platform by themselves",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(5)(ii)(A)", "164.308(a)(5)(ii)(B)"] },
  source: UPDATES,
  says: "does not take updates of its platform by itself",
  fix: "Set ManagedActionsEnabled to true and PreferredStartTime in aws:elasticbeanstalk:managedactions, and UpdateLevel to minor or patch in aws:elasticbeanstalk:managedactions:platformupdate.",
  appliesWhen: (p) => decidesHere(p, MANAGED, "ManagedActionsEnabled"),
  otherwise: TEMPLATE_SENTENCE,
  requires: (p) =>
    all(
      option(p, MANAGED, "ManagedActionsEnabled", isTrue),
      option(p, MANAGED, "PreferredStartTime", present),
      option(p, `${MANAGED}:platformupdate`, "UpdateLevel", (value) => oneOf(value, ["minor", "patch"])),
    ),
});

export const elasticBeanstalkLogsToCloudwatch = environment.rule({
  id: "elastic-beanstalk-logs-to-cloudwatch",
  title: "Environments send their logs to CloudWatch and say how long they stay",
  severity: "low",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"], soc2: ["A1.1"] },
  source: STREAMING,
  says: "keeps its logs on its instances, or does not say how long they stay",
  fix: "Set StreamLogs to true and RetentionInDays in aws:elasticbeanstalk:cloudwatch:logs.",
  why: "Left out, the records are gone after 7 days.",
  appliesWhen: (p) => decidesHere(p, LOGS, "StreamLogs"),
  otherwise: TEMPLATE_SENTENCE,
  requires: (p) => all(option(p, LOGS, "StreamLogs", isTrue), option(p, LOGS, "RetentionInDays", present)),
});

/** Beanstalk takes its booleans as texts, in any case. */
function isTrue(value: Reading<unknown>): Answer {
  return any(is(value, true), matches(value, /^true$/i));
}
