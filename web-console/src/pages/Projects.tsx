import { Anchor, Button, Code, Group, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { organizations } from "../api/accessQueries";
import { answer, api } from "../api/client";
import { projects } from "../api/queries";
import type { Schemas } from "../api/types";
import { fieldsOf, shownAtFields, useChange } from "../api/useChange";
import { Age } from "../components/Age";
import { type Column, DataTable } from "../components/DataTable";
import { Elsewhere } from "../components/Elsewhere";
import { EmptyState } from "../components/EmptyState";
import { PageHead } from "../components/PageHead";
import { ProblemAlert } from "../components/ProblemAlert";
import { PagedView } from "../components/PagedView";
import { usePages } from "../components/Pager";
import { useDraft } from "../forms/useDraft";

type Project = Schemas["ProjectResponse"];

export default function Projects() {
  const pages = usePages();
  const query = useQuery(projects(pages.token));
  const named = new Map((useQuery(organizations()).data?.items ?? []).map((one) => [one.id, one.name]));
  const columns: Column<Project>[] = [
    { head: "Name", text: (one) => one.name, cell: (one) => <Anchor component={Link} to={`/projects/${one.id}`}>{one.name}</Anchor> },
    { head: "Organization", text: (one) => named.get(one.organizationId) ?? one.organizationId, cell: (one) => <Anchor component={Link} to={`/organization/${one.organizationId}`}>{named.get(one.organizationId) ?? one.organizationId}</Anchor> },
    { head: "Id", text: (one) => one.id, cell: (one) => <Code>{one.id}</Code> },
    { head: "Created", text: (one) => one.createdAt, cell: (one) => <Age of={one.createdAt} /> },
  ];
  return (
    <Stack>
      <PageHead title="Projects">A project holds clusters and keys, and who may do what with them.</PageHead>
      <NewProject />
      <PagedView query={query} pages={pages} empty={<EmptyState title="No project yet">Make one, or ask for a role in one that exists.</EmptyState>}>
        {(items) => <DataTable label="Projects" rows={items} columns={columns} rowKey={(one) => one.id} filter />}
      </PagedView>
    </Stack>
  );
}

function NewProject() {
  const [name, setName, forget] = useDraft("project", "");
  const create = useChange((body: { name: string }, once) => answer(api.POST("/api/v1/projects", { params: { header: { "Idempotency-Key": once } }, body })), ["project"], () => {
    setName("");
    forget();
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        create.send({ name });
      }}
    >
      <Stack gap="sm">
        <Group align="end" gap="sm">
          <TextInput label="New project" placeholder="payments" value={name} error={fieldsOf(create.error)["name"]} onChange={(event) => setName(event.currentTarget.value)} />
          <Button type="submit" loading={create.isPending} disabled={!name.trim()}>Make it</Button>
        </Group>
        {create.error && !shownAtFields(create.error, "name") && <ProblemAlert error={create.error} />}
        <Elsewhere request={{ method: "POST", path: "/api/v1/projects", body: { name } }} resource={{ type: "kanesh_project", values: { name } }} />
      </Stack>
    </form>
  );
}
