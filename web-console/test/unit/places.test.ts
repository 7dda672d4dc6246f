import { expect, it } from "vitest";
import { pagesCalled, placeOf } from "../../src/components/places";

const projects = new Map([["prj_1", "payments"]]);

it("leads to the page of what was found, and says what it is and in which project", () => {
  const place = (found: object) => placeOf({ id: "x", ...found } as never, projects);
  expect(place({ type: "CLUSTER", name: "orders", projectId: "prj_1" })).toEqual({ name: "orders", about: "Cluster, project payments", to: "/projects/prj_1/clusters/x" });
  expect(place({ type: "KEY", name: "mine", projectId: "prj_2" })).toEqual({ name: "mine", about: "Key, project prj_2", to: "/projects/prj_2/keys/x" });
  expect(place({ type: "PROJECT", name: "payments", projectId: null })).toEqual({ name: "payments", about: "Project", to: "/projects/x" });
  expect(place({ type: "ORGANIZATION", name: "house" }).to).toBe("/organization/x");
  expect(place({ type: "NODE", name: null, projectId: "prj_1", clusterId: "cl_1" })).toEqual({ name: "x", about: "Node x, project payments", to: "/projects/prj_1/clusters/cl_1/nodes" });
  expect(place({ type: "OPERATION", name: "create-cluster", projectId: "prj_1" })).toEqual({ name: "Create cluster", about: "Operation x, project payments", to: "/operations/x" });
});

it("finds pages by a part of their name, those of the chosen project too", () => {
  const project = { id: "prj_1", organizationId: "org_1" };
  expect(pagesCalled("TRAIL", project)).toEqual([{ name: "Audit trail", about: "Page", to: "/audit" }]);
  expect(pagesCalled("key", project).map((one) => one.to)).toEqual(["/projects/prj_1/keys"]);
  expect(pagesCalled("", undefined).map((one) => one.name)).toEqual(["Overview", "Operations", "Projects", "Tokens", "Audit trail"]);
});
