import { all, any, fromBoolean, not, unknown, yes, type Answer } from "../../answer";
import { absent, atMost, first, present, some } from "../../predicates";
import { pathOf, valueOf, type Reading } from "../../reading";
import { wholeNumber } from "../../rule-config";
import type { StackView } from "../../stack-view";
import type { BucketShape, LifecycleRule } from "../s3/bucket";
import { encryptedWithKms, lifecycle, publicAccessBlocked, ruleEnabled } from "../s3/bucket-settings";
import { bucketHolds, isElsewhere, locationOf } from "./s3-location";
import { classicWorkgroup, isManaged, SETTINGS } from "./workgroup";

const maximumDays = wholeNumber({
  name: "maximumDays",
  description: "Days after which query results are deleted at the latest.",
  fallback: 30,
  minimum: 1,
  maximum: 365,
});

export const athenaWorkgroupResultBucketOwnerAndControls = classicWorkgroup.relation({
  id: "athena-workgroup-result-bucket-owner-and-controls",
  title: "Athena writes results to a guarded bucket of a named owner, and they do not stay there",
  severity: "medium",
  controls: { hipaa: ["164.310(d)(2)(i)", "164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: SETTINGS,
  says: "writes copies of patient data to a place that is not guarded like the data itself",
  fix: "Set resultConfiguration.outputLocation and expectedBucketOwner; encrypt the bucket with aws:kms, block public access, and expire its objects in 30 days or less.",
  why: "Results hold the same rows as the tables. Without expectedBucketOwner they go to whoever owns a bucket of that name.",
  config: [maximumDays],
  appliesWhen: (p, stack) => {
    const { resultConfiguration: results } = p.configuration;
    return all(
      not(isManaged(p.configuration)),
      any(
        absent(results.outputLocation),
        absent(results.expectedBucketOwner),
        not(isElsewhere(locationOf(results.outputLocation, stack))),
      ),
    );
  },
  otherwise:
    "Athena keeps the results in its own store for a day, or the bucket is made elsewhere, where it is judged; its owner is named here.",
  requires: (p, stack) => {
    const { resultConfiguration: results } = p.configuration;
    return all(
      present(results.outputLocation),
      present(results.expectedBucketOwner),
      bucketHolds(locationOf(results.outputLocation, stack), (held) =>
        all(
          encryptedWithKms(held, stack),
          publicAccessBlocked(held, stack),
          expires(held, stack, results.outputLocation),
        ),
      ),
    );
  },
});

function expires(held: Reading<BucketShape>, stack: StackView, location: Reading<string>): Answer {
  return lifecycle(held, stack, some, (rule) =>
    all(
      ruleEnabled(rule),
      atMost(
        first(
          rule.expiration.days,
          (rule.expirations[0] as Reading<{ readonly days: number }>).days,
          rule.expirationInDays,
        ),
        maximumDays.of(stack.settings),
      ),
      reaches(rule, location),
    ),
  );
}

/** The rule is for all objects, or for those below a prefix of the results. Athena tags no results. */
function reaches(rule: Reading<LifecycleRule>, location: Reading<string>): Answer {
  const ownPrefix = first<string>(rule.filter.prefix, rule.prefix);
  const [prefix, path] = [valueOf(ownPrefix), valueOf(location)];
  const key = typeof path === "string" ? path.split("/").slice(3).join("/") : undefined;
  return all(
    absent(rule.tags),
    absent(rule.filter.tag),
    absent(rule.filter.and),
    typeof prefix !== "string" || prefix === ""
      ? yes
      : key === undefined
        ? unknown(pathOf(location))
        : fromBoolean(key.startsWith(prefix), pathOf(ownPrefix)),
  );
}
