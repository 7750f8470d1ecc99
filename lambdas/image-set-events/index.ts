import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import { medicalImagingClient } from "../medical-imaging/adapters";
import { s3Client } from "../s3/adapters";
import {
  comprehendMedicalClient,
  comprehendReports,
  healthImagingSets,
  s3Findings,
  sageMakerClient,
  sageMakerModels,
} from "./adapters";
import { contract } from "./contract";
import { hooksOf, tenantsOf } from "./core";
import { createHandler } from "./handler";

const { HOOKS, OUTPUT_BUCKET, TENANTS } = environment(contract.environment);

export const handler = createHandler({
  imageSets: healthImagingSets(medicalImagingClient()),
  reports: comprehendReports(comprehendMedicalClient()),
  models: sageMakerModels(sageMakerClient()),
  findings: s3Findings(s3Client(), OUTPUT_BUCKET),
  log: new Logger({ serviceName: contract.name }),
  tenants: tenantsOf(TENANTS),
  hooks: hooksOf(HOOKS),
});
