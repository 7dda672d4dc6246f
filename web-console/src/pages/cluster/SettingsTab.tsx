import { Button, Group, Stack, Switch, TextInput, Title } from "@mantine/core";
import { answer, api } from "../../api/client";
import { fieldsOf, shownAtFields } from "../../api/useChange";
import { ifMatch, useEdit } from "../../api/useEdit";
import { Elsewhere } from "../../components/Elsewhere";
import { ProblemAlert } from "../../components/ProblemAlert";
import { StaleAlert } from "../../components/StaleAlert";
import { Certificates } from "./Certificates";
import { DangerZone } from "./DangerZone";
import { useCluster } from "./useCluster";

/** Name and protection; a change that somebody else made meanwhile is shown before it is overwritten. */
export default function SettingsTab() {
  const { project, cluster, etag } = useCluster();
  const edit = useEdit(etag, { name: cluster.name, deletionProtection: cluster.spec.deletionProtection }, ["cluster"], (changed, base) =>
    answer(
      api.PATCH("/api/v1/projects/{project}/clusters/{cluster}", {
        params: { path: { project, cluster: cluster.id }, header: ifMatch(base) },
        body: changed as never,
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
          <Switch
            label="Deletion protection"
            description="While it is on, nobody can delete this cluster."
            checked={edit.typed.deletionProtection}
            onChange={(event) => edit.type({ deletionProtection: event.currentTarget.checked })}
          />
          <StaleAlert edit={edit} />
          {edit.error && !edit.stale && !shownAtFields(edit.error, "name") && <ProblemAlert error={edit.error} />}
          <Group><Button type="submit" loading={edit.pending} disabled={!edit.changed || edit.stale}>Save</Button></Group>
          <Elsewhere request={{ method: "PATCH", path: `/api/v1/projects/${project}/clusters/${cluster.id}`, body: edit.typed }} />
        </Stack>
      </form>
      <Certificates />
      <DangerZone />
    </Stack>
  );
}
