/**
 * Gives a program's own errors their stack traces at no cost for the rest. The SDK takes a trace for every promise it
 * makes and has it mapped to TypeScript at once: most of a preview's time. `Pulumi.yaml` therefore starts Node with
 * `--stack-trace-limit=0`; importing this file first sets the usual limit again and leaves out just those traces.
 * They are read only when a promise is never settled and PULUMI_DEBUG_PROMISE_LEAKS is set.
 */
const FRAMES = 10;

/** Name of the SDK's function that takes a trace per promise (@pulumi/pulumi/runtime/debuggable). */
const PER_PROMISE = "debuggablePromise";

/**
 * The SDK's source maps place its files one folder too high, e.g. in `node_modules/@pulumi/resource.ts`. Beside being
 * wrong, such a line sends Node's colouring of traces (util.inspect, Node 20) into a loop that ends after half a
 * minute, when its text has grown too long.
 */
const MISPLACED_SDK_FILE = /(node_modules\/@pulumi\/)(?=[^/\s]+\.ts:\d)/g;

const format = Error.prepareStackTrace;
if (format !== undefined && process.env["PULUMI_DEBUG_PROMISE_LEAKS"] === undefined) {
  Error.prepareStackTrace = (error, frames) => {
    if (frames[0]?.getFunctionName() === PER_PROMISE) return error.message;
    const trace: unknown = format(error, frames);
    return typeof trace === "string" ? trace.replace(MISPLACED_SDK_FILE, "$1pulumi/") : trace;
  };
}
Error.stackTraceLimit = FRAMES;
