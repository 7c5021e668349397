// Judges AsyncAPI documents with the parser of the AsyncAPI Initiative.
//
//   node validate_asyncapi.mjs FOLDER < lines > lines
//
// FOLDER has the node_modules. A line of input is {"name": ..., "document": ...}; its line of output is {"name": ...,
// "faults": [...], "channels": N, "operations": N}. What the parser calls an error is a fault; its hints are not.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import path from "node:path";

const require = createRequire(path.resolve(process.argv[2], "package.json"));
const { Parser } = require("@asyncapi/parser");
const parser = new Parser();

for await (const line of createInterface({ input: process.stdin })) {
  const { name, document } = JSON.parse(line);
  const { document: parsed, diagnostics } = await parser.parse(document);
  const faults = diagnostics.filter((one) => one.severity === 0)
    .map((one) => `${one.path.join("/")}: ${one.message} (${one.code})`);
  if (parsed === undefined && faults.length === 0) faults.push("the parser gives no document");
  const counts = { channels: parsed?.channels().length ?? 0, operations: parsed?.operations().length ?? 0 };
  console.log(JSON.stringify({ name, faults, ...counts }));
}
