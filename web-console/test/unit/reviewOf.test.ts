import { expect, it } from "vitest";
import { plan, region } from "../../mock-api/state";
import { emptyDraft } from "../../src/forms/clusterDraft";
import { newUser } from "../../src/forms/firstUsers";
import { reviewOf } from "../../src/forms/reviewOf";

it("says in words what was asked for and what the API chose", () => {
  const users = [{ ...newUser, name: "orders_app" }, { name: "report", rights: { read: false, write: false, define: false, unmask: false }, ends: "2031-01-01T00:00" }];
  const review = Object.fromEntries(reviewOf({ ...plan.spec, labels: { team: "payments" } }, { ...emptyDraft, users }, [region], undefined));
  expect(review["Data center dc1"]).toBe("3 nodes of local.small in local-1, spread over the zones local-1a, local-1b, local-1c; 3 replicas of each row");
  expect(review["Encryption"]).toBe("every file, AES-128, under a key of the provider that is made with the cluster; serves 4 h while the KMS does not answer");
  expect(review["Users"]).toBe("admin: everything; orders_app: every keyspace: read, write; report: no access yet, until 2031-01-01T00:00:00.000Z");
  expect(review["Labels"]).toBe("team=payments");
  expect(review["Deletion protection"]).toBe("on");
});

it("names the customer's key, and says when nobody may connect", () => {
  const review = Object.fromEntries(reviewOf({ ...plan.spec, allowedCidrs: [] }, { ...emptyDraft, keyId: "key_1" }, [], "envelope"));
  expect(review["Encryption"]).toContain("under the key envelope;");
  expect(review["Networks that may connect"]).toBe("none: everybody is kept out");
  expect(review["Users"]).toBe("admin: everything");
  expect(review).not.toHaveProperty("Labels");
});
