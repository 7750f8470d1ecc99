import { frameIds, reportTexts } from "../dicom/image-set";
import type { Hooks, TenantStore } from "./contract";
import { entitiesOf, findingsKey, imageSetEventOf, tenantOf } from "./core";
import type { Findings, ImageSets, Log, Models, Reports } from "./ports";

export interface ImageSetPorts {
  readonly imageSets: ImageSets;
  readonly reports: Reports;
  readonly models: Models;
  readonly findings: Findings;
  readonly log: Log;
  readonly tenants: Readonly<Record<string, TenantStore>>;
  readonly hooks: Hooks;
}

export type ImageSetResult =
  { readonly kind: "kept"; readonly key: string } | { readonly kind: "ignored"; readonly reason: string };

/** Does what the hooks ask for and keeps it under the tenant's own prefix and key. What another service refuses is tried again by Lambda. */
export function createHandler({ imageSets, reports, models, findings, log, tenants, hooks }: ImageSetPorts) {
  return async (input: unknown): Promise<ImageSetResult> => {
    const event = imageSetEventOf(input);
    if (event === undefined) {
      log.warn("an event could not be read", {});
      return { kind: "ignored", reason: "unreadable" };
    }
    const tenant = tenantOf(tenants, event.datastoreId);
    if (tenant === undefined) return { kind: "ignored", reason: "another-store" };
    const { datastoreId, imageSetId } = event;
    const metadata = await imageSets.metadata(datastoreId, imageSetId);
    const frames = frameIds(metadata);
    const texts = hooks.reports ? reportTexts(metadata) : [];
    const entities = [];
    for (const text of texts) entities.push(await entitiesOf(text, (piece) => reports.entities(piece)));
    const model =
      hooks.endpoint === undefined
        ? undefined
        : { endpoint: hooks.endpoint, answer: await models.ask(hooks.endpoint, { datastoreId, imageSetId, frames }) };
    const key = findingsKey(tenant.id, event);
    const record = { datastoreId, imageSetId, frames: frames.length, reports: entities, model };
    await findings.write(key, `${JSON.stringify(record)}\n`, tenant.kmsKeyArn);
    log.info("worked on an image set", { tenant: tenant.id, imageSetId, frames: frames.length, reports: texts.length });
    return { kind: "kept", key };
  };
}
