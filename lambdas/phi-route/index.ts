import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import { systemClock } from "../phi/adapters";
import { OPERATING_POINTS } from "../phi/contract";
import { contract } from "./contract";
import { createHandler } from "./handler";

const given = environment(contract.environment);
const operatingPoint = OPERATING_POINTS.find((point) => point === given.OPERATING_POINT);
if (operatingPoint === undefined) throw new Error(`OPERATING_POINT must be one of ${OPERATING_POINTS.join(", ")}`);

export const handler = createHandler({
  settings: {
    operatingPoint,
    releaseBelowPercent: Number(given.RELEASE_BELOW_PERCENT),
    quarantineFromPercent: Number(given.QUARANTINE_FROM_PERCENT),
    sampleSharePercent: Number(given.SAMPLE_SHARE_PERCENT),
  },
  clock: systemClock,
  log: new Logger({ serviceName: contract.name }),
});
