import { z } from "zod";
import { flag, matching, section, wholeIn } from "./values";

const tenant = section({
  /** First part of the tenant's objects' names and part of its roles' names. */
  id: matching(/^[a-z][a-z0-9-]{1,15}$/, "2 to 16 small letters, digits and hyphens that begin with a letter"),
  /** Account of the organisation; the stack's own where it is left out. */
  accountId: matching(/^\d{12}$/, "a quoted account number of 12 digits").optional(),
  /** Names of the roles there that may upload and read for it. */
  roles: z
    .array(matching(/^[\w+=,.@-]{1,64}$/, "a role's name of 1 to 64 letters, digits or _+=,.@-"), {
      error: "must be a list of role names",
    })
    .min(1, { error: "must name one role at least" })
    .default(["imaging-gateway"]),
  /** What a foreign account says when it takes the tenant's role. */
  externalId: matching(/^[A-Za-z0-9-]{16,64}$/, "16 to 64 letters, digits and hyphens").optional(),
  /** A HealthImaging data store of the second region, into which a drill or a failover replays the tenant's images. */
  replayDatastoreId: matching(
    /^[0-9a-z]{32}$/,
    "the id of a HealthImaging data store: 32 small letters and digits",
  ).optional(),
});

/** `phiguard:imaging`. */
export const imaging = section({
  /** Organisations that share the workload, each with prefixes, a key, a data store and roles of its own. */
  tenants: z
    .array(tenant, { error: "must be a list of tenants" })
    .min(1, { error: "must name one tenant at least" })
    .max(20, { error: "must name 20 tenants at most" })
    .default([{ id: "main", roles: ["imaging-gateway"] }]),
  /** Minutes that an import job may take before its batch is given up. */
  importTimeoutMinutes: wholeIn(10, 1440).default(240),
  /** Runs of each function at the same time. */
  concurrency: wholeIn(1, 100).default(10),
  /** True has Comprehend Medical find entities in structured reports; their text leaves the data store for it. */
  reportEntities: flag().default(false),
  /** SageMaker endpoint that is asked about each new or changed image set; its name begins with project and environment. */
  modelEndpoint: matching(
    /^[A-Za-z0-9](-*[A-Za-z0-9]){0,62}$/,
    "an endpoint's name of 1 to 63 letters, digits and hyphens",
  ).optional(),
  viewer: section({
    /** An API by which the organisations' viewers read images. */
    enabled: flag().default(true),
    /** Requests a second of all viewers together. */
    requestsASecond: wholeIn(1, 10_000).default(100),
  }).prefault({}),
  /** A CloudWatch dashboard of the intake. */
  dashboard: flag().default(true),
});
