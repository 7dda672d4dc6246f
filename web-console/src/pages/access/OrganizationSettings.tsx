import { Button, Group, Paper, Stack, Text, TextInput, Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { answer, api } from "../../api/client";
import { fieldsOf, shownAtFields } from "../../api/useChange";
import { useEdit } from "../../api/useEdit";
import { Act } from "../../components/Act";
import { Elsewhere } from "../../components/Elsewhere";
import { ProblemAlert } from "../../components/ProblemAlert";
import { StaleAlert } from "../../components/StaleAlert";
import { useOrganization } from "./useOrganization";

export default function OrganizationSettings() {
  const { id: organization, name } = useOrganization();
  const navigate = useNavigate();
  const path = `/api/v1/organizations/${organization}`;
  // The API gives an organization no version: what was read stands for it.
  const edit = useEdit(name, { name }, ["organization"], (body) =>
    answer(api.PATCH("/api/v1/organizations/{organization}", { params: { path: { organization } }, body: body as { name: string }, headers: { "Content-Type": "application/merge-patch+json" } })),
  );
  return (
    <Stack gap="xl">
      <form onSubmit={(event) => { event.preventDefault(); edit.save(); }}>
        <Stack gap="sm" maw={560}>
          <Title order={2} size="h4">General</Title>
          <TextInput label="Name" value={edit.typed.name} error={fieldsOf(edit.error)["name"]} onChange={(event) => edit.type({ name: event.currentTarget.value })} />
          <StaleAlert edit={edit} />
          {edit.error && !edit.stale && !shownAtFields(edit.error, "name") && <ProblemAlert error={edit.error} />}
          <Group><Button type="submit" loading={edit.pending} disabled={!edit.changed || edit.stale}>Save</Button></Group>
          <Elsewhere request={{ method: "PATCH", path, body: edit.typed }} resource={{ type: "kanesh_organization", values: edit.typed }} />
        </Stack>
      </form>
      <Paper withBorder p="md" maw={640}>
        <Stack align="start" gap="sm">
          <Title order={2} size="h4">Danger zone</Title>
          <Text size="sm">An organization can be deleted when it has no project any more. The one that an installation begins with stays.</Text>
          <Act label="Delete this organization" title="Delete this organization" confirm="Delete it for good" danger typed={name} refresh={["organization", "member", "service-account", "token", "project"]} request={{ method: "DELETE", path }}
            run={() => answer(api.DELETE("/api/v1/organizations/{organization}", { params: { path: { organization } } }))} onDone={() => void navigate({ to: "/projects" })}>
            <Text size="sm">Its members lose their roles, its service accounts and tokens end, and nobody signs in through its identity provider any more. Nothing brings it back.</Text>
          </Act>
        </Stack>
      </Paper>
    </Stack>
  );
}
