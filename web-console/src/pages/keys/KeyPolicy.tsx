import { Stack, Switch, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import { keyPolicy } from "../../api/keyQueries";
import type { Schemas } from "../../api/types";
import { useChange } from "../../api/useChange";
import { Elsewhere } from "../../components/Elsewhere";
import { ProblemAlert } from "../../components/ProblemAlert";
import { QueryView } from "../../components/QueryView";

type Policy = Schemas["KeyPolicyRequest"];

/** What the project demands of every cluster from now on. */
export function KeyPolicy({ project }: { project: string }) {
  const query = useQuery(keyPolicy(project));
  const demand = useChange(
    (body: Policy) => answer(api.PUT("/api/v1/projects/{project}/key-policy", { params: { path: { project } }, body })),
    ["key"],
  );
  return (
    <Stack gap="sm" maw={640}>
      <Title order={2} size="h4">What this project demands</Title>
      <QueryView query={query}>
        {(policy) => (
          <>
            <Switch
              label="Only keys of your own"
              description="New clusters need a key that you hold; those that exist stay as they are."
              checked={policy.customerKeysOnly}
              disabled={demand.isPending}
              onChange={(event) => demand.send({ ...policy, customerKeysOnly: event.currentTarget.checked })}
            />
            <Switch
              label="AES-256 only"
              description="New clusters encrypt with 256-bit keys."
              checked={policy.aes256Only}
              disabled={demand.isPending}
              onChange={(event) => demand.send({ ...policy, aes256Only: event.currentTarget.checked })}
            />
            {demand.error && <ProblemAlert error={demand.error} />}
            <Elsewhere request={{ method: "PUT", path: `/api/v1/projects/${project}/key-policy`, body: policy }} resource={{ type: "kanesh_key_policy", values: { projectId: project, ...policy } }} />
          </>
        )}
      </QueryView>
    </Stack>
  );
}
