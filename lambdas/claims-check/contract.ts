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
export type ScannerChoice =
  | { readonly kind: "guardduty" }
  /** ClamAV's clamd behind something that ends TLS. `ca`: the certificate of the authority that signed its own, in PEM. */
  | { readonly kind: "clamd"; readonly host: string; readonly port: number; readonly ca?: string };
