export { judgedRuns, type CiReport, type JudgedRun } from "./judged-run";
export { renderJunit } from "./junit";
export { renderMarkdown } from "./markdown";
export { renderSarif } from "./sarif";
