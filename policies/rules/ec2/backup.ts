import type { SelectionArgs } from "@pulumi/aws/backup";
import type { VolumeArgs } from "@pulumi/aws/ebs";
import { about, all, any, fromBoolean, no, not, unknown, yes, type Answer } from "../../answer";
import { regionOf, tagOf } from "../../classification";
import { absent, every, present, some } from "../../predicates";
import { entriesOf, itemsOf, pathOf, resourceOf, valueOf, type Reading } from "../../reading";
import { globCovers, globsOverlap } from "../../policy-document";
import { on } from "../../rule";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";
import { asTemplate, INSTANCE, LAUNCH_TEMPLATE, type Compute } from "./compute";
import { startsNodes } from "./node-template";

/** A tag that a selection asks for, or a condition on one. */
interface TagFilter {
  readonly key: string;
  readonly value: string;
}

interface TagSpecification {
  readonly resourceType: string;
  readonly tags: Record<string, string>;
}

/** What a selection can pick: one resource of EC2, with the tags it will have. */
interface Pickable {
  readonly kind: "volume" | "instance";
  /** The value of its tag with this key; undefined where it has none. */
  readonly tag: (key: string) => string | undefined | typeof UNKNOWN;
}

type BackedUp = Compute & VolumeArgs;

const VOLUME = "aws:ebs/volume:Volume";

const disks = on<BackedUp>(VOLUME, INSTANCE, LAUNCH_TEMPLATE);
const instance = on<BackedUp>(INSTANCE);
const selection = on<SelectionArgs>("aws:backup/selection:Selection");

const ELSEWHERE =
  "A plan that another stack makes can't be seen from here, even where it picks by tags: add a selection here, or waive with the plan's name.";

export const ebsInBackupPlan = disks.relation({
  id: "ebs-in-backup-plan",
  title: "Every disk is backed up by a plan",
  severity: "medium",
  controls: {
    hipaa: [
      "164.308(a)(7)(i)",
      "164.308(a)(7)(ii)(A)",
      "164.308(a)(7)(ii)(B)",
      "164.308(a)(7)(ii)(C)",
      "164.310(d)(2)(iv)",
      "164.312(a)(2)(ii)",
    ],
    nistCsf: ["ID.BE-5", "PR.DS-4", "PR.IP-4", "PR.IP-9", "PR.PT-5", "RC.RP-1", "RS.RP-1"],
    soc2: ["A1.2", "CC7.4"],
  },
  source: "https://docs.aws.amazon.com/config/latest/developerguide/ebs-in-backup-plan.html",
  says: "has disks that no backup plan of this stack picks",
  fix: "Name its ARN in resources of an aws.backup.Selection, or give the disk (volumeTags on an instance) a tag that the selection asks for.",
  why: `A backup of an instance holds its disks. ${ELSEWHERE}`,
  appliesWhen: (p, stack, { type }) =>
    type === LAUNCH_TEMPLATE ? all(present(p.blockDeviceMappings), not(startsNodes(p, stack))) : yes,
  otherwise:
    "The template writes out no disk, or EKS or Batch starts nodes from it, which come and go with their disks.",
  requires: (p, stack, { type }) => {
    if (type === VOLUME) return isPicked(p, stack, [{ kind: "volume", tag: ownTag(p) }]);
    if (type === INSTANCE) return isPicked(p, stack, [{ kind: "volume", tag: tagIn(p.volumeTags) }, asInstance(p)]);
    return isPicked(p, stack, [
      { kind: "volume", tag: specifiedTag(p, "volume") },
      { kind: "instance", tag: specifiedTag(p, "instance") },
    ]);
  },
});

export const ec2ResourcesProtectedByBackupPlan = instance.relation({
  id: "ec2-resources-protected-by-backup-plan",
  title: "Every instance is backed up by a plan",
  severity: "medium",
  controls: {
    hipaa: [
      "164.308(a)(7)(i)",
      "164.308(a)(7)(ii)(A)",
      "164.308(a)(7)(ii)(B)",
      "164.308(a)(7)(ii)(C)",
      "164.310(d)(2)(iv)",
      "164.312(a)(2)(ii)",
    ],
    nistCsf: ["PR.IP-9", "RC.RP-1", "RS.RP-1"],
    soc2: ["A1.2", "CC7.4"],
  },
  source: "https://docs.aws.amazon.com/config/latest/developerguide/ec2-resources-protected-by-backup-plan.html",
  says: "is picked by no backup plan of this stack",
  fix: "Name its ARN in resources of an aws.backup.Selection, or give it a tag that the selection asks for.",
  why: ELSEWHERE,
  requires: (p, stack) => isPicked(p, stack, [asInstance(p)]),
});

function asInstance(p: Reading<BackedUp>): Pickable {
  return { kind: "instance", tag: ownTag(p) };
}

function ownTag(p: Reading<BackedUp>): Pickable["tag"] {
  valueOf(p.tags);
  return (key) => {
    const value = tagOf(resourceOf(p), [key]);
    return value === "unknown" ? UNKNOWN : value;
  };
}

function tagIn(tags: Reading<unknown>): Pickable["tag"] {
  const entries = entriesOf(tags);
  return (key) => {
    if (entries === UNKNOWN) return UNKNOWN;
    const value = entries.find(([name]) => name === key)?.[1];
    return value === undefined ? undefined : (valueOf(value) as ReturnType<Pickable["tag"]>);
  };
}

function specifiedTag(p: Reading<BackedUp>, kind: Pickable["kind"]): Pickable["tag"] {
  const specifications = itemsOf(asTemplate(p).tagSpecifications);
  return (key) => {
    if (specifications === UNKNOWN) return UNKNOWN;
    const [specification] = specifications
      .map((item) => item as unknown as Reading<TagSpecification>)
      .filter((item) => valueOf(item.resourceType) === kind);
    return specification === undefined ? undefined : tagIn(specification.tags)(key);
  };
}

/** One of the stack's selections picks the resource, as itself or as one of the things it stands for. */
function isPicked(p: Reading<BackedUp>, stack: StackView, candidates: readonly Pickable[]): Answer {
  const selections = stack.all(selection);
  const naming = stack.partner(p, selection, "resources");
  if (selections.length === 0) return no("Selection");
  const leavingOut = new Set(stack.partner(p, selection, "notResources").certain.map(urnOf));
  const named = new Set(naming.certain.map(urnOf));
  const region = regionOf(resourceOf(p)) ?? "*";
  const answer = any(
    ...selections.flatMap((item) =>
      candidates.map((candidate) => {
        if (leavingOut.has(urnOf(item))) return no();
        if (named.has(urnOf(item))) return meetsConditions(item, candidate);
        return picks(item, candidate, region);
      }),
    ),
    // One whose ARNs are not known yet may name it.
    naming.count() === 0 ? naming.exists() : no(),
  );
  return about(answer, "Selection.resources");
}

function urnOf(r: Reading<unknown>): string {
  return resourceOf(r).urn;
}

/**
 * ARNs and single tags add to each other, conditions and exclusions narrow (AWS Backup, "Assigning resources to a backup plan"). Conditions
 * alone are about every resource.
 */
function picks(item: Reading<SelectionArgs>, candidate: Pickable, region: string): Answer {
  const covers = (pattern: Reading<unknown>): Answer => coversKind(pattern, candidate.kind, region);
  return all(
    any(
      // A list that is not known yet is looked at by reference too.
      valueOf(item.resources) === UNKNOWN ? no() : some(item.resources, covers),
      some(item.selectionTags, (filter) => hasTag(candidate, filter as unknown as Reading<TagFilter>, "stringEquals")),
      all(absent(item.resources), absent(item.selectionTags), present(item.conditions)),
    ),
    every(item.notResources, (pattern) => not(covers(pattern))),
    meetsConditions(item, candidate),
  );
}

/** A pattern for all resources of the kind in the region: `*`, `arn:aws:ec2:*:*:volume/*`. */
function coversKind(pattern: Reading<unknown>, kind: Pickable["kind"], region: string): Answer {
  const value = valueOf(pattern);
  // What it was made from is looked at by reference.
  if (typeof value !== "string") return no(pathOf(pattern));
  const [arn = "", partition = "*", service = "*", inRegion = "*", , name = "*"] = value.split(":");
  const covers =
    value === "*" ||
    (globCovers(arn, "arn") &&
      globsOverlap(partition, "aws*") &&
      globCovers(service, "ec2") &&
      globsOverlap(inRegion, region) &&
      globCovers(name, `${kind}/*`));
  return fromBoolean(covers, pathOf(pattern));
}

const OPERATORS = ["stringEquals", "stringLikes", "stringNotEquals", "stringNotLikes"] as const;

type Operator = (typeof OPERATORS)[number];

function meetsConditions(item: Reading<SelectionArgs>, candidate: Pickable): Answer {
  return every(item.conditions, (block) =>
    all(
      ...OPERATORS.map((operator) =>
        every((block as unknown as Reading<Record<Operator, TagFilter[]>>)[operator], (filter) =>
          hasTag(candidate, filter as unknown as Reading<TagFilter>, operator),
        ),
      ),
    ),
  );
}

/** A selection's conditions write the key with `aws:ResourceTag/` before it, its single tags without. */
function hasTag(candidate: Pickable, filter: Reading<TagFilter>, operator: Operator): Answer {
  const [key, wanted] = [valueOf(filter.key), valueOf(filter.value)];
  if (key === UNKNOWN || wanted === UNKNOWN) return unknown(pathOf(key === UNKNOWN ? filter.key : filter.value));
  const value = candidate.tag(String(key).replace(/^aws:ResourceTag\//, ""));
  if (value === UNKNOWN) return unknown("tags");
  const matches =
    value !== undefined && (/Like/.test(operator) ? globCovers(String(wanted), value) : value === String(wanted));
  return fromBoolean(matches !== /Not/.test(operator), pathOf(filter));
}
