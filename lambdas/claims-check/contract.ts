/** What the component that deploys the function shares with it. */
export const contract = {
  name: "claims-check",
  description:
    "Takes an uploaded file of claims that was scanned for malware to the checked ones, or to quarantine with the reason.",
  timeoutSeconds: 600,
  memoryMb: 512,
  environment: ["CHECKSUMS_REQUIRED", "RAW_BUCKET", "QUARANTINE_BUCKET", "SCANNER"],
  examples: { CHECKSUMS_REQUIRED: "[]", SCANNER: '{"kind":"guardduty"}' },
  actions: ["events:PutEvents", "s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket", "s3:PutObject"],
} as const;

/** `SCANNER`: who looks for malware. */
export type ScannerChoice = { readonly kind: "guardduty" } | ({ readonly kind: "clamd" } & ClamdPlace);

/** ClamAV's clamd behind something that ends TLS. */
export interface ClamdPlace {
  readonly host: string;
  readonly port: number;
  /** Certificate of the authority that signed the server's, in PEM; left out, those that Node trusts count. */
  readonly ca?: string;
  /** Bytes of the least of its StreamMaxLength, MaxFileSize and MaxScanSize: what is larger is not sent, as clamd resets a connection on which it reads no further, and its answer is lost. */
  readonly longestBytes: number;
}
