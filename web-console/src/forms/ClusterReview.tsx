import { Paper, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Schemas } from "../api/types";
import { allKeys } from "../api/wholeLists";
import { duration, usdPerMonth } from "../ui/format";
import type { ClusterDraft } from "./clusterDraft";
import { reviewOf } from "./reviewOf";
import { usePlan } from "./usePlan";

interface Props {
  project: string;
  draft: ClusterDraft;
  regions: Schemas["RegionResponse"][];
}

/** The last look before the button: what was asked for, in words, with the choices that were left to the API. */
export function ClusterReview({ project, draft, regions }: Props) {
  const { query } = usePlan(project, draft);
  const key = useQuery(allKeys(project)).data?.items.find((one) => one.id === draft.keyId)?.name;
  const plan = query.error ? undefined : query.data;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="review" aria-busy={query.isFetching}>
      <Stack gap="xs">
        <Title order={2} size="h5" id="review">Review</Title>
        {!plan && <Text size="sm" c="dimmed">{query.error ? "There is something to put right first." : "Name the cluster, then what you ask for stands here in words."}</Text>}
        {plan && (
          <Stack gap="xs" component="dl" m={0}>
            {reviewOf(plan.spec, draft, regions, key).concat([["Price and time", `${usdPerMonth(plan.usdPerMonth)}; takes ${duration(plan.secondsExpected)} by experience`]]).map(([name, value]) => (
              <div key={name}>
                <Text size="xs" c="dimmed" component="dt">{name}</Text>
                <Text size="sm" component="dd" m={0} className="name">{value}</Text>
              </div>
            ))}
          </Stack>
        )}
      </Stack>
    </Paper>
  );
}
