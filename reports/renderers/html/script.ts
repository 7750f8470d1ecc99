import { CHECK_SCRIPT } from "./check-script";

/**
 * The page's only script: filters, a look at the files beside it, and opening what a link points into. The page is whole without it. It makes no request and keeps
 * nothing; the content policy of the page names it by its hash.
 */
export const SCRIPT = `
"use strict";
for (const form of document.querySelectorAll("form.filter[data-items]")) {
  const items = [...document.querySelectorAll(form.dataset.items)];
  const groups = form.dataset.groups ? [...document.querySelectorAll(form.dataset.groups)] : [];
  const texts = items.map((item) => item.textContent.toLowerCase());
  const shown = form.querySelector("output");
  const fields = form.elements;
  const apply = () => {
    const words = fields.q.value.toLowerCase().split(/\\s+/).filter(Boolean);
    let count = 0;
    items.forEach((item, index) => {
      const fits = (fields.s.value === "" || item.dataset.state.split(" ").includes(fields.s.value)) && words.every((word) => texts[index].includes(word));
      item.hidden = !fits;
      if (fits) count += 1;
    });
    for (const group of groups) group.hidden = !group.querySelector("[data-state]:not([hidden])");
    shown.textContent = count + " of " + items.length + " shown";
  };
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  apply();
}
const reveal = () => {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  if (target.closest("[hidden]")) for (const form of document.querySelectorAll("form.filter[data-items]")) form.reset();
  setTimeout(() => {
    for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    target.scrollIntoView();
  });
};
addEventListener("hashchange", reveal);
reveal();
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details.paper:not([open])")];
  for (const box of opened) box.open = true;
});
addEventListener("afterprint", () => {
  for (const box of opened) box.open = false;
});
${CHECK_SCRIPT}
`.trim();
