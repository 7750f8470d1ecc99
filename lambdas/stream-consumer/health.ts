import { join } from "node:path";
import { SCRATCH } from "./contract";
import { HEALTH_FILE, isAlive } from "./health-file";

// A program of its own, which ECS runs in the container beside the consumer.
process.exitCode = isAlive(join(process.env["SCRATCH_FOLDER"] ?? SCRATCH, HEALTH_FILE), Date.now()) ? 0 : 1;
