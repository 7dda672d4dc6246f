import { Group, List, Stack, Text, Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { answer, api } from "../../api/client";
import type { Key } from "../../api/types";
import { Act } from "../../components/Act";
import { DrillForm } from "./DrillForm";

/** What is done with a key. Each dialog says before what will happen; the page shows it after. */
export function KeyActions({ project, keyOf: key }: { project: string; keyOf: Key }) {
  const navigate = useNavigate();
  const params = (idempotency: string) => ({ path: { project, key: key.id }, header: { "Idempotency-Key": idempotency } });
  const rule = (action: string) => key.allowedActions.find((one) => one.action === action);
  const path = (verb: string) => `/api/v1/projects/${project}/keys/${key.id}:${verb}`;
  const nodes = `${key.dependentNodes} ${key.dependentNodes === 1 ? "node" : "nodes"}`;
  const refused = key.allowedActions.filter((one) => !one.allowed && one.action !== "delete" && one.action !== "update");
  return (
    <Stack gap="sm">
      <Title order={2} size="h4">What can be done</Title>
      <Group gap="sm">
        <Act label="Check" title="Check this key" confirm="Check it now" rule={rule("check")} request={{ method: "POST", path: path("check") }} refresh={["key"]}
          run={(once) => answer(api.POST("/api/v1/projects/{project}/keys/{key}:check", { params: params(once) }))}>
          <Text size="sm">Every call that a node will make is tried, with this project's own identity: describe, generate, decrypt, decrypt in another context (which must fail), encrypt, wrap anew. No data is touched.</Text>
        </Act>
        <Act label="Rotate" title="Rotate this key" confirm="Rotate it now" rule={rule("rotate")} request={{ method: "POST", path: path("rotate") }} refresh={["key", "operation"]}
          run={(once) => answer(api.POST("/api/v1/projects/{project}/keys/{key}:rotate", { params: params(once) }))}
          onDone={() => void navigate({ to: "/operations" })}>
          <Consequences of={[
            key.provider === "local" ? "The key gets new material in its KMS." : "Rotate the key in your cloud first: its material is yours to renew.",
            `Each of ${nodes} wraps its own key anew, under the newest material.`,
            "No data is rewritten, nothing restarts, no client notices.",
          ]} />
        </Act>
        <DrillForm project={project} keyOf={key} rule={rule("drill")} />
        <Act label="Restore" title="Restore this key" confirm="Switch the data on" rule={rule("restore")} request={{ method: "POST", path: path("restore") }} refresh={["key", "cluster", "node"]}
          run={(once) => answer(api.POST("/api/v1/projects/{project}/keys/{key}:restore", { params: params(once) }))}>
          <Consequences of={[
            key.provider === "local" ? "The key is enabled again in the local KMS." : "The lock on our side is taken away. If the key is disabled in your cloud too, enable it there.",
            "Each sealed node asks its KMS within a minute, starts its engine and replays its commit log.",
            "Nothing that was acknowledged is lost. Nobody has to be called.",
          ]} />
        </Act>
        <Act label="Revoke" title="Revoke this key" confirm="Switch the data off" danger typed={key.name} rule={rule("revoke")} request={{ method: "POST", path: path("revoke") }} refresh={["key", "cluster", "node"]}
          run={(once) => answer(api.POST("/api/v1/projects/{project}/keys/{key}:revoke", { params: params(once) }))}>
          <Consequences of={[
            `${nodes} stop serving at once, sync their commit logs, end their engines and forget every key: their clusters are then sealed.`,
            "Every program loses its connection. A database superuser with a valid login is refused too.",
            key.provider === "local" ? "The key is disabled in the local KMS as well." : "This is a lock on our side, at once. Disable the key in your cloud too, if you mean it.",
            "Nothing is deleted. Restore brings everything back.",
          ]} />
        </Act>
      </Group>
      {refused.length > 0 && <List size="sm">{refused.map((one) => <List.Item key={one.action}><Text span size="sm" c="dimmed">{one.action.charAt(0).toUpperCase() + one.action.slice(1)}: {one.reason}</Text></List.Item>)}</List>}
    </Stack>
  );
}

function Consequences({ of }: { of: string[] }) {
  return <List size="sm" spacing={4} type="ordered">{of.map((one) => <List.Item key={one}>{one}</List.Item>)}</List>;
}
