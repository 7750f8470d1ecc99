import { Option, type Command } from "commander";
import { convertFiles, type ConvertOptions } from "./fhir-convert";
import { SOURCES } from "./fhir-sources";

export function addFhir(program: Command): void {
  const fhir = program.command("fhir").description("FHIR R4: conversion of other formats");
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
}
