import { Alert, Button, Group, List, Stack, Text } from "@mantine/core";
import type { Edit } from "../forms/useEdit";
import { words } from "../ui/format";

/** Somebody else changed the same resource: what is different now, and the two ways on. */
export function StaleAlert({ edit }: { edit: Edit }) {
  if (!edit.stale) return null;
  return (
    <Alert color="orange" variant="light" title="This was changed meanwhile" role="alert">
      <Stack gap="xs" align="start">
        {edit.differences.length > 0 ? (
          <List size="sm">{edit.differences.map((one) => <List.Item key={one.field} className="name">{words(one.field)}: was {one.before}, is now {one.now}</List.Item>)}</List>
        ) : (
          <Text size="sm">None of these fields is different, but the resource has a newer version.</Text>
        )}
        <Group gap="sm">
          <Button size="xs" variant="default" onClick={() => edit.adopt(false)}>Show the newest</Button>
          <Button size="xs" variant="default" onClick={() => edit.adopt(true)}>Keep what I typed</Button>
        </Group>
      </Stack>
    </Alert>
  );
}
