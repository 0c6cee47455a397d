// node caniemail.mjs FILE CLIENTS: what of the HTML the mail clients ("gmail.*,outlook.*") do not support.
import { readFileSync } from "node:fs";
import { caniemail } from "caniemail";

const [file, clients] = process.argv.slice(2);
const result = caniemail({ clients: clients.split(","), html: readFileSync(file, "utf8") });
const found = (level) =>
  [...(result.issues[level] ?? new Map())].flatMap(([client, issues]) =>
    issues.map(({ title, notes }) => ({ level, client, feature: title, notes: notes ?? [] })));
process.stdout.write(JSON.stringify([...found("errors"), ...found("warnings")]));
