import { all, fromBoolean, unknown, type Answer } from "../../answer";
import { tellsContact, tellsPatient } from "../../identifiers-in-text";
import { every, first } from "../../predicates";
import { entriesOf, jsonOf, pathOf, valueOf, type Reading } from "../../reading";
import { ANY_AWS_TYPE, on } from "../../rule";
import { texts, type RuleSettings } from "../../rule-config";
import { UNKNOWN } from "../../value";

/** What most types call their own texts, and Cloud Control in its JSON. */
interface Texts {
  readonly name: string;
  readonly namePrefix: string;
  readonly displayName: string;
  readonly identifier: string;
  readonly description: string;
  readonly comment: string;
  readonly bucket: string;
  readonly bucketName: string;
  readonly tags: Record<string, string>;
  readonly desiredState: string;
}

interface CloudControlTexts {
  readonly Name: string;
  readonly Description: string;
  readonly Tags: Record<string, string>;
}

const resourceOfAnyType = on<Texts>(ANY_AWS_TYPE);

/** Elsewhere `bucket` names another resource, which is judged itself. */
const BUCKETS: ReadonlySet<string> = new Set([
  "aws:s3/bucket:Bucket",
  "aws:s3/bucketV2:BucketV2",
  "aws:s3/directoryBucket:DirectoryBucket",
]);

/** Types that stand for a person of the staff or a mail address, and are named so. */
const NAMED_FOR_STAFF: ReadonlySet<string> = new Set([
  "aws:iam/user:User",
  "aws:ses/emailIdentity:EmailIdentity",
  "aws:sesv2/emailIdentity:EmailIdentity",
  "aws:sns/topicSubscription:TopicSubscription",
]);

const staffTags = texts({
  name: "staffTags",
  description:
    "Words in a tag's key that say its value names staff, so that it may hold a mail address or a telephone number.",
  fallback: ["owner", "contact", "team", "email", "support", "oncall", "maintainer", "createdby", "steward", "manager"],
});

export const noPhiInTagsOrNames = resourceOfAnyType.rule({
  id: "no-phi-in-tags-or-names",
  title: "No name, description or tag tells of a patient",
  severity: "high",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.502(b)"] },
  source: "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html",
  says: "has a name, description or tag with what looks like a patient's number, date of birth, mail address or telephone number",
  fix: "Use a number of your own that tells nothing, and keep the patient's in an encrypted store.",
  why: "Names and tags are not encrypted and stand in bills, logs and lists that many may read. Mail addresses and telephone numbers of staff are let through in tags whose key says so (staffTags).",
  config: [staffTags],
  requires: (p, settings, { name, type }) => {
    const namesStaff = NAMED_FOR_STAFF.has(type);
    const state = jsonOf<CloudControlTexts>(p.desiredState);
    return all(
      fromBoolean(isClean(name, namesStaff), "resource name"),
      ...[p.name, p.displayName].map((r) => clean(r, namesStaff)),
      ...[p.namePrefix, p.identifier, p.description, p.comment, p.bucketName].map((r) => clean(r)),
      ...(BUCKETS.has(type) ? [clean(p.bucket)] : []),
      cleanTags(p.tags, settings),
      clean(state.Name),
      clean(state.Description),
      cleanTags(state.Tags, settings),
    );
  },
});

function isClean(text: string, namesStaff: boolean): boolean {
  return !tellsPatient(text) && (namesStaff || !tellsContact(text));
}

/** Blocks that some types keep under the same name are no texts. */
function clean(r: Reading<string>, namesStaff = false): Answer {
  const value = valueOf(r);
  if (value === UNKNOWN) return unknown(pathOf(r));
  return fromBoolean(typeof value !== "string" || isClean(value, namesStaff), pathOf(r));
}

interface Tag {
  readonly key: string;
  readonly value: string;
  readonly Key: string;
  readonly Value: string;
}

/** A map, or a list of keys and values. The key is read with the value: `MRN: "1234567"`. */
function cleanTags(tags: Reading<Record<string, string>>, settings: RuleSettings): Answer {
  if (Array.isArray(valueOf(tags))) {
    return every(tags as unknown as Reading<Tag[]>, (item) => {
      const key = valueOf(item.key) ?? valueOf(item.Key);
      return cleanTag(String(key), first(item.value, item.Value), settings);
    });
  }
  const entries = entriesOf(tags);
  return entries === UNKNOWN ? unknown(pathOf(tags)) : all(...entries.map(([key, r]) => cleanTag(key, r, settings)));
}

function cleanTag(key: string, r: Reading<string>, settings: RuleSettings): Answer {
  const value = valueOf(r);
  if (value === UNKNOWN) return unknown(pathOf(r));
  return fromBoolean(isClean(`${key}=${String(value)}`, ofStaff(key, settings)), pathOf(r));
}

function ofStaff(key: string, settings: RuleSettings): boolean {
  const word = key.toLowerCase().replace(/[^a-z]/g, "");
  return !/patient|member|guardian/.test(word) && staffTags.of(settings).some((part) => word.includes(part));
}
