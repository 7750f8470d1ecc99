/**
 * How uploads lie in the buckets. A tenant writes files under `<tenant>/incoming/<batch>/` and ends with the object
 * `_READY`; what passed the checks is copied to `<tenant>/accepted/<batch>/`, which the tenant can't write to, so that what
 * is imported is what was checked. De-identified images are asked for below `<tenant>/requests/` and lie below `<tenant>/deidentified/`.
 */
export const READY = "_READY";

/** Name of a batch: a random id. It becomes part of logs, so it must say nothing of a patient. */
export const BATCH_NAME = /^[A-Za-z0-9-]{1,64}$/;

const READY_KEY = /^([a-z][a-z0-9-]{1,15})\/incoming\/([^/]+)\/_READY$/;

export interface Batch {
  readonly tenant: string;
  readonly batch: string;
}

/** The batch that a marker ends; undefined for any other key and for another tenant's. */
export function batchOf(tenant: string, key: string): Batch | undefined {
  const [, owner, batch] = READY_KEY.exec(key) ?? [];
  return owner === tenant && batch !== undefined && BATCH_NAME.test(batch) ? { tenant, batch } : undefined;
}

export const incomingPrefix = ({ tenant, batch }: Batch): string => `${tenant}/incoming/${batch}/`;
export const acceptedBatches = (tenant: string): string => `${tenant}/accepted/`;
export const acceptedPrefix = ({ tenant, batch }: Batch): string => `${acceptedBatches(tenant)}${batch}/`;
export const refusedPrefix = ({ tenant, batch }: Batch): string => `${tenant}/refused/${batch}/`;
export const resultPrefix = ({ tenant, batch }: Batch): string => `${tenant}/results/${batch}/`;
