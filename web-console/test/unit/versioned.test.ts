import { expect, it } from "vitest";
import { versioned } from "../../src/api/client";

it("gives what was read under its name, with the version that a change must name", async () => {
  const read = (headers: Record<string, string>) => Promise.resolve({ data: { id: "org_1" }, response: new Response(null, { headers }) });
  expect(await versioned("organization", read({ ETag: '"7"' }))).toEqual({ organization: { id: "org_1" }, etag: '"7"' });
  expect(await versioned("organization", read({}))).toEqual({ organization: { id: "org_1" }, etag: "" });
});
