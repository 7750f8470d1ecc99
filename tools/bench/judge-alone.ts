import { hipaaPack } from "../../policies/packs/hipaa/pack";
import { PackSession } from "../../policies/session";
import { clinicStack } from "./clinic-stack";

/**
 * Prints the processor seconds, collection of garbage included, that all rules take over a stack in a process that has judged nothing before: each resource alone, then
 * the stack; neither transport nor records. The bench starts it as a process of its own.
 */
const resources = clinicStack(Number(process.argv[2]));
const session = new PackSession(hipaaPack, { engine: "pulumi", now: () => new Date(), env: {}, cwd: __dirname });
session.begin({ organization: "bench", project: "clinic", stack: "bench", stage: "preview" });
const before = process.cpuUsage();
for (const resource of resources) session.analyze(resource);
session.analyzeStack(resources);
const { user, system } = process.cpuUsage(before);
process.stdout.write(`${(user + system) / 1e6} ${session.evaluations().length}\n`);
