import type { FleetArgs } from "@pulumi/aws/appstream";
import type { UserPoolClientArgs } from "@pulumi/aws/cognito";
import type { UserSettingsArgs } from "@pulumi/aws/workspacesweb";
import { all, any, unknown, type Answer } from "../../answer";
import { absent, atLeast, atMost } from "../../predicates";
import { pathOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { wholeNumber, type RuleSettings } from "../../rule-config";
import { UNKNOWN } from "../../value";

const FLEET = "aws:appstream/fleet:Fleet";
const CLIENT = "aws:cognito/userPoolClient:UserPoolClient";
const BROWSER_SETTINGS = "aws:workspacesweb/userSettings:UserSettings";

const session = on<FleetArgs & UserPoolClientArgs & UserSettingsArgs>(FLEET, CLIENT, BROWSER_SETTINGS);

const maximumIdleSeconds = wholeNumber({
  name: "maximumIdleSeconds",
  description: "Seconds that somebody may sit idle before the session ends.",
  fallback: 900,
  minimum: 60,
  maximum: 3600,
});

const maximumTokenMinutes = wholeNumber({
  name: "maximumTokenMinutes",
  description: "Minutes that an access token may be used.",
  fallback: 60,
  minimum: 5,
  maximum: 1440,
});

export const workforceAutoLogoff = session.rule({
  id: "workforce-auto-logoff",
  title: "Sessions of staff end soon after they stop working",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iii)"] },
  source: "https://www.ecfr.gov/current/title-45/section-164.312",
  says: "leaves a session open too long after somebody stopped working",
  fix: 'Set idleDisconnectTimeoutInSeconds: 900 (AppStream), idleDisconnectTimeoutInMinutes: 15 (WorkSpaces Secure Browser), or accessTokenValidity: 60 with tokenValidityUnits: { accessToken: "minutes" } (Cognito).',
  why: "Left out, AppStream never ends an idle session; Cognito's access tokens hold for 60 minutes.",
  config: [maximumIdleSeconds, maximumTokenMinutes],
  requires: (p, settings, { type }) => {
    const seconds = maximumIdleSeconds.of(settings);
    if (type === CLIENT) return tokenExpires(p, settings);
    return type === FLEET
      ? endsWithin(p.idleDisconnectTimeoutInSeconds, seconds)
      : endsWithin(p.idleDisconnectTimeoutInMinutes, seconds / 60);
  },
});

/** Zero switches the timeout off. */
function endsWithin(timeout: Reading<number>, limit: number): Answer {
  return all(atLeast(timeout, 1), atMost(timeout, limit));
}

const MINUTES: Readonly<Record<string, number>> = { seconds: 1 / 60, minutes: 1, days: 1440 };

/** Cognito counts in hours unless a unit is named. */
function tokenExpires(p: Reading<UserPoolClientArgs>, settings: RuleSettings): Answer {
  const unit = valueOf(p.tokenValidityUnits.accessToken);
  const expires =
    unit === UNKNOWN
      ? unknown(pathOf(p.tokenValidityUnits.accessToken))
      : atMost(p.accessTokenValidity, maximumTokenMinutes.of(settings) / (MINUTES[String(unit)] ?? 60));
  return any(absent(p.accessTokenValidity), expires);
}
