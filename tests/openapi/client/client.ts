// A client of the example `backend` as a front-end team writes it: all types come from the document. Where a line must
// not compile it says so, and then it is an error when it does.
//
//   node client.js http://127.0.0.1:8000
import createClient from "openapi-fetch";
import type { components, paths } from "./api.js";

declare const process: { argv: string[]; exitCode?: number };

type User = components["schemas"]["UserRead"];
type Refusal = components["schemas"]["HTTPValidationError"];

const api = createClient<paths>({ baseUrl: process.argv[2] ?? "" });
let checks = 0;

function check(holds: boolean, what: string): asserts holds {
  checks += 1;
  if (!holds) throw new Error(`does not hold: ${what}`);
}

/** The errors of a 422 as `body.email: value_error`. */
function reasons(refusal: Refusal): string[] {
  return (refusal.detail ?? []).map((one) => `${one.loc.join(".")}: ${one.type}`);
}

async function createUsers(): Promise<User> {
  const created = await api.POST("/api/v1/users/", {
    body: { username: "ada", email: "ada@example.com", role: "admin",
            address: { street: "St James's Square", city: "London", country: "GB" } },
  });
  check(created.response.status === 201, "a user is created");
  check(created.data !== undefined && created.error === undefined, "there is the user and no error");
  const user: User = created.data;
  check(user.id > 0 && user.role === "admin" && user.address?.city === "London", "the user is what was sent");
  check(user.full_name === null, "what was not sent is null");

  // @ts-expect-error: the email address is missing
  const missing = await api.POST("/api/v1/users/", { body: { username: "bob" } });
  check(missing.response.status === 422, "the server wants it too");

  // @ts-expect-error: there is no such role
  const strange = await api.POST("/api/v1/users/", { body: { username: "bob", email: "b@example.com", role: "king" } });
  check(strange.response.status === 422, "the server does not know the role either");
  return user;
}

async function areRefused(): Promise<void> {
  const refused = await api.POST("/api/v1/users/", { body: { username: "X", email: "nobody" } });
  check(refused.response.status === 422 && refused.data === undefined, "a body that is not valid is refused");
  // The document says that an error is a Conflict or a HTTPValidationError.
  check(refused.error !== undefined && !("field" in refused.error), "it is no conflict");
  const found = reasons(refused.error);
  check(found.includes("body.email: string_pattern_mismatch"), `the email address is named: ${found}`);
  check(found.includes("body.username: string_too_short"), `the name is named: ${found}`);

  const query = await api.GET("/api/v1/users/", { params: { query: { size: 0 } } });
  check(query.error !== undefined, "a page of nothing is refused");
  check(reasons(query.error).join() === "query.size: greater_than_equal", "the parameter is named");

  const taken = await api.POST("/api/v1/users/", { body: { username: "ada", email: "other@example.com" } });
  check(taken.response.status === 409, "a name is taken once");
  check(taken.error !== undefined && "field" in taken.error && taken.error.field === "username", "the conflict is typed");
}

async function areReadAndListed(user: User): Promise<void> {
  const read = await api.GET("/api/v1/users/{user_id}", { params: { path: { user_id: user.id } } });
  check(JSON.stringify(read.data) === JSON.stringify(user), "a user is read as created");

  const list = await api.GET("/api/v1/users/", { params: { query: { page: 1, size: 5 } } });
  check(list.data !== undefined && list.data.items.some((one) => one.id === user.id), "the user is in the list");
  const total: number = list.data.total;
  check(total === list.data.items.length && list.data.pages === 1, "the list is one page");

  const nobody = await api.GET("/api/v1/users/{user_id}", { params: { path: { user_id: 999_999 } } });
  check(nobody.response.status === 404 && nobody.data === undefined, "nobody has this id");

  // @ts-expect-error: an id is a number
  const text = await api.GET("/api/v1/users/{user_id}", { params: { path: { user_id: "ada" } } });
  check(text.response.status === 422, "the server wants a number too");

  // @ts-expect-error: there is no such path
  const nowhere = await api.GET("/api/v1/nowhere");
  check(nowhere.response.status === 404, "the server does not know it either");
}

async function areChangedAndRemoved(user: User): Promise<void> {
  const path = { user_id: user.id };
  const changed = await api.PATCH("/api/v1/users/{user_id}", { params: { path }, body: { full_name: "Ada Lovelace" } });
  check(changed.data?.full_name === "Ada Lovelace" && changed.data.email === user.email, "one member is changed");

  const item = await api.POST("/api/v1/users/{user_id}/items/", { params: { path }, body: { title: "Lamp", price: 12.5 } });
  check(item.data !== undefined && item.data.owner_id === user.id, "an item is offered");
  check(item.data.tags.length === 0 && item.data.availability === "in_stock", "defaults are filled in");

  const removed = await api.DELETE("/api/v1/users/{user_id}", { params: { path } });
  check(removed.response.status === 204 && removed.error === undefined, "the user is removed");
  const gone = await api.GET("/api/v1/items/{item_id}", { params: { path: { item_id: item.data.id } } });
  check(gone.response.status === 404, "and so is the item");
}

const user = await createUsers();
await areRefused();
await areReadAndListed(user);
await areChangedAndRemoved(user);
console.log(`${checks} checks`);
