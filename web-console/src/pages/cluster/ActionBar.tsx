import { Group, List, Stack, Text, Title } from "@mantine/core";
import { words } from "../../ui/format";
import { ClusterVerb, type Verb } from "./ClusterVerb";
import { useCluster } from "./useCluster";

const VERBS: Verb[] = ["restart", "repair", "pause", "resume"];

/** What may be done now; and why the rest may not: the control plane says both. */
export function ActionBar() {
  const { cluster } = useCluster();
  const refused = cluster.allowedActions.filter((one) => !one.allowed);
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">What can be done now</Title>
      <Group gap="sm">{VERBS.map((verb) => <ClusterVerb key={verb} verb={verb} />)}</Group>
      {refused.length > 0 && (
        <List size="sm">
          {refused.map((one) => <List.Item key={one.action}><Text span size="sm" c="dimmed">{words(one.action)}: {one.reason}</Text></List.Item>)}
        </List>
      )}
    </Stack>
  );
}
