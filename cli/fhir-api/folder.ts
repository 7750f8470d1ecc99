import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Population } from "../../synthetic/patients";
import { UserError } from "../failure";
import { EmbeddedStore } from "./store/embedded-store";
import { prepared } from "./store/search";
import { loadSynthetic } from "./synthetic";

export interface Kept {
  readonly records: EmbeddedStore;
  /** Key of the hashes by which consents know patients; it stays with the consents. */
  readonly hashKey: Buffer;
  /** FHIR id of one of the patients. */
  readonly example: string;
}

/**
 * The database of a folder, loaded with a population where it is new.
 * @throws UserError where it holds another population.
 */
export function openFolder(folder: string, population: Population, onProgress: (patients: number) => void): Kept {
  const records = new EmbeddedStore(join(folder, "records.db"));
  const { database } = records;
  const about = (name: string): string | undefined =>
    (prepared(database, "SELECT value FROM about WHERE name = ?").get(name) as { value: string } | undefined)?.value;
  const write = (name: string, value: string): void =>
    void prepared(database, "INSERT INTO about VALUES (?, ?)").run(name, value);
  const wanted = JSON.stringify(population);
  const held = about("population");
  if (held !== undefined && held !== wanted) {
    records.close();
    throw new UserError(`${folder} holds other patients (${held}); name another folder, or the same patients`);
  }
  if (held === undefined) {
    loadSynthetic(records, population, onProgress);
    write("hashKey", randomBytes(32).toString("hex"));
    write("population", wanted);
  }
  const { id } = prepared(database, "SELECT id FROM record WHERE type = 'Patient' ORDER BY k LIMIT 1").get() as {
    id: string;
  };
  return { records, hashKey: Buffer.from(about("hashKey") ?? "", "hex"), example: id };
}
