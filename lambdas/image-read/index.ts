import { Logger } from "@aws-lambda-powertools/logger";
import { circuitMetrics } from "../circuit-breaker/metrics";
import { environment } from "../environment";
import { medicalImagingClient } from "../medical-imaging/adapters";
import { logMetrics } from "../metrics/embedded";
import { guardedImages, healthImages } from "./adapters";
import { contract } from "./contract";
import { readerTenantsOf } from "./core";
import { createHandler } from "./handler";

const { ENVIRONMENT, TENANTS } = environment(contract.environment);

export const handler = createHandler({
  images: guardedImages(healthImages(medicalImagingClient()), {
    now: Date.now,
    changed: circuitMetrics(logMetrics, ENVIRONMENT, contract.name),
  }),
  log: new Logger({ serviceName: contract.name }),
  tenants: readerTenantsOf(TENANTS),
});
