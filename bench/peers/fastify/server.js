// Fastify with its own schema validation (ajv) and its schema-compiled serialiser.
import { createRequire } from "node:module";

// The packages are installed outside of the source tree, in the build directory.
const require = createRequire(process.env.BENCH_NODE_ROOT + "/");
const fastify = require("fastify")({ logger: false });

const userRead = {
  type: "object",
  properties: {
    id: { type: "integer" },
    name: { type: "string" },
    q: { type: "string", nullable: true },
    active: { type: "boolean" },
  },
};

const user = {
  type: "object",
  required: ["username", "email", "age", "bio", "tags"],
  properties: {
    username: { type: "string", minLength: 3, maxLength: 50, pattern: "^[A-Za-z0-9_-]+$" },
    email: { type: "string", maxLength: 254, pattern: "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$" },
    age: { type: "integer", minimum: 0, maximum: 150 },
    full_name: { type: "string", nullable: true },
    bio: { type: "string", maxLength: 500 },
    tags: { type: "array", items: { type: "string" } },
  },
};

fastify.get("/plaintext", async (request, reply) => {
  reply.type("text/plain; charset=utf-8");
  return "Hello, World!";
});

fastify.get(
  "/users/:user_id",
  {
    schema: {
      params: { type: "object", properties: { user_id: { type: "integer" } } },
      querystring: { type: "object", properties: { q: { type: "string" } } },
      response: { 200: userRead },
    },
  },
  async (request) => ({ id: request.params.user_id, name: "Ada Lovelace", q: request.query.q ?? null, active: true }),
);

fastify.post("/users", { schema: { body: user, response: { 201: user } } }, async (request, reply) => {
  reply.code(201);
  return request.body;
});

fastify.listen({ host: "127.0.0.1", port: Number(process.argv[2]) });
