import { Anchor, Button, Group, Stack, Table, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api, idempotencyKey } from "../api/client";
import { ApiProblem } from "../api/problem";
import { projects } from "../api/queries";
import { Age } from "../components/Age";
import { PageHead } from "../components/PageHead";
import { ProblemAlert } from "../components/ProblemAlert";
import { QueryView } from "../components/QueryView";
import { queries } from "../queryClient";

export default function Projects() {
  const query = useQuery(projects());
  return (
    <Stack>
      <PageHead title="Projects">A project holds clusters, and who may do what with them.</PageHead>
      <NewProject />
      <QueryView query={query}>
        {({ items }) => (
          <Table verticalSpacing="sm">
            <Table.Thead><Table.Tr><Table.Th>Name</Table.Th><Table.Th>Id</Table.Th><Table.Th>Created</Table.Th></Table.Tr></Table.Thead>
            <Table.Tbody>
              {items.map((one) => (
                <Table.Tr key={one.id}>
                  <Table.Td><Anchor component={Link} to={`/projects/${one.id}/clusters`} className="name">{one.name}</Anchor></Table.Td>
                  <Table.Td className="name">{one.id}</Table.Td>
                  <Table.Td><Age of={one.createdAt} /></Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </QueryView>
    </Stack>
  );
}

function NewProject() {
  const [name, setName] = useState("");
  const [key, setKey] = useState(idempotencyKey);
  const create = useMutation({
    mutationFn: () => answer(api.POST("/api/v1/projects", { params: { header: { "Idempotency-Key": key } }, body: { name } })),
    onSuccess: () => setName(""),
    onSettled: () => {
      setKey(idempotencyKey());
      return queries.invalidateQueries({ queryKey: ["project"] });
    },
  });
  const problem = create.error instanceof ApiProblem ? create.error : undefined;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate();
      }}
    >
      <Group align="end" gap="sm">
        <TextInput label="New project" placeholder="payments" value={name} error={problem?.fieldErrors()["name"]} onChange={(event) => setName(event.currentTarget.value)} />
        <Button type="submit" loading={create.isPending} disabled={!name.trim()}>Make it</Button>
      </Group>
      {create.error && !problem?.fieldErrors()["name"] && <ProblemAlert error={create.error} />}
    </form>
  );
}
