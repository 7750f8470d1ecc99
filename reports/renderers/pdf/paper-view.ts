/**
 * Makes paper of the page, in the browser: what opens, filters or leads nowhere on paper goes, and links within the long lists with it, for
 * each costs Chromium more than its row. `facts` says which files lie inside the PDF, and from how many rows on a list is left to them.
 */
export interface PaperFacts {
  readonly files: readonly { readonly name: string; readonly description: string }[];
  readonly mostRows: number;
  readonly mostLinks: number;
}

export function paperScript(facts: PaperFacts): string {
  return `(${SCRIPT})(${JSON.stringify(facts)})`;
}

const SCRIPT = `
(facts) => {
  "use strict";
  const all = (selector) => [...document.querySelectorAll(selector)];
  const element = (name, text) => Object.assign(document.createElement(name), { textContent: text });
  all("script, .screen, form.filter, .skip, details.about").forEach((one) => one.remove());
  for (const box of all("details:not(.paper)")) box.replaceWith(element("div", box.querySelector("summary").textContent));
  for (const box of all("details.paper")) box.replaceWith(...[...box.childNodes].filter((node) => node.nodeName !== "SUMMARY"));

  for (const one of all("figure, figcaption, ul.links, ul.links > li, ul.stacks, ul.stacks > li")) {
    const plain = document.createElement("div");
    plain.className = one.className;
    plain.append(...one.childNodes);
    one.replaceWith(plain);
  }
  all(".barcell").forEach((one) => one.remove());
  for (const head of all(".matrix th[scope=rowgroup]")) head.colSpan -= 1;
  // A cell without content would have no tag, and its row too few cells.
  for (const cell of all("td, th")) if (cell.textContent.trim() === "") cell.append(Object.assign(element("span", "–"), { className: "soft" }));

  // Long lists of one kind lie inside the file instead of on its pages; their counts stay where they are.
  const shorten = (selector, sentence) => {
    const rows = document.querySelectorAll(selector + " tbody tr");
    if (rows.length <= facts.mostRows) return;
    const tables = new Set([...rows].map((row) => row.closest("table")));
    for (const table of tables) table.replaceWith(element("p", table.tBodies[0].rows.length + " " + sentence));
  };
  shorten("#resources", "resources, which are not listed on paper: findings.csv, inside this file, has a row for each of their results.");
  shorten("#citations table.linked", "linked checks: see Checks, and citations.csv beside this file.");
  const long = all("#resources a, #checks a, #citations td a, #citations tbody th a");
  if (long.length > facts.mostLinks) for (const link of long) link.replaceWith(...link.childNodes);

  // A card that fills a third of a sheet or less is not torn in two.
  for (const card of all(".card")) card.classList.toggle("short", card.querySelectorAll("tr").length <= 10);

  const list = document.querySelector("header.cover dl");
  const cell = document.createElement("dd");
  cell.append(...facts.files.map(({ name, description }) => element("div", name + ": " + description)));
  list.append(element("dt", "Inside this file"), cell);

  for (const link of all("a[href^='#']")) if (document.getElementById(link.hash.slice(1)) === null) link.replaceWith(...link.childNodes);
  const words = (one) => (one.querySelector("h1, h2, h3, h4, th") ?? one).textContent.trim().replace(/\\s+/g, " ").slice(0, 200);
  const targets = new Set(all("a[href^='#']").map((link) => link.hash.slice(1)));
  return Object.fromEntries([...targets].map((id) => [id, words(document.getElementById(id))]));
}
`.trim();
