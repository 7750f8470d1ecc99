import { Command } from "commander";
import { VERSION } from "../policies/version";
import { addPhi } from "./phi";

/** The `phiguard` command with what works on documents alone, so that it starts at once. */
export function phiguard(): Command {
  const program = new Command("phiguard")
    .version(VERSION)
    .showHelpAfterError("(phiguard phi --help shows what there is)");
  addPhi(program);
  return program;
}
