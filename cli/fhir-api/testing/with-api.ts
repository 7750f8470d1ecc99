import type { AuditEvent } from "../../../reports/model/audit-event";
import { patientResources, type Resource } from "../../../synthetic/formats/fhir";
import { patients, USUAL } from "../../../synthetic/patients";
import { localApi, STAGE, type LocalApi, type LocalApiParts } from "../api";
import { LocalIssuer, type TokenWish } from "../issuer";
import { ISSUER, serve } from "../server";
import { EmbeddedStore } from "../store/embedded-store";

export const LOADED_AT = "2026-01-02T03:04:05.000Z";

/** An API with made-up records, in this process. */
export interface Running {
  /** Address of the API, with a slash at its end; of no use where it doesn't listen. */
  readonly url: string;
  readonly api: LocalApi;
  readonly issuer: LocalIssuer;
  readonly records: EmbeddedStore;
  readonly loaded: readonly Resource[];
  /** What the audit was told. */
  readonly told: AuditEvent[];
  readonly token: (scope: string, more?: Partial<TokenWish>) => Promise<string>;
}

/** Made-up patients' records. */
export function madeUp(count: number, years = 1): Resource[] {
  return [...patients({ ...USUAL, patients: count, years })].flatMap(patientResources);
}

type More = Partial<Pick<LocalApiParts, "store" | "now" | "requestsASecond" | "hashKey" | "audit">>;

/** An API that answers in this process, without a socket. */
export async function apiOf(
  loaded: readonly Resource[],
  more: More = {},
  domainName = "127.0.0.1:8480",
): Promise<Running> {
  const records = new EmbeddedStore(":memory:");
  records.load(loaded, LOADED_AT);
  const issuer = await LocalIssuer.at(`http://${domainName}${ISSUER}`, `http://${domainName}${STAGE}`, more.now);
  const told: AuditEvent[] = [];
  const api = localApi({
    records,
    issuer,
    hashKey: new Uint8Array(32).fill(7),
    audit: { tell: async (event) => void told.push(event) },
    onError: () => undefined,
    domainName,
    requestsASecond: 1_000_000,
    pageSize: 20,
    ...more,
  });
  const token: Running["token"] = (scope, wish) => issuer.token({ scope, client: "app", ...wish });
  return { url: `http://${domainName}${STAGE}/`, api, issuer, records, loaded, told, token };
}

/** The same behind a server on the loopback address, for the time of a test. */
export async function withApi<T>(
  loaded: readonly Resource[],
  work: (running: Running) => Promise<T>,
  more: More = {},
): Promise<T> {
  let running: Running | undefined;
  const serving = await serve(0, async (domainName) => (running = await apiOf(loaded, more, domainName)));
  try {
    return await work(running as Running);
  } finally {
    await serving.close();
    running?.records.close();
  }
}
