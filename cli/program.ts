import { Command } from "commander";
import { VERSION } from "../policies/version";
import { addCosts } from "./costs";
import { addEvidence } from "./evidence";
import { addPhi } from "./phi";
import { addMetrics } from "./metrics";
import { addFhir } from "./fhir";
import { addPolicies } from "./policies";
import { addSynth } from "./synth";
import { addWaivers } from "./waivers";

/** The `phiguard` command with everything it can do. */
export function phiguard(): Command {
  const program = new Command("phiguard")
    .description("policy as code for health data on AWS: rules, evidence, reports")
    .version(VERSION)
    .showHelpAfterError("(phiguard --help shows what there is)");
  addPolicies(program);
  addWaivers(program);
  addEvidence(program);
  addPhi(program);
  addCosts(program);
  addMetrics(program);
  addSynth(program);
  addFhir(program);
  return program;
}
