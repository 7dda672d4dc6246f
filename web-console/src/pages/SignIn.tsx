import { Anchor, Button, Center, Code, Divider, Paper, PasswordInput, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { session } from "../api/queries";
import { signIn } from "../api/session";
import { ProblemAlert } from "../components/ProblemAlert";
import { Mark } from "../components/Mark";
import { queries } from "../queryClient";
import { localPath } from "../router";

const route = getRouteApi("/sign-in");

/** Trades a token for a session, or leads to the provider that the installation trusts. */
export default function SignIn() {
  const { returnTo } = route.useSearch();
  const router = useRouter();
  const [token, setToken] = useState("");
  const known = useQuery(session());
  const enter = useMutation({
    mutationFn: () => signIn(token.trim()),
    onSuccess: (now) => {
      queries.setQueryData(session().queryKey, now);
      router.history.push(localPath(returnTo));
    },
  });
  const providers = known.data?.methods.filter((method) => method.kind === "oidc") ?? [];
  return (
    <Center mih="100dvh" p="md" component="main">
      <Paper withBorder p="xl" w="100%" maw={420}>
        <Stack>
          <Mark />
          <Title order={1} size="h3">Sign in</Title>
          {known.error && <ProblemAlert error={known.error} onRetry={() => void known.refetch()} />}
          {providers.map((method) => (
            <Button key={method.startUrl} component="a" href={`${method.startUrl ?? ""}?returnTo=${encodeURIComponent(localPath(returnTo))}`}>
              Continue with {method.name}
            </Button>
          ))}
          {providers.length > 0 && <Divider label="or with a token" />}
          <form
            onSubmit={(event) => {
              event.preventDefault();
              enter.mutate();
            }}
          >
            <Stack>
              <PasswordInput
                label="Token"
                description="It begins with kns_ and is kept nowhere in this browser."
                value={token}
                onChange={(event) => setToken(event.currentTarget.value)}
                autoComplete="off"
                required
                data-autofocus
              />
              {enter.error && <ProblemAlert error={enter.error} />}
              <Button type="submit" loading={enter.isPending}>Sign in</Button>
            </Stack>
          </form>
          <Text size="sm" c="dimmed">
            No token at hand? <Code>./kanesh token</Code> prints one on the machine that Kanesh runs on. Programs use the{" "}
            <Anchor href="/api/docs" underline="always">API</Anchor> with it.
          </Text>
        </Stack>
      </Paper>
    </Center>
  );
}
