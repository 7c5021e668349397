// Judges OpenAPI documents and JSON Schemas with programs that others wrote.
//
//   node validate.mjs FOLDER < lines > lines
//
// FOLDER has the node_modules. A line of input is {"name": ..., "document": ...} or {"name": ..., "schema": ...,
// "instances": [...]}; its line of output is {"name": ..., "faults": [...]}.
//  - the schema that the OpenAPI Initiative publishes for 3.1 (@seriousme/openapi-schema-validator);
//  - Redocly's linter, with the rules that follow from the specification: references, parameters of paths, operation ids;
//  - ajv for every schema, as JSON Schema 2020-12 and in its strict mode, which also refuses keywords that it does not
//    know or that cannot have an effect on their type; examples and instances must be valid.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import path from "node:path";

const require = createRequire(path.resolve(process.argv[2], "package.json"));
const load = (name) => import(require.resolve(name));
const { Validator } = await load("@seriousme/openapi-schema-validator");
const redocly = require("@redocly/openapi-core");
const { Ajv2020 } = require("ajv/dist/2020.js");
const { default: addFormats } = require("ajv-formats");

const openApiSchema = new Validator();

// A rule that is not here is one of taste.
const lintConfig = await redocly.createConfig({
  rules: {
    struct: "error",
    "no-unresolved-refs": "error",
    "no-identical-paths": "error",
    "no-enum-type-mismatch": "error",
    "no-schema-type-mismatch": "error",
    "no-required-schema-properties-undefined": "error",
    "no-example-value-and-externalValue": "error",
    "no-undefined-server-variable": "error",
    "no-empty-servers": "off",
    "operation-operationId-unique": "error",
    "operation-parameters-unique": "error",
    "path-declaration-must-exist": "error",
    "path-not-include-query": "error",
    "path-parameters-defined": "error",
    "security-defined": "off",
    "spec-components-invalid-map-name": "error",
  },
});

// Formats that Pydantic and OpenAPI use beyond those of JSON Schema; a misspelt one is a fault.
const otherFormats = ["binary", "byte", "password", "json-string", "base64", "base64url", "path", "file-path",
  "directory-path", "ipv4network", "ipv6network", "ipvanyaddress", "ipvanynetwork", "ipv4interface", "ipv6interface",
  "ipvanyinterface", "idn-email", "multi-host-uri", "color", "uuid1", "uuid3", "uuid4", "uuid5", "uuid6", "uuid7", "uuid8"];

const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true, strictRequired: false, strictTuples: false });
addFormats(ajv);
for (const format of otherFormats) ajv.addFormat(format, true);
for (const keyword of ["discriminator", "xml", "externalDocs", "example"]) ajv.addKeyword(keyword);

/** Where it stands, and every schema in a document that is no component. */
function* inlineSchemas(node, where = "") {
  if (node === null || typeof node !== "object") return;
  for (const [key, value] of Object.entries(node)) {
    const place = `${where}/${key}`;
    if (where === "/components" && key === "schemas") continue;
    if (["example", "examples", "default", "value"].includes(key)) continue;
    if (key === "schema") yield [place, value];
    else yield* inlineSchemas(value, place);
  }
}

/** Where it stands, and every schema within a schema that has `examples`. */
function* withExamples(schema, where = "") {
  if (schema === null || typeof schema !== "object") return;
  if (Array.isArray(schema.examples)) yield [where, schema];
  for (const [key, value] of Object.entries(schema)) {
    if (!["examples", "default", "enum", "const", "$defs"].includes(key)) yield* withExamples(value, `${where}/${key}`);
  }
}

/** Lets the specification's extensions, `x-unit`, pass. */
function allowExtensions(text) {
  for (const [, name] of text.matchAll(/"(x-[A-Za-z0-9-]+)":/g)) if (!ajv.getKeyword(name)) ajv.addKeyword(name);
}

/** The faults of one schema with the definitions it refers to; `instances` must be valid by it. */
function schemaFaults(schema, definitions, instances = []) {
  const whole = (part) => ({ $defs: definitions, ...part });
  const faults = [];
  try {
    const validate = ajv.compile(whole(schema));
    for (const instance of instances) {
      if (!validate(instance)) faults.push(`${JSON.stringify(instance)}: ${ajv.errorsText(validate.errors)}`);
    }
    for (const [where, part] of withExamples(schema)) {
      const validatePart = ajv.compile(whole(part));
      for (const example of part.examples) {
        if (!validatePart(example)) faults.push(`example ${JSON.stringify(example)} of ${where} is not valid`);
      }
    }
  } catch (error) {
    faults.push(error.message);
  }
  return faults;
}

function allSchemaFaults(document) {
  // A schema that is looked at alone finds its definitions below itself.
  const local = JSON.parse(JSON.stringify(document).replaceAll('"#/components/schemas/', '"#/$defs/'));
  const definitions = local.components?.schemas ?? {};
  const places = [...Object.entries(definitions).map(([name, schema]) => [`/components/schemas/${name}`, schema]),
    ...inlineSchemas(local)];
  // Equal schemas once; what most bodies and answers say is a reference to a component, which is looked at itself.
  const different = new Map(places.map(([place, schema]) => [JSON.stringify(schema), [place, schema]]));
  return [...different.values()].flatMap(([place, schema]) =>
    schemaFaults(schema, definitions).map((fault) => `ajv: ${place}: ${fault}`));
}

async function documentFaults(document) {
  const faults = [];
  const published = await openApiSchema.validate(structuredClone(document));
  if (!published.valid) {
    const errors = Array.isArray(published.errors) ? published.errors : [{ message: published.errors }];
    faults.push(...errors.map((error) => `schema: ${error.instancePath ?? ""}: ${error.message}`));
  }
  const problems = await redocly.lintFromString({ source: JSON.stringify(document), config: lintConfig });
  faults.push(...problems.map((one) => `redocly: ${one.location[0]?.pointer}: ${one.message} (${one.ruleId})`));
  return [...faults, ...allSchemaFaults(document)];
}

for await (const line of createInterface({ input: process.stdin })) {
  const { name, document, schema, instances } = JSON.parse(line);
  allowExtensions(line);
  const { $defs, ...rest } = schema ?? {};
  const faults = document ? await documentFaults(document) : schemaFaults(rest, $defs ?? {}, instances);
  console.log(JSON.stringify({ name, faults }));
}
