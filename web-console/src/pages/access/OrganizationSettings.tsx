import { Button, Group, Stack, TextInput, Title } from "@mantine/core";
import { answer, api } from "../../api/client";
import { fieldsOf, shownAtFields } from "../../api/useChange";
import { useEdit } from "../../api/useEdit";
import { Elsewhere } from "../../components/Elsewhere";
import { ProblemAlert } from "../../components/ProblemAlert";
import { StaleAlert } from "../../components/StaleAlert";
import { useOrganization } from "./useOrganization";

export default function OrganizationSettings() {
  const { id: organization, name } = useOrganization();
  // The API gives an organization no version: what was read stands for it.
  const edit = useEdit(name, { name }, ["organization"], (body) =>
    answer(api.PATCH("/api/v1/organizations/{organization}", { params: { path: { organization } }, body: body as { name: string }, headers: { "Content-Type": "application/merge-patch+json" } })),
  );
  return (
    <form onSubmit={(event) => { event.preventDefault(); edit.save(); }}>
      <Stack gap="sm" maw={560}>
        <Title order={2} size="h4">General</Title>
        <TextInput label="Name" value={edit.typed.name} error={fieldsOf(edit.error)["name"]} onChange={(event) => edit.type({ name: event.currentTarget.value })} />
        <StaleAlert edit={edit} />
        {edit.error && !edit.stale && !shownAtFields(edit.error, "name") && <ProblemAlert error={edit.error} />}
        <Group><Button type="submit" loading={edit.pending} disabled={!edit.changed || edit.stale}>Save</Button></Group>
        <Elsewhere request={{ method: "PATCH", path: `/api/v1/organizations/${organization}`, body: edit.typed }} resource={{ type: "kanesh_organization", values: edit.typed }} />
      </Stack>
    </form>
  );
}
