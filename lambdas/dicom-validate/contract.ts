/** What the component that deploys the function shares with it. */
export const contract = {
  name: "dicom-validate",
  description:
    "Checks a page of uploaded DICOM files; copies the good ones to be imported and the bad ones to quarantine.",
  timeoutSeconds: 600,
  memoryMb: 1024,
  environment: ["INPUT_BUCKET", "QUARANTINE_BUCKET"],
  actions: ["s3:GetObject", "s3:ListBucket", "s3:PutObject"],
} as const;

/** What the rule hands to the state machine, and each page of the check to the next. */
export interface ValidateEvent {
  readonly tenant: string;
  /** Key of the marker that ends the batch. */
  readonly key: string;
  /** The tenant's own key, by ARN, for the copies. */
  readonly kmsKeyArn: string;
  /** Where the last page ended; absent for the first one. */
  readonly cursor?: string;
  readonly accepted?: number;
  readonly refused?: number;
  readonly acceptedBytes?: number;
}

/** The event with what the page added. `hasMore` says whether another page follows from `cursor`. */
export interface ValidateResult extends ValidateEvent {
  readonly batch: string;
  readonly accepted: number;
  readonly refused: number;
  readonly acceptedBytes: number;
  readonly hasMore: boolean;
}
