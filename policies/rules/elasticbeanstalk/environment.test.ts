import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import {
  beanstalkEnhancedHealthReportingEnabled,
  elasticBeanstalkLogsToCloudwatch,
  elasticBeanstalkManagedUpdatesEnabled,
} from "./environment";

const another = {
  name: "another type",
  type: "aws:elasticbeanstalk/application:Application",
  props: {},
  because: "other-type",
} as const;
const TEMPLATE = "aws:elasticbeanstalk/configurationTemplate:ConfigurationTemplate";
const template = { type: TEMPLATE, name: "template" };

type Option = readonly [namespace: string, name: string, value: unknown];

function options(...list: readonly Option[]): { settings: object[] } {
  return {
    settings: list.map(([namespace, name, value]) => ({
      namespace: namespace.replace("eb", "aws:elasticbeanstalk"),
      name,
      value,
    })),
  };
}

const stack: Option = ["aws:autoscaling:asg", "MinSize", "2"];
const health: Option = ["eb:healthreporting:system", "SystemType", "enhanced"];

testRule(beanstalkEnhancedHealthReportingEnabled, {
  valid: [
    { name: "enhanced", props: { application: "claims", ...options(stack, health) } },
    {
      name: "enhanced, beside an option not known yet",
      props: options(["eb:environment", unknownString, "x"], health),
    },
    { name: "enhanced over a template", props: { templateName: "claims", ...options(health) } },
  ],
  invalid: [
    { name: "left out", props: { application: "claims", ...options(stack) }, finds: "settings" },
    { name: "no options", props: { application: "claims" }, finds: "settings" },
    { name: "basic", props: options(["eb:healthreporting:system", "SystemType", "basic"]), finds: "settings[0].value" },
    {
      name: "basic over a template",
      props: { templateName: "claims", ...options(["eb:healthreporting:system", "SystemType", "basic"]) },
      finds: "settings[0].value",
    },
    {
      name: "basic and enhanced",
      props: options(["eb:healthreporting:system", "SystemType", "basic"], health),
      finds: "settings[0].value",
    },
    { name: "in another namespace", props: options(["eb:environment", "SystemType", "enhanced"]), finds: "settings" },
    {
      name: "under another name",
      props: options(["eb:healthreporting:system", "ConfigDocument", "enhanced"]),
      finds: "settings",
    },
  ],
  notJudged: [
    another,
    {
      name: "by a template",
      props: { templateName: from("template"), ...options(stack) },
      others: [template],
      because: "exempt",
    },
    { name: "options not known yet", props: { settings: unknownValue }, because: "unknown", finds: "settings" },
    {
      name: "an option's name not known yet",
      props: options(["eb:healthreporting:system", unknownString, "enhanced"]),
      because: "unknown",
      finds: "settings[0].name",
    },
    {
      name: "value not known yet",
      props: options(["eb:healthreporting:system", "SystemType", unknownString]),
      because: "unknown",
      finds: "settings[0].value",
    },
  ],
  alike: [TEMPLATE],
});

const enabled: Option = ["eb:managedactions", "ManagedActionsEnabled", "true"];
const window: Option = ["eb:managedactions", "PreferredStartTime", "Sun:02:00"];
const level: Option = ["eb:managedactions:platformupdate", "UpdateLevel", "minor"];
const patches: Option = ["eb:managedactions:platformupdate", "UpdateLevel", "patch"];

testRule(elasticBeanstalkManagedUpdatesEnabled, {
  valid: [
    { name: "minor versions", props: { application: "claims", ...options(enabled, window, level) } },
    { name: "patches", props: options(enabled, window, patches) },
    { name: "in capitals", props: options(["eb:managedactions", "ManagedActionsEnabled", "True"], window, level) },
    { name: "as a boolean", props: options(["eb:managedactions", "ManagedActionsEnabled", true], window, level) },
  ],
  invalid: [
    { name: "left out", props: { application: "claims", ...options(stack) }, finds: "settings" },
    ...["truely", "untrue"].map((value) => ({
      name: value,
      props: options(["eb:managedactions", "ManagedActionsEnabled", value], window, level),
      finds: "settings[0].value",
    })),
    {
      name: "off",
      props: options(["eb:managedactions", "ManagedActionsEnabled", "false"], window, level),
      finds: "settings[0].value",
    },
    { name: "without enabling", props: options(window, level), finds: "settings" },
    { name: "no window", props: options(enabled, level), finds: "settings" },
    { name: "no level", props: options(enabled, window), finds: "settings" },
    {
      name: "another level",
      props: options(enabled, window, ["eb:managedactions:platformupdate", "UpdateLevel", "major"]),
      finds: "settings[2].value",
    },
    { name: "half over a template", props: { templateName: "claims", ...options(enabled) }, finds: "settings" },
  ],
  notJudged: [
    another,
    { name: "by a template", props: { templateName: "claims", ...options(stack) }, because: "exempt" },
    { name: "options not known yet", props: { settings: unknownValue }, because: "unknown", finds: "settings" },
  ],
  alike: [TEMPLATE],
});

const stream: Option = ["eb:cloudwatch:logs", "StreamLogs", "true"];
const kept: Option = ["eb:cloudwatch:logs", "RetentionInDays", "365"];

testRule(elasticBeanstalkLogsToCloudwatch, {
  valid: [{ name: "streamed and kept", props: { application: "claims", ...options(stream, kept) } }],
  invalid: [
    { name: "left out", props: { application: "claims", ...options(stack) }, finds: "settings" },
    { name: "off", props: options(["eb:cloudwatch:logs", "StreamLogs", "false"], kept), finds: "settings[0].value" },
    { name: "not said how long", props: options(stream), finds: "settings" },
    { name: "half over a template", props: { templateName: "claims", ...options(stream) }, finds: "settings" },
    { name: "kept but not streamed", props: options(kept), finds: "settings" },
  ],
  notJudged: [
    another,
    { name: "by a template", props: { templateName: "claims" }, because: "exempt" },
    { name: "options not known yet", props: { settings: unknownValue }, because: "unknown", finds: "settings" },
  ],
});
