import { expect } from "chai";
import { parseRuleConfig } from "../../pack-settings";
import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { workforceAutoLogoff } from "./auto-logoff";

const CLIENT = "aws:cognito/userPoolClient:UserPoolClient";
const BROWSER = "aws:workspacesweb/userSettings:UserSettings";
const IDLE = "idleDisconnectTimeoutInSeconds";
const IDLE_MINUTES = "idleDisconnectTimeoutInMinutes";
const fleet = { instanceType: "stream.standard.small", imageName: "clinic" };

/** An app client whose access tokens hold for so long. */
function token(accessTokenValidity: unknown, accessToken?: unknown) {
  return {
    userPoolId: "us-east-1_a1b2c3",
    accessTokenValidity,
    ...(accessToken === undefined ? {} : { tokenValidityUnits: { accessToken } }),
  };
}

testRule(workforceAutoLogoff, {
  valid: [
    { name: "a quarter of an hour", props: { ...fleet, idleDisconnectTimeoutInSeconds: 900 } },
    { name: "a minute", props: { ...fleet, idleDisconnectTimeoutInSeconds: 60 } },
    { name: "a second", props: { ...fleet, idleDisconnectTimeoutInSeconds: 1 } },
    {
      name: "a time of one's own",
      props: { ...fleet, idleDisconnectTimeoutInSeconds: 1800 },
      config: { maximumIdleSeconds: 1800 },
    },
    {
      name: "the shortest time of one's own",
      props: { ...fleet, idleDisconnectTimeoutInSeconds: 60 },
      config: { maximumIdleSeconds: 60 },
    },
    {
      name: "the longest time of one's own",
      props: { ...fleet, idleDisconnectTimeoutInSeconds: 3600 },
      config: { maximumIdleSeconds: 3600 },
    },
    { name: "browser", type: BROWSER, props: { idleDisconnectTimeoutInMinutes: 15 } },
    { name: "tokens of 60 minutes, left out", type: CLIENT, props: { userPoolId: "us-east-1_a1b2c3" } },
    { name: "tokens of an hour", type: CLIENT, props: token(1) },
    { name: "tokens of 60 minutes", type: CLIENT, props: token(60, "minutes") },
    { name: "tokens of 3600 seconds", type: CLIENT, props: token(3600, "seconds") },
    { name: "tokens of an hour by name", type: CLIENT, props: token(1, "hours") },
    { name: "tokens of a day", type: CLIENT, props: token(1, "days"), config: { maximumTokenMinutes: 1440 } },
    { name: "tokens of five minutes", type: CLIENT, props: token(5, "minutes"), config: { maximumTokenMinutes: 5 } },
    { name: "left out, unit not known yet", type: CLIENT, props: token(undefined, unknownString) },
  ],
  invalid: [
    { name: "left out: never", props: fleet, finds: IDLE },
    { name: "never", props: { ...fleet, idleDisconnectTimeoutInSeconds: 0 }, finds: IDLE },
    { name: "a second more", props: { ...fleet, idleDisconnectTimeoutInSeconds: 901 }, finds: IDLE },
    {
      name: "a time of one's own, and a second",
      props: { ...fleet, idleDisconnectTimeoutInSeconds: 301 },
      config: { maximumIdleSeconds: 300 },
      finds: IDLE,
    },
    { name: "browser, never", type: BROWSER, props: { idleDisconnectTimeoutInMinutes: 0 }, finds: IDLE_MINUTES },
    {
      name: "browser, a minute more",
      type: BROWSER,
      props: { idleDisconnectTimeoutInMinutes: 16 },
      finds: IDLE_MINUTES,
    },
    {
      name: "browser, a minute more than an hour",
      type: BROWSER,
      props: { idleDisconnectTimeoutInMinutes: 61 },
      config: { maximumIdleSeconds: 3600 },
      finds: IDLE_MINUTES,
    },
    { name: "browser, left out", type: BROWSER, props: {}, finds: IDLE_MINUTES },
    { name: "tokens of two hours", type: CLIENT, props: token(2), finds: "accessTokenValidity" },
    { name: "tokens of 61 minutes", type: CLIENT, props: token(61, "minutes"), finds: "accessTokenValidity" },
    { name: "tokens of 3601 seconds", type: CLIENT, props: token(3601, "seconds"), finds: "accessTokenValidity" },
    { name: "tokens of two hours by name", type: CLIENT, props: token(2, "hours"), finds: "accessTokenValidity" },
    { name: "tokens of a day", type: CLIENT, props: token(1, "days"), finds: "accessTokenValidity" },
    ...[token(24), token(24, "hours"), token(1, "days")].map((props) => ({
      name: `a minute more than ${JSON.stringify(props)}`,
      type: CLIENT,
      props,
      config: { maximumTokenMinutes: 1439 },
      finds: "accessTokenValidity",
    })),
    {
      name: "tokens of two days",
      type: CLIENT,
      props: token(2, "days"),
      config: { maximumTokenMinutes: 1440 },
      finds: "accessTokenValidity",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:appstream/stack:Stack", props: {}, because: "other-type" },
    {
      name: "not known yet",
      props: { ...fleet, idleDisconnectTimeoutInSeconds: unknownValue },
      because: "unknown",
      finds: IDLE,
    },
    {
      name: "unit not known yet",
      type: CLIENT,
      props: token(60, unknownString),
      because: "unknown",
      finds: "tokenValidityUnits.accessToken",
    },
  ],
});

describe(`the settings of ${workforceAutoLogoff.id}`, () => {
  for (const config of [
    { maximumIdleSeconds: 59 },
    { maximumIdleSeconds: 3601 },
    { maximumTokenMinutes: 4 },
    { maximumTokenMinutes: 1441 },
  ]) {
    it(`refuse ${JSON.stringify(config)}`, () => {
      expect(() => parseRuleConfig(workforceAutoLogoff.id, workforceAutoLogoff.config ?? [], config)).to.throw();
    });
  }
});
