import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import { systemClock } from "../phi/adapters";
import { DETECTORS, operatingPointIn } from "../phi/contract";
import { readVersion, s3Client, writeOnce } from "../s3/adapters";
import { comprehendMedical, comprehendMedicalClient } from "./adapters";
import { contract, MODEL_FOLDER, MODEL_SECONDS } from "./contract";
import { createHandler } from "./handler";
import { localDetector } from "./local-detector";
import { modelDetector } from "./model-detector";

const { INCOMING_BUCKET, MAX_DOCUMENT_BYTES, DETECTORS: chosen, OPERATING_POINT } = environment(contract.environment);
const s3 = s3Client();
const operatingPoint = operatingPointIn(OPERATING_POINT);
const detectors = {
  local: () => localDetector(operatingPoint),
  "comprehend-medical": () => comprehendMedical(comprehendMedicalClient()),
  onnx: () =>
    modelDetector({ folder: MODEL_FOLDER, operatingPoint, mostSeconds: MODEL_SECONDS, now: () => performance.now() }),
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
