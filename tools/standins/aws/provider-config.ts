import { type Properties, isRecord, isUnknown, plain } from "../wire";
import { type CheckFailure } from "./check";
import { REGION_FORM } from "./regions";
import { type Setting } from "./scene";

/** The account the stand-in works in when nothing names one: AWS's own example account. */
export const EXAMPLE_ACCOUNT = "123456789012";

/**
 * The provider's region, account and default tags. Nested settings come as JSON texts, as the SDK sends them. The
 * account is that of the assumed role, the first allowed one, or the example account.
 */
export function readConfig(
  config: Properties,
  environment: NodeJS.ProcessEnv,
): { setting: Setting; failures: CheckFailure[] } {
  const failures: CheckFailure[] = [];
  const region = text(value(config, "region")) || environment["AWS_REGION"] || environment["AWS_DEFAULT_REGION"] || "";
  if (!isUnknown(region) && !REGION_FORM.test(region)) {
    const got = region === "" ? "none is set" : `got "${region}"`;
    failures.push({
      property: "region",
      reason: `the aws provider needs a region: set aws:region or AWS_REGION (${got})`,
    });
  }
  const allowed = strings(value(config, "allowedAccountIds"));
  const forbidden = strings(value(config, "forbiddenAccountIds"));
  const account = assumedAccount(config) ?? allowed[0] ?? EXAMPLE_ACCOUNT;
  if (forbidden.includes(account) || (allowed.length > 0 && !allowed.includes(account))) {
    failures.push({
      property: "allowedAccountIds",
      reason: `the account ${account} is not allowed by the provider's settings`,
    });
  }
  return { setting: { region, account, defaultTags: defaultTags(config, failures) }, failures };
}

function assumedAccount(config: Properties): string | undefined {
  const roles = value(config, "assumeRoles") ?? value(config, "assumeRole");
  const role = Array.isArray(roles) ? roles[roles.length - 1] : roles;
  const arn = isRecord(role) ? role["roleArn"] : undefined;
  return typeof arn === "string" ? /^arn:[^:]+:iam::(\d{12}):/.exec(arn)?.[1] : undefined;
}

function defaultTags(config: Properties, failures: CheckFailure[]): Record<string, string> {
  const given = value(config, "defaultTags");
  const tags = isRecord(given) ? given["tags"] : undefined;
  const out: Record<string, string> = {};
  for (const [key, tag] of Object.entries(isRecord(tags) ? tags : {})) {
    if (typeof tag === "string") {
      out[key] = tag;
    } else {
      failures.push({ property: "defaultTags", reason: `the default tag "${key}" must be a string` });
    }
  }
  return out;
}

/** A setting as a value: texts that hold JSON lists or objects are read. */
function value(config: Properties, name: string): unknown {
  const given = plain(config[name]);
  if (typeof given !== "string" || !/^\s*[[{]/.test(given)) {
    return given ?? undefined;
  }
  try {
    return JSON.parse(given) as unknown;
  } catch {
    return given;
  }
}

function text(given: unknown): string {
  return typeof given === "string" ? given.replace(/^"(.*)"$/, "$1") : "";
}

function strings(given: unknown): string[] {
  return Array.isArray(given) ? given.map(String) : [];
}
