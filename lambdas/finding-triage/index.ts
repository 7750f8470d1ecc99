import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import { contract } from "./contract";
import { createHandler } from "./handler";

const { ACTIONS, DRY_RUN } = environment(contract.environment);

export const handler = createHandler({
  // Anything but a plain "false" is a dry run.
  options: { actions: ACTIONS.split(","), dryRun: DRY_RUN !== "false" },
  log: new Logger({ serviceName: contract.name }),
});
