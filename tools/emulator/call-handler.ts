/** Calls a function once in a process of its own, which a test may kill: `call-handler.ts <function>`, the event on standard input. */
import { text } from "node:stream/consumers";
import { loadedHandler } from "./loaded";

void text(process.stdin).then((event) => loadedHandler(process.argv[2] as string)(JSON.parse(event)));
