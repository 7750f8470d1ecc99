import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import { medicalImagingClient } from "../medical-imaging/adapters";
import { healthImages } from "./adapters";
import { contract } from "./contract";
import { readerTenantsOf } from "./core";
import { createHandler } from "./handler";

const { TENANTS } = environment(contract.environment);

export const handler = createHandler({
  images: healthImages(medicalImagingClient()),
  log: new Logger({ serviceName: contract.name }),
  tenants: readerTenantsOf(TENANTS),
});
