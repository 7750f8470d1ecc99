/** A secret's versions, and where they stand: AWSCURRENT is in use, AWSPENDING is about to be. */
export interface SecretVersions {
  readonly rotationEnabled: boolean;
  readonly stages: Readonly<Record<string, readonly string[]>>;
}

export interface Secrets {
  versions(secretId: string): Promise<SecretVersions>;
  /** The text of a version; undefined where there is none. */
  read(secretId: string, stage: "AWSCURRENT" | "AWSPENDING", version?: string): Promise<string | undefined>;
  writePending(secretId: string, version: string, text: string): Promise<void>;
  makeCurrent(secretId: string, version: string, before: string | undefined): Promise<void>;
}

export interface Log {
  info(message: string, facts: Readonly<Record<string, string | number>>): void;
}
