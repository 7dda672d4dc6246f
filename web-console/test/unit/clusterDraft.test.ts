import { expect, it } from "vitest";
import { completed, emptyDraft, networksOf, requestOf } from "../../src/forms/clusterDraft";
import { newUser } from "../../src/forms/firstUsers";

const regions = [{ name: "local-1", title: "One", zones: ["a"] }, { name: "local-2", title: "Two", zones: ["a"] }];
const types = [{ name: "local.small" }] as never;

it("stands for the first choices until others are made", () => {
  const draft = completed(emptyDraft, regions, types);
  expect(draft.dataCenters[0]).toMatchObject({ region: "local-1", instanceType: "local.small" });
});

it("begins in the region of the key", () => {
  expect(completed(emptyDraft, regions, types, "local-2").dataCenters[0]).toMatchObject({ region: "local-2" });
  expect(completed(emptyDraft, regions, types, "eu-central-1").dataCenters[0]).toMatchObject({ region: "local-1" });
});

it("keeps what the catalogue knows and replaces what another provider named", () => {
  const draft = { ...emptyDraft, dataCenters: [{ region: "local-2", instanceType: "i8g.large", count: 3, replicationFactor: 3, keyId: "" }] };
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

it("asks for users with rights in every keyspace, until their end, and never with a password", () => {
  const none = { read: false, write: false, define: false, unmask: false };
  const users = [{ ...newUser, name: " app " }, { name: "report", rights: none, ends: "2031-01-01T00:00" }];
  expect(requestOf({ ...emptyDraft, users }).users).toEqual([
    { name: "app", access: [{ keyspace: "*", read: true, write: true }] },
    { name: "report", expiresAt: "2031-01-01T00:00:00.000Z" },
  ]);
  expect(requestOf(emptyDraft)).not.toHaveProperty("users");
});
