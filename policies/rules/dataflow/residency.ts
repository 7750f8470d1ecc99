import { all, fromBoolean, unknown, type Answer } from "../../answer";
import { regionOf } from "../../classification";
import { valueOf } from "../../reading";
import { on } from "../../rule";
import { isObject, UNKNOWN, type PropertyValue } from "../../value";
import { parsed } from "./flow-names";
import { moduleOf } from "./service-of";

const anything = on<{ readonly region: string }>("*");

/**
 * Services of the whole account: what they keep has no region that a program chooses (AWS Fault Isolation Boundaries, "Global services").
 */
const GLOBAL_MODULES: ReadonlySet<string> = new Set([
  "account",
  "billing",
  "budgets",
  "cloudfront",
  "costexplorer",
  "globalaccelerator",
  "iam",
  "networkmanager",
  "organizations",
  "route53",
  "route53domains",
  "savingsplans",
  "shield",
  "waf",
]);

export const phiResidencyAllowedRegions = anything.rule({
  id: "phi-residency-allowed-regions",
  title: "Everything is made in, and points to, regions that the data-residency policy allows",
  severity: "high",
  controls: { hipaa: ["164.308(a)(1)(ii)(B)", "164.308(b)(1)", "164.314(a)(1)"] },
  source: "https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html",
  says: "is made in, or points to, a region that is not allowed",
  fix: "Use a provider of an allowed region, or add the region to the pack's allowedRegions.",
  why: "A provider that takes its region from the environment tells none here; global services are asked only for the regions they name.",
  requires: (p, settings, resource) => {
    const isAllowed = (region: string): boolean => settings.allowedRegions.includes(region);
    const own = valueOf(p.region);
    const made = regionOf(resource);
    const state = resource.inputs["desiredState"];
    return all(
      fromBoolean(
        own !== undefined || made === undefined || GLOBAL_MODULES.has(moduleOf(resource.type)) || isAllowed(made),
        "provider.region",
      ),
      ...regionsNamed(resource.inputs, "", isAllowed),
      ...regionsNamed(parsed(String(state)), "desiredState", isAllowed),
    );
  },
});

/** `region`, `destinationRegion`, `regionName`, `linkedRegions` and the like. */
const REGION_KEY = /^(region|[a-z]\w*Region)(s|Names?)?$/i;

/** `us-east-1`, `us-gov-west-1`, `eusc-de-east-1`; other words, such as `ALL_REGIONS`, name none. */
const REGION = /^[a-z]{2,4}(-[a-z]+){1,3}-\d$/;

/** What a team writes down, not what AWS acts on. */
const LABELS: ReadonlySet<string> = new Set(["tags", "tagsAll", "labels", "metadata", "variables", "__defaults"]);

function regionsNamed(value: PropertyValue, path: string, isAllowed: (region: string) => boolean): Answer[] {
  if (Array.isArray(value))
    return (value as readonly PropertyValue[]).flatMap((item, position) =>
      regionsNamed(item, `${path}[${position}]`, isAllowed),
    );
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    if (LABELS.has(key)) return [];
    const at = path === "" ? key : `${path}.${key}`;
    return REGION_KEY.test(key) && !isObject(item)
      ? regionValues(item, at, isAllowed)
      : regionsNamed(item, at, isAllowed);
  });
}

function regionValues(value: PropertyValue, path: string, isAllowed: (region: string) => boolean): Answer[] {
  if (value === UNKNOWN) return [unknown(path)];
  if (Array.isArray(value))
    return (value as readonly PropertyValue[]).flatMap((item, position) =>
      isObject(item)
        ? regionsNamed(item, `${path}[${position}]`, isAllowed)
        : regionValues(item, `${path}[${position}]`, isAllowed),
    );
  return typeof value === "string" && REGION.test(value) ? [fromBoolean(isAllowed(value), path)] : [];
}
