import { expect, it } from "vitest";
import { asCurl } from "../../src/forms/asCurl";
import { asTerraform } from "../../src/forms/asTerraform";
import { clusterResources } from "../../src/forms/clusterTerraform";

it("quotes for the shell whatever a value holds", () => {
  const curl = asCurl("http://x", { method: "POST", path: "/api/v1/projects", body: { name: "o'clock $HOME `id`" } });
  expect(curl).toContain(`o'\\''clock $HOME \`id\``);
  expect(curl).toContain("-H \"Content-Type: application/json\"");
});

it("names a merge patch as one, and sends no body where there is none", () => {
  expect(asCurl("http://x", { method: "PATCH", path: "/p", body: {} })).toContain("merge-patch");
  expect(asCurl("http://x", { method: "POST", path: "/p:verb" })).not.toContain("-d");
});

it("writes Terraform with aligned names in snake case, nested, data centers by name", () => {
  const values = { projectId: "prj_1", name: "Orders 2", provider: "local", dataCenters: [{ name: "dc1", region: "local-1", nodeGroups: [{ count: 3 }] }], keyId: undefined, deletionProtection: true };
  expect(asTerraform({ type: "kanesh_cluster", values })).toBe(`resource "kanesh_cluster" "orders_2" {
  project_id          = "prj_1"
  name                = "Orders 2"
  provider_name       = "local"
  data_centers        = {
    dc1 = {
      region      = "local-1"
      node_groups = [{
        count = 3
      }]
    }
  }
  deletion_protection = true
}
`);
});

it("leaves the keys of labels as they are", () => {
  expect(asTerraform({ type: "kanesh_cluster", values: { labels: { "cost/center": "a\"b", costCenter: "7" } } })).toContain('labels = {\n    "cost/center" = "a\\"b"\n    "costCenter" = "7"\n  }');
});

it("lets Terraform read no template of its own in a text, and gives any name a label", () => {
  expect(asTerraform({ type: "kanesh_project", values: { name: "${path.module} %{ if }" } })).toContain('"$${path.module} %%{ if }"');
  const label = (name: string) => /"kanesh_project" "(.*?)"/.exec(asTerraform({ type: "kanesh_project", values: { name } }))?.[1];
  expect(["𒀭", "7 seas", "שלום"].map(label)).toEqual(["this", "r_7_seas", "this"]);
});

it("gives users of a new cluster as resources that refer to it", () => {
  const request = { name: "7 seas", dataCenters: [{ region: "local-1" }], users: [{ name: "app", access: [{ keyspace: "*", read: true }] }] };
  const [cluster = "", user = ""] = clusterResources("prj_1", request).map(asTerraform);
  expect(cluster).toMatch(/^resource "kanesh_cluster" "r_7_seas"/);
  expect(cluster).not.toContain("users");
  expect(user).toBe(`resource "kanesh_database_user" "app" {
  project_id = "prj_1"
  cluster_id = kanesh_cluster.r_7_seas.id
  name       = "app"
  access     = [{
    keyspace = "*"
    read     = true
  }]
}
`);
});
