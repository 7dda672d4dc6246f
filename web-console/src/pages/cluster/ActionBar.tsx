import { List, Stack, Text, Title } from "@mantine/core";
import { words } from "../../ui/format";
import { useCluster } from "./useCluster";

/** What may be done now, and why the rest may not: the control plane says both. */
export function ActionBar() {
  const { cluster } = useCluster();
  const refused = cluster.allowedActions.filter((one) => !one.allowed);
  const allowed = cluster.allowedActions.filter((one) => one.allowed);
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">What can be done now</Title>
      <Text size="sm">{allowed.map((one) => words(one.action)).join(", ") || "Nothing at the moment."}</Text>
      {refused.length > 0 && (
        <List size="sm">
          {refused.map((one) => <List.Item key={one.action}>{words(one.action)}: {one.reason}</List.Item>)}
        </List>
      )}
    </Stack>
  );
}
