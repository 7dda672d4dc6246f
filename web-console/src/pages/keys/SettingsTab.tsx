import { Paper, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import { answer, api } from "../../api/client";
import type { Schemas } from "../../api/types";
import { fieldsOf } from "../../api/useChange";
import { Act } from "../../components/Act";
import { EditEnd } from "../../components/EditEnd";
import { Elsewhere } from "../../components/Elsewhere";
import { ifMatch, useEdit } from "../../forms/useEdit";
import { DeletionProof } from "./DeletionProof";
import { useKey } from "./useKey";

/** Name and description; and the end of the key, with its proof. */
export default function SettingsTab() {
  const { project, key, etag } = useKey();
  const edit = useEdit(`key ${key.id}`, etag, { name: key.name, description: key.description }, ["key"], (body, base) =>
    answer(
      api.PATCH("/api/v1/projects/{project}/keys/{key}", {
        params: { path: { project, key: key.id }, header: ifMatch(base) },
        body,
        headers: { "Content-Type": "application/merge-patch+json" },
      }),
    ),
  );
  const fields = fieldsOf(edit.error);
  return (
    <Stack gap="xl">
      <form onSubmit={(event) => { event.preventDefault(); edit.save(); }}>
        <Stack gap="sm" maw={560}>
          <Title order={2} size="h4">General</Title>
          <TextInput label="Name" value={edit.typed.name} error={fields["name"]} onChange={(event) => edit.type({ name: event.currentTarget.value })} />
          <Textarea label="Description" autosize minRows={2} value={edit.typed.description} error={fields["description"]} onChange={(event) => edit.type({ description: event.currentTarget.value })} />
          <EditEnd edit={edit} fields={["name", "description"]} />
          <Elsewhere request={{ method: "PATCH", path: `/api/v1/projects/${project}/keys/${key.id}`, body: edit.typed }} resource={{ type: "kanesh_key", values: { projectId: project, ...edit.typed, uri: key.uri } }} />
        </Stack>
      </form>
      <Forget />
    </Stack>
  );
}

function Forget() {
  const { project, key, etag } = useKey();
  const [proof, setProof] = useState<Schemas["KeyDeletionResponse"]>();
  const rule = key.allowedActions.find((one) => one.action === "delete");
  if (proof) {
    return (
      <Stack gap="sm" role="status">
        <Title order={2} size="h4">The key is forgotten</Title>
        <DeletionProof of={proof} />
      </Stack>
    );
  }
  return (
    <Paper withBorder p="md" maw={640}>
      <Stack align="start" gap="sm">
        <Title order={2} size="h4">Danger zone</Title>
        <Text size="sm">Kanesh forgets the key, after it has proved that nothing depends on it. The key in its KMS is left as it is.</Text>
        {rule && !rule.allowed && <Text size="sm">{rule.reason}</Text>}
        <Act label="Forget this key" title="Forget this key" confirm="Forget it" danger typed={key.name} rule={rule} refresh={[]} request={{ method: "DELETE", path: `/api/v1/projects/${project}/keys/${key.id}` }}
          run={() => answer(api.DELETE("/api/v1/projects/{project}/keys/{key}", { params: { path: { project, key: key.id }, header: { "If-Match": etag } } }))} onDone={setProof}>
          <Text size="sm">Every cluster, node and file is looked at first. If one needs the key, nothing happens and you see which. The answer is the proof; keep it.</Text>
        </Act>
      </Stack>
    </Paper>
  );
}
