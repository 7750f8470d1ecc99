export interface Passwords {
  /** A password that nobody can guess and that RDS takes. */
  random(): Promise<string>;
}

export interface DatabaseState {
  /** RDS's own word, such as `available`. */
  readonly status: string;
  /** Whether a change of the password is still under way. */
  readonly changing: boolean;
}

export interface Databases {
  setOwnerPassword(identifier: string, password: string): Promise<void>;
  state(identifier: string): Promise<DatabaseState>;
}

export interface Clock {
  wait(ms: number): Promise<void>;
}
