import { z } from "zod";
import { chunksOf } from "../text/chunks";
import { FINDINGS, IMAGE_SET_EVENT_TYPES, type Hooks, type TenantStore } from "./contract";

const ID = z.string().regex(/^[0-9a-z]{32}$/);
const EVENT = z.object({
  id: z.string().regex(/^[0-9a-f-]{36}$/),
  "detail-type": z.enum(IMAGE_SET_EVENT_TYPES),
  detail: z.union([
    z.object({ datastoreId: ID, imageSetId: ID }),
    // AWS writes the name in both ways.
    z
      .object({ datastoreId: ID, imagesetId: ID })
      .transform(({ datastoreId, imagesetId }) => ({ datastoreId, imageSetId: imagesetId })),
  ]),
});

export interface ImageSetEvent {
  readonly eventId: string;
  readonly datastoreId: string;
  readonly imageSetId: string;
}

/** Undefined for what is no event of an image set: no second try would make it one. */
export function imageSetEventOf(event: unknown): ImageSetEvent | undefined {
  const read = EVENT.safeParse(event);
  return read.success ? { eventId: read.data.id, ...read.data.detail } : undefined;
}

const TENANTS = z.record(
  z.string().regex(/^[a-z][a-z0-9-]{1,15}$/),
  z.object({ datastoreId: ID, kmsKeyArn: z.string() }),
);
const HOOKS = z.object({
  reports: z.boolean(),
  endpoint: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,63}$/)
    .optional(),
});

/** Throws ZodError where the variable is not as the contract says. */
export const tenantsOf = (text: string): Readonly<Record<string, TenantStore>> => TENANTS.parse(JSON.parse(text));

export function hooksOf(text: string): Hooks {
  const { reports, endpoint } = HOOKS.parse(JSON.parse(text));
  return endpoint === undefined ? { reports } : { reports, endpoint };
}

/** The organisation whose data store it is. */
export function tenantOf(
  tenants: Readonly<Record<string, TenantStore>>,
  datastoreId: string,
): (TenantStore & { id: string }) | undefined {
  const [found] = Object.entries(tenants).filter(([, store]) => store.datastoreId === datastoreId);
  return found && { id: found[0], ...found[1] };
}

/** The same event gives the same object. */
export const findingsKey = (tenant: string, { imageSetId, eventId }: ImageSetEvent): string =>
  `${tenant}/${FINDINGS}${imageSetId}/${eventId}.json`;

/** Comprehend Medical takes 20,000 bytes of UTF-8 at once (Comprehend Medical Developer Guide, "Guidelines and quotas"). */
export const MOST_TEXT_BYTES = 20_000;

/** What Comprehend Medical found in a text. Offsets count from the beginning of the whole report. */
export interface Entity {
  readonly category: string;
  readonly type: string;
  readonly begin: number;
  readonly end: number;
  /** In [0, 1]. */
  readonly score01: number;
}

/** Entities of a whole report, piece by piece, with places in the whole. */
export async function entitiesOf(
  report: string,
  detect: (text: string) => Promise<readonly Entity[]>,
): Promise<Entity[]> {
  const found: Entity[] = [];
  for (const { text, begin } of chunksOf(report, MOST_TEXT_BYTES)) {
    if (text.trim() === "") continue;
    for (const entity of await detect(text)) {
      found.push({ ...entity, begin: entity.begin + begin, end: entity.end + begin });
    }
  }
  return found;
}
