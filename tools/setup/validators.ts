import * as path from "node:path";
import { ensureJava, javaFolder, type JavaTool } from "./java-tool";
import type { Places } from "./places";
import type { Progress } from "./progress";
import { ensurePython, pythonOf, type PythonEnvironment } from "./python-environment";

/** Python with compliance-trestle, oscal and ocsf-json-schema; may not be there yet. */
export function validatorsPython(places: Places): string {
  return pythonOf(environmentOf(places));
}

/** Python with Spark; may not be there yet. `PHIGUARD_SPARK_PYTHON` names one with another version of it. */
export function sparkPython(places: Places): string {
  return process.env["PHIGUARD_SPARK_PYTHON"] ?? pythonOf(sparkOf(places));
}

/** Folder of veraPDF's jars and of the class that runs them; may not be there yet. */
export function pdfValidatorFolder(places: Places): string {
  return javaFolder(pdfValidator(places));
}

/** Folder of HAPI FHIR's jars and of the class that runs them; may not be there yet. */
export function fhirValidatorFolder(places: Places): string {
  return javaFolder(fhirValidator(places));
}

/** Folder of Trino's grammar and of the class that parses with it; may not be there yet. */
export function sqlParserFolder(places: Places): string {
  return javaFolder(sqlParser(places));
}

/**
 * Installs what judges the report's outputs and queries from outside: two validators of OSCAL, the schemas of OCSF, veraPDF, HAPI FHIR,
 * Spark, Trino's grammar.
 * @returns a sentence for each that is missing.
 */
export async function ensureValidators(places: Places, progress: Progress): Promise<readonly string[]> {
  const told = [
    await ensurePython(environmentOf(places), progress),
    await ensureJava(pdfValidator(places), progress),
    await ensureJava(fhirValidator(places), progress),
    ...(await ensureQueryEngines(places, progress)),
  ];
  return told.filter((one) => one !== undefined);
}

/** Installs what the queries over audit events are held against. @returns a sentence for each that is missing. */
export async function ensureQueryEngines(places: Places, progress: Progress): Promise<readonly string[]> {
  const told = [await ensurePython(sparkOf(places), progress), await ensureJava(sqlParser(places), progress)];
  return told.filter((one) => one !== undefined);
}

const SOURCES = "tools/validators";

function environmentOf({ root, validatorsCache }: Places): PythonEnvironment {
  return {
    cache: validatorsCache,
    requirements: path.join(root, SOURCES, "requirements.txt"),
    name: "the validators of OSCAL and OCSF",
    need: "The tests that hold the reports against them",
  };
}

function sparkOf({ root, validatorsCache }: Places): PythonEnvironment {
  return {
    cache: validatorsCache,
    requirements: path.join(root, "tools/queries/spark-requirements.txt"),
    name: "Spark (500 MB)",
    need: "The tests that run the queries over audit events on it",
  };
}

function pdfValidator({ root, validatorsCache }: Places): JavaTool {
  return {
    cache: validatorsCache,
    sources: path.join(root, SOURCES),
    file: "ValidatePdf.java",
    label: "verapdf",
    name: "veraPDF",
    need: "The tests of the PDF",
  };
}

function fhirValidator({ root, validatorsCache }: Places): JavaTool {
  return {
    cache: validatorsCache,
    sources: path.join(root, SOURCES, "fhir"),
    file: "ValidateFhir.java",
    label: "hapi-fhir",
    name: "HAPI FHIR's validator",
    need: "The tests of synthetic FHIR resources",
  };
}

function sqlParser({ root, validatorsCache }: Places): JavaTool {
  return {
    cache: validatorsCache,
    sources: path.join(root, SOURCES, "sql"),
    file: "ParseSql.java",
    label: "trino-parser",
    name: "Trino's grammar",
    need: "The tests that parse the queries over audit events",
  };
}
