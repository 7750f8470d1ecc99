import { Option, type Command } from "commander";
import { USUAL } from "../synthetic/patients";
import { convertFiles, type ConvertOptions } from "./fhir-convert";
import { showLineage, type LineageOptions } from "./fhir-lineage";
import type * as FhirServe from "./fhir-serve";
import { SOURCES } from "./fhir-sources";
import { UserError } from "./failure";
import { wholeIn } from "./whole-number";

export function addFhir(program: Command): void {
  const fhir = program
    .command("fhir")
    .description("FHIR R4: conversion of other formats, lineage, and the API on this machine");
  fhir
    .command("convert")
    .description("HL7 v2 messages, claims in CSV or clinical entities to FHIR R4, a transaction bundle each")
    .argument("<path>", "a file, or a folder whose files are read in the order of their names")
    .addOption(new Option("--from <format>", "what the files hold").choices(Object.keys(SOURCES)).makeOptionMandatory())
    .requiredOption("--out <folder>", "where to write; the folder must not be there yet, or be empty")
    .option("--key-file <file>", "key of ids, 32 bytes or more, so that a run gives the ids of the run before")
    .option("--zone <offset>", "offset of times that name none, such as -05:00 (HL7 v2)")
    .option("--json", "JSON for machines")
    .action((path: string, options: ConvertOptions) => convertFiles(path, options));
  fhir
    .command("lineage")
    .description(
      "where an object came from, or what was made of it: jobs, inputs with their versions, and the code that ran",
    )
    .argument("<object or job>", "s3://<bucket>/<key>, or a job's id")
    .requiredOption("--from <place>", "s3://<bucket> of the workload's outputs, or a folder of records copied from it")
    .option("--onward", "what was made of it, instead of where it came from")
    .option("--region <name>", "region of the bucket; AWS_REGION by default")
    .option("--json", "JSON for machines")
    .action((asked: string, options: LineageOptions) => showLineage(asked, options));
  fhir
    .command("serve")
    .description("the FHIR API on this machine's loopback address, with made-up patients and tokens for the asking")
    .option("--patients <number>", "how many, in [1, 100000]", wholeIn(1, 100_000), 100)
    .option("--years <number>", "years of encounters, in [1, 100]", wholeIn(1, 100), 2)
    .option("--seed <number>", "another seed gives other patients", wholeIn(0, Number.MAX_SAFE_INTEGER), USUAL.seed)
    .option("--port <number>", "0 takes one that is free", wholeIn(0, 65_535), 8480)
    .option("--rate <number>", "requests of a caller in a second, in [1, 100000]", wholeIn(1, 100_000), 100)
    .option("--data <folder>", "keeps records, consents and audit there for the next time")
    .action(serve);
}

/** The database has a native part, which no other command needs. */
async function serve(options: FhirServe.ServeOptions): Promise<void> {
  try {
    require.resolve("libsql");
  } catch {
    throw new UserError("fhir serve needs the package libsql, which is not installed; npm install libsql brings it");
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { serveFhir } = require("./fhir-serve") as typeof FhirServe;
  await serveFhir(options);
}
