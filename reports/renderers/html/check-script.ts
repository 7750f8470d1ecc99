/**
 * Holds the files of the report's folder, which the reader chooses, against the list beside the page. A convenience: whoever changed the
 * files could have changed the page, and the page says so. The browser hands over what was chosen; nothing is sent.
 */
export const CHECK_SCRIPT = `
const check = document.querySelector("#check");
if (check && globalThis.crypto?.subtle) {
  const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const sha256 = async (bytes) => hex(await crypto.subtle.digest("SHA-256", bytes));
  const verdict = async (chosen) => {
    const files = new Map(chosen.map((file) => [file.webkitRelativePath.split("/").slice(1).join("/") || file.name, file]));
    const list = files.get("bundle.json");
    if (!list) return ["Not checked: the chosen folder has no bundle.json."];
    const bundle = JSON.parse(await list.text());
    const faults = [];
    for (const { name, sha256: wanted } of bundle.files) {
      const file = files.get(name);
      if (!file) faults.push(name + " is missing");
      else if ((await sha256(await file.arrayBuffer())) !== wanted) faults.push(name + " was altered");
    }
    const known = new Set(bundle.files.map(({ name }) => name));
    for (const name of files.keys())
      if (!known.has(name) && name !== "bundle.json" && name !== "bundle.sig") faults.push(name + " is not in the list");
    if (bundle.reportId !== check.dataset.report) faults.push("bundle.json is the list of another report than this page");
    const signer = bundle.key
      ? "The list names the key " + bundle.key.fingerprint + "; its signature is not checked here."
      : "Nobody signed the list.";
    return faults.length === 0
      ? ["All " + bundle.files.length + " files are as the list says.", signer]
      : ["Not whole: " + faults.length + (faults.length === 1 ? " fault." : " faults."), ...faults, signer];
  };
  const told = check.querySelector("output");
  check.hidden = false;
  check.addEventListener("submit", (event) => event.preventDefault());
  check.querySelector("input").addEventListener("change", async (event) => {
    told.textContent = "Checking";
    const lines = await verdict([...event.target.files]).catch(() => ["Not checked: bundle.json is no list of a report."]);
    told.textContent = lines.join("\\n");
  });
}
`.trim();
