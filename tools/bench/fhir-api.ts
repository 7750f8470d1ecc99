import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LocalIssuer } from "../../cli/fhir-api/issuer";
import { localApi } from "../../cli/fhir-api/api";
import { EmbeddedStore } from "../../cli/fhir-api/store/embedded-store";
import { prepared } from "../../cli/fhir-api/store/search";
import { loadSynthetic } from "../../cli/fhir-api/synthetic";
import { USUAL } from "../../synthetic/patients";
import type { ServiceFigure } from "./services";

const PATIENTS = 10_000;
const YEARS = 1;
/** Calls of which figures are taken, after as many to warm up. */
const CALLS = 2000;
const DOMAIN = "127.0.0.1:8480";

/** Searches by turns, as apps ask: a patient's own records, people by name, and codes over everybody. */
const SEARCHES: readonly ((patient: string, at: number) => string)[] = [
  (patient) => `/Observation?patient=${patient}&category=laboratory`,
  (patient) => `/Condition?patient=${patient}&clinical-status=active&_include=Condition:encounter`,
  (patient) => `/Encounter?patient=${patient}&date=ge2025-06-01&_sort=-date`,
  (_, at) => `/Patient?family=${["smith", "john", "will", "mart"][at % 4]}&gender=female`,
  (_, at) => `/Observation?code=http://loinc.org|8867-4&date=ge2025-0${(at % 9) + 1}-01&_count=20`,
  (_, at) => `/Patient?birthdate=ge19${50 + (at % 40)}-01-01&_count=20`,
];

/**
 * The handler over the embedded database with 10,000 made-up patients: the time of a call, token and consent and audit included, and how many
 * a second one core answers. No socket; all in one thread.
 */
export async function measureFhirApi(): Promise<readonly ServiceFigure[]> {
  const folder = mkdtempSync(join(tmpdir(), "phiguard-bench-fhir-"));
  const records = new EmbeddedStore(join(folder, "records.db"));
  try {
    loadSynthetic(records, { ...USUAL, patients: PATIENTS, years: YEARS });
    const issuer = await LocalIssuer.at(`http://${DOMAIN}/issuer`, `http://${DOMAIN}/r4`);
    const audit = { tell: async (event: object) => void JSON.stringify(event) };
    const api = localApi({
      records,
      issuer,
      hashKey: new Uint8Array(32),
      audit,
      onError: () => undefined,
      domainName: DOMAIN,
      requestsASecond: 1e9,
      pageSize: 50,
    });
    const headers = {
      authorization: `Bearer ${await issuer.token({ scope: "user/*.rs purpose/TREAT", client: "bench", role: "nurse", department: "ward-1" })}`,
    };
    const ids = idsOf(records, "Patient");
    const observations = idsOf(records, "Observation");
    const call = async (target: string): Promise<void> => {
      const { statusCode } = await api.answer({ method: "GET", target, headers, body: undefined });
      if (statusCode !== 200) throw new Error(`${target.split("?")[0]} was answered with ${statusCode}`);
    };
    const pick = (of: readonly string[], at: number): string => of[(at * 7919) % of.length] as string;
    const read = (at: number): string =>
      at % 2 === 0 ? `/Patient/${pick(ids, at)}` : `/Observation/${pick(observations, at)}`;
    const search = (at: number): string =>
      (SEARCHES[at % SEARCHES.length] as (typeof SEARCHES)[number])(pick(ids, at), at);
    const reads = await timed(call, read);
    const searches = await timed(call, search);
    const mixed = await timed(call, (at) => (at % 2 === 0 ? read(at) : search(at)));
    return [
      { what: "FHIR read, p95", value: reads.p95, unit: "ms", atMost: 10 },
      { what: "FHIR search, p95", value: searches.p95, unit: "ms", atMost: 20 },
      { what: "FHIR reads and searches by turns", value: mixed.aSecond, unit: "requests/s", atLeast: 200 },
    ];
  } finally {
    records.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const idsOf = ({ database }: EmbeddedStore, type: string): string[] =>
  (prepared(database, "SELECT id FROM record WHERE type = ? ORDER BY k").all(type) as { id: string }[]).map(
    ({ id }) => id,
  );

/** By the clock, each call; and by this process's processor time, all of them. */
async function timed(call: (target: string) => Promise<void>, target: (at: number) => string) {
  for (let at = 0; at < CALLS; at++) await call(target(at));
  const took: number[] = [];
  const before = process.cpuUsage();
  for (let at = CALLS; at < 2 * CALLS; at++) {
    const start = performance.now();
    await call(target(at));
    took.push(performance.now() - start);
  }
  const { user, system } = process.cpuUsage(before);
  took.sort((a, b) => a - b);
  return { p95: took[Math.floor(took.length * 0.95)] as number, aSecond: CALLS / ((user + system) / 1e6) };
}
