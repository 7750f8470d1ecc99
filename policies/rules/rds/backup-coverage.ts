import type { SelectionArgs } from "@pulumi/aws/backup";
import { all, any, fromBoolean, no, not, unknown, yes, type Answer } from "../../answer";
import { regionOf, tagOf } from "../../classification";
import { every, present, some } from "../../predicates";
import { itemsOf, pathOf, resourceOf, valueOf, type Reading } from "../../reading";
import type { Resource } from "../../resource";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";
import { identifierOf, INSTANCE, mayBeMore, namedBy, type Database } from "./database";

const selection: Kind<SelectionArgs> = { types: ["aws:backup/selection:Selection"] };

type Selection = Reading<SelectionArgs>;
type TagFilter = Reading<{ readonly key: string; readonly value: string }>;

/**
 * A backup selection of the stack takes the database in, and holds. AWS Backup API, `BackupSelection`: what is named or bears one of the
 * tags, unless it is excluded, as long as all conditions are met; without names and tags every resource.
 */
export function backedUp(p: Database, stack: StackView, holds: (by: Selection) => Answer = () => yes): Answer {
  const named = namedBy(stack, p, selection, "resources");
  const excluded = namedBy(stack, p, selection, "notResources");
  const includes = (list: readonly Selection[], by: Selection): boolean =>
    list.some((one) => resourceOf(one).urn === resourceOf(by).urn);
  const takesIn = (by: Selection): Answer =>
    all(
      any(
        fromBoolean(includes(named.certain, by)),
        lists(by.resources as Reading<string[]>, p),
        some(by.selectionTags, (tag) => tagFits(tag as TagFilter, p, equals)),
        not(any(present(by.resources), present(by.selectionTags))),
      ),
      fromBoolean(!includes(excluded.certain, by)),
      mayBeMore(excluded) ? unknown("Selection.notResources") : yes,
      not(lists(by.notResources as Reading<string[]>, p)),
      every(by.conditions, (condition) => meetsCondition(condition as Reading<Conditions>, p)),
    );
  const found = any(
    ...stack.all(selection).map((by) => all(takesIn(by), holds(by))),
    ...(mayBeMore(named) ? [unknown("Selection.resources")] : []),
  );
  return found.truth === false ? no("Selection") : found;
}

interface Conditions {
  readonly stringEquals: TagPair[];
  readonly stringNotEquals: TagPair[];
  readonly stringLikes: TagPair[];
  readonly stringNotLikes: TagPair[];
}

interface TagPair {
  readonly key: string;
  readonly value: string;
}

function meetsCondition(condition: Reading<Conditions>, p: Database): Answer {
  const met = (tag: unknown, compare: Compare): Answer => tagFits(tag as TagFilter, p, compare);
  return all(
    every(condition.stringEquals, (tag) => met(tag, equals)),
    every(condition.stringLikes, (tag) => met(tag, isLike)),
    every(condition.stringNotEquals, (tag) => not(met(tag, equals))),
    every(condition.stringNotLikes, (tag) => not(met(tag, isLike))),
  );
}

type Compare = (text: string, pattern: string) => boolean;

const equals: Compare = (text, pattern) => text === pattern;

/** `*` stands for any number of characters. */
const isLike: Compare = (text, pattern) => new RegExp(`^${pattern.split("*").map(literally).join(".*")}$`).test(text);

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Conditions write a tag as a condition key of IAM, `aws:ResourceTag/backup`. */
const TAG_KEY = "aws:ResourceTag/";

function tagFits(filter: TagFilter, p: Database, compare: Compare): Answer {
  const [key, wanted] = [valueOf(filter.key), valueOf(filter.value)];
  if (typeof key !== "string") return unknown(pathOf(filter.key));
  const tag = tagOf(resourceOf(p), [key.startsWith(TAG_KEY) ? key.slice(TAG_KEY.length) : key]);
  if (tag === undefined) return no();
  if (tag === "unknown") return unknown("tags");
  return typeof wanted === "string" ? fromBoolean(compare(tag, wanted)) : unknown(pathOf(filter.value));
}

/** What is not known yet names the database only if it was made from it, which the references tell. */
function lists(patterns: Reading<string[]>, p: Database): Answer {
  const items = itemsOf(patterns);
  const texts = items === UNKNOWN ? [] : items.map((item) => valueOf(item));
  return fromBoolean(texts.some((text) => typeof text === "string" && isLike(arnOf(resourceOf(p), text), text)));
}

/** The ARN as far as it can be told before the database is made. Partition and account are the program's own, as in the pattern. */
function arnOf(resource: Resource, pattern: string): string {
  const [, partition, , , account] = pattern.split(":");
  const kind = resource.type === INSTANCE ? "db" : "cluster";
  return ["arn", partition, "rds", regionOf(resource), account, kind, identifierOf(resource)].join(":");
}
