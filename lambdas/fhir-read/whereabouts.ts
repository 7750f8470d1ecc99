import { z } from "zod";
import type { Relation } from "../access-model/access";
import { FHIR_ID } from "../fhir/id";
import { unitText } from "../fhir/unit";
import type { Clock, FhirStore, Hashes } from "./ports";

/** Where a patient is and whether others may be curious of them; what the store does not tell is left out. */
export interface Whereabouts {
  /** Keyed hash of the unit. */
  readonly unit?: string;
  readonly relation?: Relation;
}

/** Milliseconds that each of the two questions may take: the caller waits for them. */
const PATIENCE_MS = 2000;
/** Milliseconds that an answer is kept: people read on in the same record. */
const KEPT_MS = 300_000;
const MOST_KEPT = 1000;

const REFERENCE = z.object({ reference: z.string() });
const PERSON = z.object({
  resourceType: z.literal("Patient"),
  meta: z.object({ security: z.array(z.object({ code: z.string().optional() })).optional() }).optional(),
});
const STAY = z.object({
  location: z
    .array(
      z.object({
        location: REFERENCE.optional(),
        status: z.string().optional(),
        period: z.object({ end: z.string().optional() }).optional(),
      }),
    )
    .optional(),
  serviceProvider: REFERENCE.optional(),
});
const STAYS = z.object({ entry: z.array(z.object({ resource: STAY })).optional() });

/**
 * HL7 v3-ActCode: the records of a known person (CEL, later VIP) and of somebody who works here (EMP) are labelled so. No label says who is whose
 * relative.
 */
const LABELS: Readonly<Record<string, Relation>> = { CEL: "vip", VIP: "vip", EMP: "coworker" };

/**
 * Asks the store, for the watch over accesses and for nobody else: no consent is asked, and none of it gets to a caller.
 * @returns by `Patient/<id>` and its keyed hash. Throws where the store can't be asked.
 */
export function whereaboutsIn(store: FhirStore, hashes: Hashes, clock: Clock) {
  const kept = new Map<string, { readonly found: Whereabouts; readonly until: number }>();
  return async (patient: string, subject: string): Promise<Whereabouts> => {
    const now = Date.parse(clock.now());
    const known = kept.get(subject);
    if (known !== undefined && now < known.until) return known.found;
    const last = [
      ["patient", patient],
      ["_sort", "-date"],
      ["_count", "1"],
    ] as const;
    const [person, stays] = await Promise.all([
      store.get(patient, [], PATIENCE_MS),
      store.get("Encounter", last, PATIENCE_MS),
    ]);
    const unit = unitIn(stays.body);
    const found = {
      ...relationIn(person.body),
      ...(unit !== undefined && { unit: await hashes.hash(unitText(unit)) }),
    };
    if (person.status !== 200 || stays.status !== 200) return found;
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(subject, { found, until: now + KEPT_MS });
    return found;
  };
}

function relationIn(person: unknown): { readonly relation?: Relation } {
  const read = PERSON.safeParse(person);
  if (!read.success) return {};
  const labels = (read.data.meta?.security ?? []).flatMap(({ code = "" }) => LABELS[code] ?? []);
  return { relation: labels.includes("vip") ? "vip" : (labels[0] ?? "none") };
}

/** Where the latest stay is, or was: at its present location, at its last one, or with the organization that has it. */
function unitIn(stays: unknown): string | undefined {
  const stay = STAYS.safeParse(stays).data?.entry?.[0]?.resource;
  const locations = stay?.location ?? [];
  const present = locations.find(
    ({ status, period }) => status === "active" || (status === undefined && period?.end === undefined),
  );
  const { reference } = (present ?? locations.at(-1))?.location ?? stay?.serviceProvider ?? {};
  const id = reference?.split("/").at(-1);
  return id !== undefined && FHIR_ID.test(id) ? id : undefined;
}
