import { Alert, Button, Grid, Group, Stack, Text, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api, idempotencyKey } from "../api/client";
import { instanceTypes, regions } from "../api/queries";
import { ApiProblem } from "../api/problem";
import type { components } from "../api/schema";
import { Copyable } from "../components/Copyable";
import { PageHead } from "../components/PageHead";
import { ProblemAlert } from "../components/ProblemAlert";
import { ClusterFields } from "../forms/ClusterFields";
import { PlanPreview } from "../forms/PlanPreview";
import { type ClusterDraft, asCurl, completed, emptyDraft, requestOf } from "../forms/clusterDraft";
import { queries } from "../queryClient";

type Cluster = components["schemas"]["ClusterResponse"];
const route = getRouteApi("/signed-in/projects/$project/new-cluster");

export default function NewCluster() {
  const { project } = route.useParams();
  const [typed, setDraft] = useState<ClusterDraft>(emptyDraft);
  const where = useQuery(regions(typed.provider)).data?.items;
  const types = useQuery(instanceTypes(typed.provider)).data?.items;
  const draft = completed(typed, where, types);
  const [key] = useState(idempotencyKey);
  const [settled] = useDebouncedValue(draft, 300);
  const navigate = useNavigate();
  const create = useMutation({
    // The document has one operation for both: without dryRun the answer is the cluster.
    mutationFn: async () =>
      (await answer(
        api.POST("/api/v1/projects/{project}/clusters", {
          params: { path: { project }, header: { "Idempotency-Key": key } },
          body: requestOf(draft),
        }),
      )) as Cluster,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["cluster"] }),
  });
  if (create.data?.admin) {
    const { id, admin } = create.data;
    return (
      <Stack maw={640}>
        <PageHead title={`${create.data.name} is being created`} />
        <Alert color="teal" variant="light" title="The password of the first user: shown once">
          <Stack gap="xs">
            <Text size="sm">User {admin.username}. Kanesh keeps only a hash: store the password now.</Text>
            <Copyable label="password" text={admin.password} />
          </Stack>
        </Alert>
        <Group><Button onClick={() => void navigate({ to: `/projects/${project}/clusters/${id}` })}>I have stored it: show the cluster</Button></Group>
      </Stack>
    );
  }
  const problem = create.error instanceof ApiProblem ? create.error : undefined;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!create.isPending) create.mutate();
      }}
    >
      <PageHead title="Create a cluster">Every file encrypted, three replicas in three zones unless you say otherwise.</PageHead>
      <Grid gap="xl">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack>
            <ClusterFields draft={draft} regions={where ?? []} types={types ?? []} onChange={setDraft} errors={problem?.fieldErrors() ?? {}} />
            {create.error && <ProblemAlert error={create.error} />}
            <Group><Button type="submit" loading={create.isPending}>Create the cluster</Button></Group>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack>
            <PlanPreview project={project} draft={settled} />
            <Title order={2} size="h5">The same with curl</Title>
            <Copyable label="curl command" text={asCurl(window.location.origin, project, requestOf(draft))} />
          </Stack>
        </Grid.Col>
      </Grid>
    </form>
  );
}
