import { expect, it } from "vitest";
import { completed, emptyDraft, networksOf, requestOf } from "../../src/forms/clusterDraft";

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

it("asks for the provider's key by naming none, and for the API's own allow list by giving none", () => {
  const request = requestOf(emptyDraft);
  expect(request.encryption).toEqual({ algorithm: "AES_128", outageGraceMinutes: 240 });
  expect(request).not.toHaveProperty("allowedCidrs");
  expect(requestOf({ ...emptyDraft, keyId: "key_1", allowedCidrs: "10.0.0.0/8, ::1" })).toMatchObject({ encryption: { keyId: "key_1" }, allowedCidrs: ["10.0.0.0/8", "::1"] });
});

it("reads networks by lines, commas and blanks", () => {
  expect(networksOf(" 10.0.0.0/8,\n 192.168.1.1\t::1 ")).toEqual(["10.0.0.0/8", "192.168.1.1", "::1"]);
  expect(networksOf(" ")).toEqual([]);
});
