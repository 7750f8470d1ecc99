import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import { systemClock } from "../phi/adapters";
import { operatingPointIn } from "../phi/contract";
import { contract } from "./contract";
import { createHandler } from "./handler";

const given = environment(contract.environment);

export const handler = createHandler({
  settings: {
    operatingPoint: operatingPointIn(given.OPERATING_POINT),
    releaseBelowPercent: Number(given.RELEASE_BELOW_PERCENT),
    quarantineFromPercent: Number(given.QUARANTINE_FROM_PERCENT),
    sampleSharePercent: Number(given.SAMPLE_SHARE_PERCENT),
  },
  clock: systemClock,
  log: new Logger({ serviceName: contract.name }),
});
