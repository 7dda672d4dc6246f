import { Paper, Stack, Text, TextInput, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { answer, api } from "../../api/client";
import { project as projectQuery } from "../../api/queries";
import { fieldsOf } from "../../api/useChange";
import { Act } from "../../components/Act";
import { EditEnd } from "../../components/EditEnd";
import { Elsewhere } from "../../components/Elsewhere";
import { ifMatch, useEdit } from "../../forms/useEdit";

const route = getRouteApi("/signed-in/projects/$project");

export default function ProjectSettings() {
  const { project: id } = route.useParams();
  const { project, etag } = useSuspenseQuery(projectQuery(id)).data;
  const navigate = useNavigate();
  const path = `/api/v1/projects/${id}`;
  const edit = useEdit(`project ${id}`, etag, { name: project.name }, ["project"], (body, base) =>
    answer(api.PATCH("/api/v1/projects/{project}", { params: { path: { project: id }, header: ifMatch(base) }, body: body as { name: string }, headers: { "Content-Type": "application/merge-patch+json" } })),
  );
  return (
    <Stack gap="xl">
      <form onSubmit={(event) => { event.preventDefault(); edit.save(); }}>
        <Stack gap="sm" maw={560}>
          <Title order={2} size="h4">General</Title>
          <TextInput label="Name" value={edit.typed.name} error={fieldsOf(edit.error)["name"]} onChange={(event) => edit.type({ name: event.currentTarget.value })} />
          <EditEnd edit={edit} fields={["name"]} />
          <Elsewhere request={{ method: "PATCH", path, body: edit.typed }} resource={{ type: "kanesh_project", values: { ...edit.typed, organizationId: project.organizationId } }} />
        </Stack>
      </form>
      <Paper withBorder p="md" maw={640}>
        <Stack align="start" gap="sm">
          <Title order={2} size="h4">Danger zone</Title>
          <Text size="sm">A project can be deleted when it has no cluster any more. Its members, tokens and keys go with it; keys in their KMS stay.</Text>
          <Act label="Delete this project" title="Delete this project" confirm="Delete it for good" danger typed={project.name} refresh={["project", "member", "token"]} request={{ method: "DELETE", path }}
            run={() => api.DELETE("/api/v1/projects/{project}", { params: { path: { project: id }, header: ifMatch(etag) } })} onDone={() => void navigate({ to: "/projects" })}>
            <Text size="sm">Nothing brings it back. It is refused while a cluster of it exists.</Text>
          </Act>
        </Stack>
      </Paper>
    </Stack>
  );
}
