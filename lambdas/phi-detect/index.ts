import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import { systemClock } from "../phi/adapters";
import { DETECTORS, operatingPointIn } from "../phi/contract";
import { readVersion, s3Client, writeOnce } from "../s3/adapters";
import { comprehendMedical, comprehendMedicalClient } from "./adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";
import { localDetector } from "./local-detector";

const { INCOMING_BUCKET, MAX_DOCUMENT_BYTES, DETECTORS: chosen, OPERATING_POINT } = environment(contract.environment);
const s3 = s3Client();
const detectors = {
  local: () => localDetector(operatingPointIn(OPERATING_POINT)),
  "comprehend-medical": () => comprehendMedical(comprehendMedicalClient()),
};

export const handler = createHandler({
  documents: {
    read: (document) => readVersion(s3, INCOMING_BUCKET, document, Number(MAX_DOCUMENT_BYTES)),
    writeSpans: (key, text) => writeOnce(s3, INCOMING_BUCKET, key, text, "application/json"),
  },
  detectors: DETECTORS.filter((name) => chosen.split(",").includes(name)).map((name) => detectors[name]()),
  clock: systemClock,
  log: new Logger({ serviceName: contract.name }),
});
