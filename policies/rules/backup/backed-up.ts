import type { SelectionArgs } from "@pulumi/aws/backup";
import { about, all, any, fromBoolean, no, not, unknown, yes, type Answer } from "../../answer";
import { regionOf, tagOf } from "../../classification";
import { globCovers } from "../../policy-document";
import { every, present, some } from "../../predicates";
import { itemsOf, pathOf, resourceOf, valueOf, type Reading } from "../../reading";
import { effective } from "../../resource";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";
import { selection } from "./kinds";
import { leavesOpen } from "../../open-names";

/** How the ARNs of a type are written: `arn:aws:<service>:<region>:<account>:<before><name>`, e.g. before `table/`. */
export interface ArnShape {
  readonly service: string;
  readonly before: string;
  /** The property that holds the name; AWS fills it in where the program does not. */
  readonly name: string;
}

interface Conditions {
  readonly stringEquals: TagFilter[];
  readonly stringNotEquals: TagFilter[];
  readonly stringLikes: TagFilter[];
  readonly stringNotLikes: TagFilter[];
}

interface TagFilter {
  readonly key: string;
  readonly value: string;
}

type Selection = Reading<SelectionArgs>;

/**
 * A backup selection of the stack takes the resource in, and holds. AWS Backup API, `BackupSelection`: what is named or bears one of the
 * tags, unless it is excluded, as long as all conditions are met; without names and tags every resource.
 */
export function backedUp(
  p: Reading<unknown>,
  stack: StackView,
  shape: ArnShape,
  holds: (by: Selection) => Answer = () => yes,
): Answer {
  const naming = stack.partner(p, selection, "resources");
  const excluding = stack.partner(p, selection, "notResources");
  const alike = { types: [resourceOf(p).type] };
  const takesIn = (by: Selection): Answer =>
    all(
      any(
        isOneOf(by, naming.certain),
        lists(by.resources, p, shape),
        some(by.selectionTags, (tag) => fits(tag, p, equals)),
        not(any(present(by.resources), present(by.selectionTags))),
      ),
      not(isOneOf(by, excluding.certain)),
      // One whose ARNs are not known yet may leave the resource out.
      leavesOpen(excluding, by.notResources, stack, alike) ? unknown(pathOf(by.notResources)) : yes,
      not(lists(by.notResources, p, shape)),
      every(by.conditions, (block) => meets(block as unknown as Reading<Conditions>, p)),
    );
  const found = any(
    ...stack.all(selection).map((by) => all(takesIn(by), holds(by))),
    // One whose ARNs are not known yet may name the resource.
    naming.some(() => no()),
  );
  return about(found, "Selection");
}

function isOneOf(by: Selection, list: readonly Selection[]): Answer {
  return fromBoolean(list.some((one) => resourceOf(one).urn === resourceOf(by).urn));
}

/** What is not known yet names the resource only if it was made from it, which the references tell. */
function lists(patterns: unknown, p: Reading<unknown>, { service, before, name }: ArnShape): Answer {
  const given = effective(resourceOf(p), name);
  // Only a pattern with a star there covers a name that is not known yet.
  const ending = `${before}${typeof given === "string" ? given : "*"}`;
  const items = itemsOf(patterns as Reading<string[]>);
  const texts = items === UNKNOWN ? [] : items.map((item) => valueOf(item));
  return fromBoolean(
    texts.some((text) => {
      if (typeof text !== "string") return false;
      // Partition and account are the program's own, as in the pattern.
      const [, partition, , region, account] = text.split(":");
      const arn = ["arn", partition, service, regionOf(resourceOf(p)) ?? region, account, ending].join(":");
      return globCovers(text, arn);
    }),
  );
}

function meets(block: Reading<Conditions>, p: Reading<unknown>): Answer {
  return all(
    every(block.stringEquals, (tag) => fits(tag, p, equals)),
    every(block.stringLikes, (tag) => fits(tag, p, globCovers)),
    every(block.stringNotEquals, (tag) => not(fits(tag, p, equals))),
    every(block.stringNotLikes, (tag) => not(fits(tag, p, globCovers))),
  );
}

function equals(wanted: string, value: string): boolean {
  return wanted === value;
}

/** Conditions write a tag as a condition key of IAM, `aws:ResourceTag/backup`. */
const TAG_KEY = /^aws:ResourceTag\//;

function fits(filter: unknown, p: Reading<unknown>, holds: (wanted: string, value: string) => boolean): Answer {
  const { key, value } = filter as Reading<TagFilter>;
  const [name, wanted] = [valueOf(key), valueOf(value)];
  if (typeof name !== "string") return unknown(pathOf(key));
  const tag = tagOf(resourceOf(p), [name.replace(TAG_KEY, "")]);
  if (tag === undefined) return no();
  if (tag === "unknown") return unknown("tags");
  return typeof wanted === "string" ? fromBoolean(holds(wanted, tag)) : unknown(pathOf(value));
}
