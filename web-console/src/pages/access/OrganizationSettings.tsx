import { Paper, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { organization as organizationQuery } from "../../api/accessQueries";
import { answer, api } from "../../api/client";
import { fieldsOf } from "../../api/useChange";
import { Act } from "../../components/Act";
import { EditEnd } from "../../components/EditEnd";
import { Elsewhere } from "../../components/Elsewhere";
import { QueryView } from "../../components/QueryView";
import { ifMatch, useEdit } from "../../forms/useEdit";
import { useOrganization } from "./useOrganization";

export default function OrganizationSettings() {
  const query = useQuery(organizationQuery(useOrganization().id));
  return <QueryView query={query}>{({ organization, etag }) => <Settings key={organization.id} id={organization.id} name={organization.name} etag={etag} />}</QueryView>;
}

function Settings({ id: organization, name, etag }: { id: string; name: string; etag: string }) {
  const navigate = useNavigate();
  const path = `/api/v1/organizations/${organization}`;
  const edit = useEdit(`organization ${organization}`, etag, { name }, ["organization"], (body, base) =>
    answer(api.PATCH("/api/v1/organizations/{organization}", { params: { path: { organization }, header: ifMatch(base) }, body: body as { name: string }, headers: { "Content-Type": "application/merge-patch+json" } })),
  );
  return (
    <Stack gap="xl">
      <form onSubmit={(event) => { event.preventDefault(); edit.save(); }}>
        <Stack gap="sm" maw={560}>
          <Title order={2} size="h4">General</Title>
          <TextInput label="Name" value={edit.typed.name} error={fieldsOf(edit.error)["name"]} onChange={(event) => edit.type({ name: event.currentTarget.value })} />
          <EditEnd edit={edit} fields={["name"]} />
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
