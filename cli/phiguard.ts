import { Command } from "commander";
import { VERSION } from "../policies/version";
import { addEvidence } from "./evidence";
import { addPolicies } from "./policies";
import { addWaivers } from "./waivers";

async function main(): Promise<void> {
  const program = new Command("phiguard")
    .description("policy as code for health data on AWS: rules, evidence, reports")
    .version(VERSION)
    .showHelpAfterError("(phiguard --help shows what there is)");
  addPolicies(program);
  addWaivers(program);
  addEvidence(program);
  await program.parseAsync();
}

main().catch((error: unknown) => {
  process.stderr.write(`phiguard: ${error instanceof Error ? error.message : String(error)}\n`);
  if (process.env["PHIGUARD_DEBUG"] === "1" && error instanceof Error) process.stderr.write(`${error.stack ?? ""}\n`);
  process.exitCode = 1;
});
