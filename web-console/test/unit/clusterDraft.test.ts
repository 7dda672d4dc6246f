import { expect, it } from "vitest";
import { asCurl, completed, emptyDraft, requestOf } from "../../src/forms/clusterDraft";

const regions = [{ name: "local-1", title: "One", zones: ["a"] }, { name: "local-2", title: "Two", zones: ["a"] }];
const types = [{ name: "local.small" }] as never;

it("stands for the first choices until others are made", () => {
  const draft = completed(emptyDraft, regions, types);
  expect(draft.dataCenters[0]).toMatchObject({ region: "local-1", instanceType: "local.small" });
});

it("keeps what the catalogue knows and replaces what another provider named", () => {
  const draft = { ...emptyDraft, dataCenters: [{ region: "local-2", instanceType: "i8g.large", count: 3, replicationFactor: 3 }] };
  expect(completed(draft, regions, types).dataCenters[0]).toMatchObject({ region: "local-2", instanceType: "local.small" });
  expect(completed(draft, undefined, undefined)).toEqual(draft);
});

it("numbers data centers and trims the name", () => {
  const two = { ...emptyDraft, name: " orders ", dataCenters: [...emptyDraft.dataCenters, ...emptyDraft.dataCenters] };
  expect(requestOf(two).dataCenters.map((dc) => dc.name)).toEqual(["dc1", "dc2"]);
  expect(requestOf(two).name).toBe("orders");
});

it("quotes for the shell whatever a name holds", () => {
  const curl = asCurl("http://x", "prj_1", requestOf({ ...emptyDraft, name: "o'clock" }));
  expect(curl).toContain(`o'\\''clock`);
});
