import { readFileSync } from "node:fs";
import { nameOf } from "../reports/sources/aws-errors";
import { Collection, type Collected, type CollectionSettings, type Scope } from "../reports/sources/collection";
import { collectLedger } from "../reports/sources/ledger-batches";
import { OcsfFileError, readOcsfFile, tellOcsf, type OcsfFile } from "../reports/sources/ocsf-file";
import { readStackState } from "../reports/sources/stack-state";
import { UserError } from "./failure";

export type Settings = Omit<CollectionSettings, "principal">;

/** Who reads a file. */
const READER = "operating-system user";
/** Findings that count for nothing and are named on a terminal; the statement counts all. */
const SHOWN = 10;

/** What a stack's state names. */
export function fromState(file: string, settings: Settings): Collected {
  const { scope, tell } = readStackState(readWhole(file), file);
  const collection = new Collection({ source: "pulumi.state", ...scope }, { ...settings, principal: READER });
  return finished(collection, () => tell(collection));
}

/** What the live intake observed, from a copy of the ledger. */
export async function fromLedger(folder: string, settings: Settings): Promise<Collected> {
  const scope: Scope = { source: "phiguard.ledger", account: "none", region: "none", asked: {} };
  const collection = new Collection(scope, { ...settings, principal: READER });
  try {
    await collectLedger(collection, folder);
    return collection.finish();
  } catch (error) {
    collection.stop();
    throw error;
  }
}

function finished(collection: Collection, work: () => void): Collected {
  try {
    work();
    return collection.finish();
  } catch (error) {
    collection.stop();
    throw error;
  }
}

/** What another tool found, one collection an account and region. @param tell a sentence for each finding that counts for nothing. */
export async function fromOcsf(
  file: string,
  settings: Settings,
  tell: (sentence: string) => void,
): Promise<Collected[]> {
  const { places, faults, findings, sha256 } = readOcsf(readWhole(file), file, settings);
  for (const { finding, problem } of faults.slice(0, SHOWN))
    tell(`${file}, finding ${finding}: ${problem}; it counts for nothing.`);
  if (faults.length > SHOWN) tell(`${file}: and ${faults.length - SHOWN} more.`);
  const collected: Collected[] = [];
  for (const { account, region, told } of places) {
    const scope: Scope = { source: "ocsf", account, region, asked: { fileSha256: sha256, findings } };
    const collection = new Collection(scope, { ...settings, principal: READER });
    try {
      await tellOcsf(collection, told, faults.length);
      collected.push(collection.finish());
    } catch (error) {
      collection.stop();
      throw error;
    }
  }
  return collected;
}

function readOcsf(text: string, file: string, { now }: Settings): OcsfFile {
  try {
    return readOcsfFile(text, file, now());
  } catch (error) {
    throw error instanceof OcsfFileError ? new UserError(error.message) : error;
  }
}

function readWhole(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UserError(`${file} cannot be read (${nameOf(error)}).`);
  }
}
