import type { Report } from "../../model/report";
import { STATES } from "../../model/state";

import { controlId, markup, properties, unlessEmpty } from "./text";
import { uuidOf } from "./uuid";

export const TOOL = uuidOf("component", "phiguard");
export const ORIGINS = [{ actors: [{ type: "tool", "actor-uuid": TOOL }] }];

export function stackUuid(stack: string): string {
  return uuidOf("stack", stack);
}

export function resourceUuid({ stack, urn }: { readonly stack: string; readonly urn: string }): string {
  return uuidOf("resource", stack, urn);
}

/** The paragraphs of the rule as objectives, for there is no plan that would define them. */
export function objectivesOf({ citations }: Report): object[] {
  return citations.map(({ row }) => ({
    "control-id": controlId(row.citation),
    description: markup(row.summary),
    props: properties({
      citation: row.citation,
      obligation: row.obligation,
      "row-type": row.rowType,
      "appendix-a": row.appendixA ?? undefined,
      "applies-when": row.appliesWhen ?? undefined,
    }),
    parts: [
      {
        id: objectiveId(row.citation),
        name: "assessment-objective",
        title: markup(row.specification ?? row.standard),
        prose: markup(row.summary),
      },
    ],
  }));
}

export function objectiveId(citation: string): string {
  return `${controlId(citation)}_obj`;
}

/** Stacks as components, their resources as inventory, and the tool that looked at them. */
export function localDefinitionsOf({ stacks, resources }: Report): object {
  return {
    ...unlessEmpty(
      "components",
      stacks.map(({ key, resources: count, runs }) => ({
        uuid: stackUuid(key),
        type: "system",
        title: markup(key),
        description: `A Pulumi stack, ${count} resources.`,
        props: properties({ stack: key, runs: runs.length }),
        status: { state: "operational" },
      })),
    ),
    ...unlessEmpty(
      "inventory-items",
      resources.map((resource) => ({
        uuid: resourceUuid(resource),
        description: markup(resource.name),
        props: properties({
          urn: resource.urn,
          state: resource.state,
          type: resource.type,
          stack: resource.stack,
        }),
        "implemented-components": [{ "component-uuid": stackUuid(resource.stack) }],
      })),
    ),
    "assessment-assets": localAssetsOf(),
  };
}

/** The tool that looked. */
export function localAssetsOf(): object {
  return {
    components: [
      {
        uuid: TOOL,
        type: "software",
        title: "phiguard",
        description:
          "Judges the declared resources of Pulumi programs by policy packs and joins the results by citation.",
        status: { state: "operational" },
      },
    ],
    "assessment-platforms": [
      {
        uuid: uuidOf("platform", "phiguard"),
        title: "phiguard",
        "uses-components": [{ "component-uuid": TOOL }],
      },
    ],
  };
}

export function reviewedControlsOf({ citations, counts }: Report): object {
  return {
    description: "Every citation of the catalogue, whatever is known of it.",
    props: properties(Object.fromEntries(STATES.map((state) => [`count-${state}`, counts.citations[state]]))),
    "control-selections": [
      { "include-controls": citations.map(({ row }) => ({ "control-id": controlId(row.citation) })) },
    ],
    "control-objective-selections": [
      { "include-objectives": citations.map(({ row }) => ({ "objective-id": objectiveId(row.citation) })) },
    ],
  };
}

/** Who called what, when, and with which pack. */
export function assessmentLogOf({ stacks }: Report): object {
  const entries = stacks.flatMap(({ key, runs }) =>
    runs.map((run) => ({
      uuid: uuidOf("run", key, run.pack, run.runId),
      title: markup(`${run.call} of ${key}`),
      start: run.observedAt,
      props: properties({
        stack: key,
        "run-id": run.runId,
        stage: run.stage,
        complete: run.complete,
        principal: run.principal,
        engine: run.engine,
        "tool-version": run.toolVersion,
        pack: run.pack,
        "pack-version": run.packVersion,
        "pack-digest": run.packDigest,
        rules: run.rules,
        "collected-at": run.collectedAt,
        "expires-at": run.expiresAt,
        record: run.record?.id,
      }),
    })),
  );
  return entries.length === 0 ? {} : { "assessment-log": { entries } };
}
