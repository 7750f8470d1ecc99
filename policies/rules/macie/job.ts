import { all, any, fromBoolean, not, unknown, unnamed, yes, type Answer } from "../../answer";
import { classificationOf, mayHoldPhi, tagOf } from "../../classification";
import { absent, every, is, present, some } from "../../predicates";
import { itemsOf, pathOf, resourceOf, valueOf, type Reading } from "../../reading";
import type { Kind } from "../../stack-index";
import { UNKNOWN } from "../../value";
import { intakePurposes, isIntake } from "../guardduty/malware-plan";
import { bucket, type BucketShape } from "../s3/bucket";
import { isAccessLogTarget } from "../s3/bucket-settings";
import { comesRound, job } from "./kinds";

export const macieJobCoversPhiBuckets = bucket.relation({
  id: "macie-job-covers-phi-buckets",
  title: "Macie looks again and again into buckets that may hold patient data",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(A)", "164.308(a)(4)(ii)(B)", "164.502(b)"] },
  source: "https://docs.aws.amazon.com/macie/latest/user/discovery-jobs.html",
  says: "is in no scheduled job of Macie",
  fix: 'new aws.macie2.ClassificationJob("<name>", { jobType: "SCHEDULED", scheduleFrequency: { weeklySchedule: "MONDAY" }, s3JobDefinition: { bucketDefinitions: [{ accountId, buckets: [bucket.bucket] }] } })',
  why: "A bucket that others put files into counts whatever it says it holds. One job of the account's own stack may cover the buckets of all stacks, and can't be seen from here: judge it there, and waive the finding here with that stack's name.",
  config: [intakePurposes],
  appliesWhen: (p, stack, resource) =>
    all(
      any(mayHoldPhi(resource, stack.settings), fromBoolean(isIntake(p, stack), "tags")),
      fromBoolean(classificationOf(resource, stack.settings) !== "audit", "tags"),
      not(isAccessLogTarget(p, stack)),
    ),
  otherwise: "The bucket is classified as holding no patient data, or keeps logs.",
  requires: (p, stack) => {
    const byCriteria = stack
      .all(job)
      .map((one) => ({ one, criteria: one.s3JobDefinition.bucketCriteria as Reading<Criteria> }))
      .filter(({ criteria }) => present(criteria).truth === true && valueOf(criteria) !== UNKNOWN)
      .map(({ one, criteria }) => all(comesRound(one), isMet(criteria, p)));
    const listed = stack.partner(p, job, "s3JobDefinition").some(comesRound);
    return any(listed, ...byCriteria.map(unnamed));
  },
});

interface Criteria {
  readonly includes: { readonly ands: Criterion[] };
  readonly excludes: { readonly ands: Criterion[] };
}

interface Criterion {
  readonly simpleCriterion: { readonly key: string; readonly comparator: string; readonly values: string[] };
  readonly tagCriterion: { readonly comparator: string; readonly tagValues: { key: string; value: string }[] };
}

/** Without conditions that include, all buckets are in; those that exclude must all hold to keep one out. */
function isMet({ includes, excludes }: Reading<Criteria>, p: Reading<BucketShape>): Answer {
  const holds = (item: Reading<unknown>): Answer => fits(item as Reading<Criterion>, p);
  return all(
    every(includes.ands, holds),
    any(absent(excludes.ands), not(every(excludes.ands, holds), pathOf(excludes.ands))),
  );
}

function fits({ simpleCriterion, tagCriterion }: Reading<Criterion>, p: Reading<BucketShape>): Answer {
  const tag = some(tagCriterion.tagValues, (wanted) => hasTag(wanted as Reading<{ key: string; value: string }>, p));
  return all(
    any(absent(tagCriterion), is(tagCriterion.comparator, "NE").truth === true ? not(tag, pathOf(tagCriterion)) : tag),
    // An account, or a property that is known once the bucket is there.
    any(absent(simpleCriterion), is(simpleCriterion.key, "ACCOUNT_ID"), unknown(pathOf(simpleCriterion))),
  );
}

function hasTag(wanted: Reading<{ key: string; value: string }>, p: Reading<BucketShape>): Answer {
  const [key, value] = [valueOf(wanted.key), valueOf(wanted.value)];
  if (typeof key !== "string" || value === UNKNOWN) return unknown(pathOf(wanted));
  const tag = tagOf(resourceOf(p), [key]);
  return tag === "unknown" ? unknown("tags") : fromBoolean(tag !== undefined && (value === undefined || tag === value));
}

interface Identifier {
  readonly name: string;
  readonly description: string;
  readonly regex: string;
  readonly keywords: string[];
}

const identifier: Kind<Identifier> = {
  types: ["aws:macie/customDataIdentifier:CustomDataIdentifier"],
};

const TOPICS = [/\bmrns?\b|medical[ _-]?record|chart[ _-]?(number|no)/i, /member|subscriber|beneficiary|insurance/i];

export const macieMedicalIdentifiersEnabled = job.relation({
  id: "macie-medical-identifiers-enabled",
  title: "Jobs of Macie look for medical record numbers and member ids",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(A)"] },
  source: "https://docs.aws.amazon.com/macie/latest/user/custom-data-identifiers.html",
  says: "does not look for medical record numbers and member ids",
  fix: "Set customDataIdentifierIds to two aws.macie.CustomDataIdentifier, one for medical record numbers and one for member ids.",
  why: "Macie's own identifiers know neither. An identifier of this program is told by its name, description, keywords or pattern; one made elsewhere is taken as the right one.",
  requires: (p, stack) => {
    const ids = itemsOf(p.customDataIdentifierIds);
    if (ids === UNKNOWN) return unknown(pathOf(p.customDataIdentifierIds));
    const known = stack.named(p.customDataIdentifierIds, identifier).certain;
    const path = pathOf(p.customDataIdentifierIds);
    if (known.length < ids.length) return yes;
    return all(
      ...TOPICS.map((topic) =>
        fromBoolean(
          known.some((one) => mentions(one, topic)),
          path,
        ),
      ),
    );
  },
});

function mentions({ name, description, regex, keywords }: Reading<Identifier>, topic: RegExp): boolean {
  const words = itemsOf(keywords);
  const texts = [name, description, regex, ...(words === UNKNOWN ? [] : words)].map((text) =>
    valueOf(text as Reading<string>),
  );
  return texts.some((text) => typeof text === "string" && topic.test(text));
}
