/** Amazon States Language as far as we build it (states-language.net/spec; Step Functions Developer Guide, "Using ASL"). */
export interface Definition {
  readonly Comment: string;
  readonly StartAt: string;
  /** Seconds until a whole execution is given up. */
  readonly TimeoutSeconds: number;
  readonly States: Readonly<Record<string, State>>;
}

export type State = Task | Map | Choice | Wait | Pass | Succeed | Fail;

/** Where a state goes on, or that the machine ends with it. */
export type After = { readonly Next: string } | { readonly End: true };

export type Task = After & {
  readonly Type: "Task";
  readonly Comment?: string;
  readonly Resource: string;
  readonly Parameters: Readonly<Record<string, unknown>>;
  readonly ResultPath?: string | null;
  readonly OutputPath?: string;
  readonly TimeoutSeconds: number;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
};

/** The same states for each element of a list, in the execution itself: for at most some thousands. */
export type Map = After & {
  readonly Type: "Map";
  readonly Comment?: string;
  readonly ItemsPath: string;
  /** Elements at the same time. */
  readonly MaxConcurrency: number;
  readonly ItemProcessor: {
    readonly ProcessorConfig: { readonly Mode: "INLINE" };
    readonly StartAt: string;
    readonly States: Readonly<Record<string, State>>;
  };
  /** What the elements gave is left out, or put here. */
  readonly ResultPath: string | null;
  readonly Catch?: readonly Catcher[];
};

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds: number;
  readonly BackoffRate: number;
  readonly MaxAttempts: number;
  readonly MaxDelaySeconds: number;
  readonly JitterStrategy: "FULL";
}

export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly ResultPath: string;
  readonly Next: string;
}

export interface Choice {
  readonly Type: "Choice";
  readonly Comment?: string;
  readonly Choices: readonly Rule[];
  readonly Default: string;
}

/** One comparison of a value in the state's input. */
export type Rule = { readonly Variable: string; readonly Next: string } & (
  | { readonly StringEquals: string }
  | { readonly BooleanEquals: boolean }
  | { readonly NumericEquals: number }
  | { readonly NumericGreaterThanEquals: number }
);

export interface Wait {
  readonly Type: "Wait";
  readonly Comment?: string;
  readonly SecondsPath: string;
  readonly Next: string;
}

export type Pass = After & {
  readonly Type: "Pass";
  readonly Comment?: string;
  readonly Parameters: Readonly<Record<string, unknown>>;
  readonly ResultPath?: string;
};

export interface Succeed {
  readonly Type: "Succeed";
}

export interface Fail {
  readonly Type: "Fail";
  readonly Error: string;
  readonly Cause: string;
}

/** The text that Step Functions takes, at most 1 MB. */
export function definitionText(definition: Definition): string {
  return JSON.stringify(definition);
}

/** Names of the states that `state` may go to. */
export function nextOf(state: State): string[] {
  switch (state.Type) {
    case "Choice":
      return [...state.Choices.map(({ Next }) => Next), state.Default];
    case "Task":
    case "Map":
      return [...("Next" in state ? [state.Next] : []), ...(state.Catch ?? []).map(({ Next }) => Next)];
    case "Wait":
      return [state.Next];
    case "Pass":
      return "Next" in state ? [state.Next] : [];
    case "Succeed":
    case "Fail":
      return [];
  }
}
