import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { lexiconWords } from "./lists";
import { lexiconTable } from "./table";

/** Where the table lies that the text engine reads. */
const FILE = resolve(__dirname, "../../lambdas/phi/text/lexicon-table.json");

const words = lexiconWords();
const text = lexiconTable(words);
writeFileSync(FILE, text);
process.stdout.write(`${words.length} words, ${text.length} bytes: lambdas/phi/text/lexicon-table.json\n`);
