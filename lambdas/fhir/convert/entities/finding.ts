import type { Coding } from "fhir/r4";
import { ANSWERS, type Attribute, type Entity, type Reading } from "./response";

/** One thing that a text says, from all answers about it. */
export interface Finding {
  readonly category: string;
  readonly type: string;
  readonly begin: number;
  readonly end: number;
  readonly text: string;
  /** The highest that an answer gives, in [0, 1]. */
  readonly score01: number;
  readonly traits: ReadonlySet<string>;
  readonly attributes: readonly Attribute[];
  readonly codings: readonly (Coding & { readonly score01: number })[];
  readonly models: ReadonlySet<string>;
}

const SYSTEMS = [
  ["ICD10CMConcepts", "http://hl7.org/fhir/sid/icd-10-cm"],
  ["RxNormConcepts", "http://www.nlm.nih.gov/research/umls/rxnorm"],
  ["SNOMEDCTConcepts", "http://snomed.info/sct"],
] as const;

/** Types by which the answers call a kind of thing, as kinds of ours. */
export type Kind = "condition" | "medication" | "procedure" | "test" | "other";

export function kindOf({ category, type }: Pick<Finding, "category" | "type">): Kind {
  if (category === "MEDICAL_CONDITION") return "condition";
  if (category === "MEDICATION" && (type === "BRAND_NAME" || type === "GENERIC_NAME")) return "medication";
  if (category === "TEST_TREATMENT_PROCEDURE") return type === "TEST_NAME" ? "test" : "procedure";
  return "other";
}

/** What the answers say of one place in the text is one finding: its codes and traits are put together. In the order of the text. */
export function findingsOf(reading: Reading, { traitThreshold01 }: { readonly traitThreshold01: number }): Finding[] {
  const byPlace = new Map<string, Entity[]>();
  const models = new Map<Entity, string>();
  for (const answer of ANSWERS) {
    const { Entities = [], ModelVersion = "" } = reading[answer] ?? {};
    for (const entity of Entities) {
      const kind = kindOf({ category: entity.Category, type: entity.Type });
      const key = `${entity.BeginOffset} ${entity.EndOffset} ${kind === "other" ? `${entity.Category} ${entity.Type}` : kind}`;
      byPlace.set(key, [...(byPlace.get(key) ?? []), entity]);
      models.set(entity, `${answer}${ModelVersion === "" ? "" : ` ${ModelVersion}`}`);
    }
  }
  return [...byPlace.values()]
    .map((entities) => findingIn(entities as [Entity, ...Entity[]], models, traitThreshold01))
    .sort((a, b) => a.begin - b.begin || a.end - b.end);
}

function findingIn(
  entities: readonly [Entity, ...Entity[]],
  models: ReadonlyMap<Entity, string>,
  threshold01: number,
): Finding {
  const [first] = entities;
  const attributes = new Map<string, Attribute>();
  for (const attribute of entities.flatMap(({ Attributes }) => Attributes)) {
    attributes.set(`${attribute.Type} ${attribute.BeginOffset} ${attribute.EndOffset}`, attribute);
  }
  return {
    category: first.Category,
    type: first.Type,
    begin: first.BeginOffset,
    end: first.EndOffset,
    text: first.Text,
    score01: Math.max(...entities.map(({ Score }) => Score)),
    traits: new Set(
      entities.flatMap(({ Traits }) => Traits.filter(({ Score }) => Score >= threshold01).map(({ Name }) => Name)),
    ),
    attributes: [...attributes.values()].sort((a, b) => a.BeginOffset - b.BeginOffset),
    codings: SYSTEMS.flatMap(([name, system]) => {
      const concepts = entities.flatMap((entity) => entity[name]);
      const [best] = [...concepts].sort((a, b) => b.Score - a.Score);
      return best === undefined
        ? []
        : [
            {
              system,
              code: best.Code,
              ...(best.Description !== "" && { display: best.Description }),
              score01: best.Score,
            },
          ];
    }),
    models: new Set(entities.map((entity) => models.get(entity) ?? "")),
  };
}
