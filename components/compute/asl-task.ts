import type { After, Catcher, Pass, Retrier, Task } from "./asl";

/** What Lambda and the network do wrong for a moment (Step Functions Developer Guide, "Handle transient Lambda service exceptions"). */
const TRANSIENT = [
  "Lambda.ClientExecutionTimeoutException",
  "Lambda.ServiceException",
  "Lambda.AWSLambdaException",
  "Lambda.SdkClientException",
  "Lambda.TooManyRequestsException",
];

/** What AWS's services answer when they have too much to do, by the SDK's names; the functions let these pass. */
const BUSY = [
  "InternalServerError",
  "InternalServerException",
  "InternalError",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "RequestTimeout",
  "ServiceUnavailable",
  "ServiceUnavailableException",
  "SlowDown",
  "ThrottlingException",
  "TimeoutError",
  "TooManyRequestsException",
];

/**
 * A service that can't be reached, or that answers without a name. Node calls what the network does wrong "Error" where the SDK does not know it,
 * such as ENOTFOUND and EHOSTUNREACH. No function throws an error of that name at a fault of what it was given: those have names of their own, and
 * are not tried again. What it does mean beside is a service that gave no sense; a second try may.
 */
const UNNAMED = ["Error", "NetworkingError", "UnknownError"];

/**
 * Tries again what may pass by itself: after 2 s, twice as long each time up to a minute, spread at random between nothing and that. All
 * pauses come to ten minutes on average, and to less than five once in 20,000 times: a service may be down for five minutes and nothing is lost.
 */
export function transientRetry(): Retrier {
  return {
    ErrorEquals: [...TRANSIENT, ...BUSY, ...UNNAMED],
    IntervalSeconds: 2,
    BackoffRate: 2,
    MaxAttempts: 24,
    MaxDelaySeconds: 60,
    JitterStrategy: "FULL",
  };
}

/**
 * Waits its turn where more comes at once than may run, or than a service takes: for an hour or so, spread at random. For machines that
 * may be started by the thousand.
 */
function turnRetry(): Retrier {
  return {
    ErrorEquals: ["Lambda.TooManyRequestsException", "ThrottlingException", "TooManyRequestsException"],
    IntervalSeconds: 5,
    BackoffRate: 2,
    MaxAttempts: 40,
    MaxDelaySeconds: 300,
    JitterStrategy: "FULL",
  };
}

/** Everything else, the error's name and text under `$.error`. */
export function catchAll(next: string): Catcher {
  return { ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: next };
}

export interface CallArgs {
  /** ARN of the function's alias. */
  readonly functionArn: string;
  /** The function's own timeout in seconds; the state waits a little longer, so that the function's error is the one that is seen. */
  readonly timeoutSeconds: number;
  readonly comment: string;
  readonly after: After;
  /** State that takes what can't be mended; left out for the last resort itself. */
  readonly onFailure?: string;
  /** True for a function for which a queue of executions may wait. */
  readonly waitsItsTurn?: boolean;
}

/** Seconds that starting a function may take beside its run. */
const START_SECONDS = 30;

/** Calls a function with the state's input; its answer is the output. For functions that may run twice on the same event. */
export function callFunction({ functionArn, timeoutSeconds, comment, after, onFailure, waitsItsTurn }: CallArgs): Task {
  return {
    Type: "Task",
    Comment: comment,
    Resource: `arn:${functionArn.split(":")[1]}:states:::lambda:invoke`,
    Parameters: { FunctionName: functionArn, "Payload.$": "$" },
    OutputPath: "$.Payload",
    TimeoutSeconds: timeoutSeconds + START_SECONDS,
    Retry: waitsItsTurn === true ? [turnRetry(), transientRetry()] : [transientRetry()],
    ...(onFailure !== undefined && { Catch: [catchAll(onFailure)] }),
    ...after,
  };
}

/** Notes the time under `$.noted.at`, for a function that tells what happened: each try of it tells the same time then, and so the same event. */
export function noteTime(next: string): Pass {
  return {
    Type: "Pass",
    Comment: "Notes the time, so that each try of what follows tells the same.",
    Parameters: { "at.$": "$$.State.EnteredTime" },
    ResultPath: "$.noted",
    Next: next,
  };
}

export interface AskArgs {
  /** ARN of the alias of the function that asks. */
  readonly functionArn: string;
  /** Seconds that people have to answer. */
  readonly answerSeconds: number;
  readonly comment: string;
  /** Where the answer goes. */
  readonly resultPath: string;
  readonly after: After;
  /** State that takes a failure to ask, and no answer. */
  readonly onFailure: string;
}

/** Calls a function with the state's input and a token, and waits for whoever answers by the token (Step Functions Developer Guide, "Wait for a callback"). */
export function askPeople({ functionArn, answerSeconds, comment, resultPath, after, onFailure }: AskArgs): Task {
  return {
    Type: "Task",
    Comment: comment,
    Resource: `arn:${functionArn.split(":")[1]}:states:::lambda:invoke.waitForTaskToken`,
    Parameters: { FunctionName: functionArn, Payload: { "case.$": "$", "token.$": "$$.Task.Token" } },
    ResultPath: resultPath,
    TimeoutSeconds: answerSeconds,
    Retry: [transientRetry()],
    Catch: [catchAll(onFailure)],
    ...after,
  };
}
