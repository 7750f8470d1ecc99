import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { USUAL } from "../synthetic/patients";
import { UserError } from "./failure";
import { localApi } from "./fhir-api/api";
import { LocalIssuer } from "./fhir-api/issuer";
import { openFolder } from "./fhir-api/folder";
import { ISSUER, serve, type Serving } from "./fhir-api/server";
import { progressOn } from "./progress-line";

export interface ServeOptions {
  readonly port: number;
  readonly patients: number;
  readonly years: number;
  readonly seed: number;
  readonly data?: string;
  readonly rate: number;
}

/** Records of a page. */
const PAGE_SIZE = 50;

/** Starts the API on the loopback address, with made-up patients, and runs until it is told to end. */
export async function serveFhir({ port, patients, years, seed, data, rate }: ServeOptions): Promise<void> {
  const folder = data ?? mkdtempSync(join(tmpdir(), "phiguard-fhir-"));
  mkdirSync(folder, { recursive: true });
  const progress = progressOn(process.stderr, "patients loaded");
  const kept = openFolder(folder, { ...USUAL, patients, years, seed }, (done) => progress.show(done, patients));
  progress.end();
  const audit = join(folder, "audit.jsonl");
  const end = (): void => {
    kept.records.close();
    if (data === undefined) rmSync(folder, { recursive: true, force: true });
  };
  let serving: Serving;
  try {
    serving = await serve(port, async (domainName) => {
      const issuer = await LocalIssuer.at(`http://${domainName}${ISSUER}`, `http://${domainName}/r4`);
      const api = localApi({
        records: kept.records,
        issuer,
        hashKey: kept.hashKey,
        audit: { tell: async (event) => appendFileSync(audit, `${JSON.stringify(event)}\n`) },
        onError: (message, facts) => process.stderr.write(`phiguard: ${message} ${JSON.stringify(facts)}\n`),
        domainName,
        requestsASecond: rate,
        pageSize: PAGE_SIZE,
      });
      return { api, issuer };
    });
  } catch (error) {
    end();
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UserError(`port ${port} of 127.0.0.1 can't be listened on (${code}); name another with --port`);
  }
  process.stdout.write(greeting(serving, { audit, patients, example: kept.example }));
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
  await serving.close();
  end();
}

function greeting(
  { url, domainName }: Serving,
  { audit, patients, example }: { readonly audit: string; readonly patients: number; readonly example: string },
): string {
  const token = `curl -s http://${domainName}${ISSUER}/token -d grant_type=client_credentials --data-urlencode "scope=user/*.rs user/Consent.read user/Consent.write purpose/TREAT"`;
  return [
    `FHIR R4 at ${url} with ${patients} made-up patients; any token for the asking; for this machine alone`,
    `  a token   ${token}`,
    `  a patient curl -s -H "Authorization: Bearer $TOKEN" ${url}Patient/${example}`,
    `  audit     ${audit}`,
    "Ctrl-C ends it.",
    "",
  ].join("\n");
}
