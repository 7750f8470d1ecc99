import { createHash } from "node:crypto";
import { renderToString } from "preact-render-to-string";

import type { Report } from "../../model/report";
import { printable } from "../printable";

import { Activity } from "./activity";
import { Checks } from "./checks";
import { Citations } from "./citation-card";
import { Cover } from "./cover";
import { History } from "./history";
import { Matrix } from "./matrix";
import { Method, NotJudged, Problems } from "./method";
import { pageModel } from "./page-model";
import { Rows, time, title } from "./parts";
import { Registers } from "./registers";
import { Resources } from "./resources";
import { Scope } from "./scope";
import { SCRIPT } from "./script";
import { STYLES } from "./styles";
import { Gaps, Summary } from "./summary";

const contents = ({
  words,
  drift,
  trend,
  operation,
  sample,
  activity,
}: Report): readonly (readonly [string, string])[] => [
  ["summary", "On one sheet"],
  ["matrix", "Matrix"],
  ["gaps", "Gap list"],
  ...([drift, trend, operation, sample].some((part) => part !== undefined) ? [["history", "Over time"] as const] : []),
  ...(activity === undefined ? [] : [["events", "Audit events"] as const]),
  ["citations", title(words.many)],
  ["checks", "Checks"],
  ["resources", "Resources"],
  ["scope", "Scope and completeness"],
  ["not-judged", "Not judged, and why"],
  ["registers", "Registers"],
  ["problems", "Faults in the evidence"],
  ["method", "Method"],
];

/** Nothing may be loaded and nothing sent; the one style sheet and the one script are named by their hashes. */
const POLICY = [
  "default-src 'none'",
  `style-src '${hashOf(STYLES)}'`,
  `script-src '${hashOf(SCRIPT)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/**
 * The report as one page that needs no server and no network. Everything is escaped by the renderer; the only text put in as it is
 * are the style sheet and the script of this folder.
 */
export function renderHtml(report: Report): string {
  const page = pageModel(report);
  const html = renderToString(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>{`${report.framework.title}: evidence report as of ${time(report.asOf)}`}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLES }} />
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the report
        </a>
        <div class="page">
          <Cover report={report} />
          <div class="cols">
            <nav class="toc" aria-labelledby="toc-h">
              <h2 id="toc-h">Contents</h2>
              <ol>
                {contents(report).map(([id, title]) => (
                  <li>
                    <a href={`#${id}`}>{title}</a>
                  </li>
                ))}
              </ol>
            </nav>
            <main id="main" tabIndex={-1}>
              <Rows.Provider value={new Set(report.citations.map(({ row }) => row.citation))}>
                <Summary report={report} />
                <Matrix report={report} />
                <Gaps report={report} />
                <History page={page} />
                <Activity report={report} />
                <Citations page={page} />
                <Checks page={page} />
                <Resources page={page} />
                <Scope report={report} />
                <NotJudged page={page} />
                <Registers report={report} />
                <Problems report={report} />
                <Method report={report} />
              </Rows.Provider>
            </main>
          </div>
          <footer>
            <p>
              Report {report.id}, as of {time(report.asOf)}. Made by phiguard from the records beside it.
            </p>
          </footer>
        </div>
        <script dangerouslySetInnerHTML={{ __html: SCRIPT }} />
      </body>
    </html>,
  );
  return `<!doctype html>\n${printable(html)}\n`;
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
