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
 * Name of its function that takes a whole trace per resource (@pulumi/pulumi/resource), to tell the engine where the program asked for it. The
 * frames of packages above that place are counted, not shown, and those below it are shown nowhere: only the place itself is mapped.
 */
const PER_RESOURCE = "callsites";
/** Where a component was asked for is the frame below its own constructor. */
const OWN_FRAMES = 2;

/**
 * The SDK's source maps place its files one folder too high, e.g. in `node_modules/@pulumi/resource.ts`. Beside being
 * wrong, such a line sends Node's colouring of traces (util.inspect, Node 20) into a loop that ends after half a
 * minute, when its text has grown too long.
 */
const MISPLACED_SDK_FILE = /(node_modules\/@pulumi\/)(?=[^/\s]+\.ts:\d)/g;

const format = Error.prepareStackTrace;

const isPackage = (frame: NodeJS.CallSite): boolean => frame.getFileName()?.includes("node_modules") === true;
const unmapped = (frame: NodeJS.CallSite): string => `    at ${String(frame)}\n`;

if (format !== undefined && process.env["PULUMI_DEBUG_PROMISE_LEAKS"] === undefined) {
  Error.prepareStackTrace = (error, frames) => {
    const taker = frames[0]?.getFunctionName();
    if (taker === PER_PROMISE) return error.message;
    const own = taker === PER_RESOURCE ? frames.findIndex((frame) => !isPackage(frame)) : 0;
    const trace: unknown = format(error, own > 0 ? frames.slice(own, own + OWN_FRAMES) : frames);
    if (own > 0) return String(trace).replace("\n", () => `\n${frames.slice(0, own).map(unmapped).join("")}`);
    return typeof trace === "string" ? trace.replace(MISPLACED_SDK_FILE, "$1pulumi/") : trace;
  };
}
Error.stackTraceLimit = FRAMES;
