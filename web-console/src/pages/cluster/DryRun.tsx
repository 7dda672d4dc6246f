import { Paper, Skeleton, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { idempotencyKey } from "../../api/client";
import type { ClusterPlan } from "../../api/types";
import { ProblemAlert } from "../../components/ProblemAlert";
import { PlanShown } from "../../forms/PlanPreview";

/** The plan of a deed, asked of the API when its dialog opens: nothing is done by asking. */
export function DryRun({ of, plan }: { of: string[]; plan: (once: string) => Promise<ClusterPlan> }) {
  const query = useQuery({ queryKey: ["dry-run", ...of], retry: false, staleTime: 0, queryFn: () => plan(idempotencyKey()) });
  if (query.error) return <ProblemAlert error={query.error} />;
  if (!query.data) return <Skeleton height={64} aria-label="Asking for the plan" />;
  return <Paper withBorder p="sm"><Stack gap="xs"><PlanShown plan={query.data} /></Stack></Paper>;
}
