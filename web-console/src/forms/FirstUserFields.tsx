import { Button, Checkbox, Fieldset, Group, Stack, Text, TextInput } from "@mantine/core";
import { errorUnder } from "./errors";
import { type FirstUserDraft, newUser } from "./firstUsers";
import { RIGHTS } from "./rights";

interface Props {
  users: FirstUserDraft[];
  errors: Record<string, string>;
  onChange: (users: FirstUserDraft[]) => void;
}

/** Users of the database that are made with the cluster, beside admin. */
export function FirstUserFields({ users, errors, onChange }: Props) {
  const change = (at: number, more: Partial<FirstUserDraft>) => onChange(users.map((one, index) => (index === at ? { ...one, ...more } : one)));
  return (
    <Fieldset legend="Users">
      <Stack>
        <Text size="sm" c="dimmed">The user admin is made with every cluster and may do everything. Give programs users of their own, now or later; passwords are made and shown once.</Text>
        {users.map((user, at) => (
          <Fieldset key={at} legend={`User ${at + 1}`}>
            <Stack gap="xs">
              <TextInput label="Name in the database" description="Small letters, digits and _" required value={user.name} error={errors[`users[${at}].name`] ?? errors[`users[${at}]`]} onChange={(event) => change(at, { name: event.currentTarget.value })} />
              <Checkbox.Group label="In every keyspace, those to come too" error={errorUnder(errors, `users[${at}].access`)} value={RIGHTS.filter((right) => user.rights[right.name]).map((right) => right.name)}
                onChange={(given) => change(at, { rights: Object.fromEntries(RIGHTS.map((right) => [right.name, given.includes(right.name)])) as FirstUserDraft["rights"] })}>
                <Stack gap="xs" mt={4}>{RIGHTS.map((right) => <Checkbox key={right.name} value={right.name} label={`${right.label}: ${right.text}`} />)}</Stack>
              </Checkbox.Group>
              <TextInput type="datetime-local" label="Ends (UTC)" description="Left empty: never" value={user.ends} error={errors[`users[${at}].expiresAt`]} onChange={(event) => change(at, { ends: event.currentTarget.value })} />
              <Group><Button size="xs" variant="default" aria-label={`Remove this user: ${user.name || at + 1}`} onClick={() => onChange(users.filter((_, index) => index !== at))}>Remove this user</Button></Group>
            </Stack>
          </Fieldset>
        ))}
        {errors["users"] && <Text size="sm" c="var(--mantine-color-error)">{errors["users"]}</Text>}
        <Group><Button size="xs" variant="default" onClick={() => onChange([...users, newUser])}>Add a user</Button></Group>
      </Stack>
    </Fieldset>
  );
}
