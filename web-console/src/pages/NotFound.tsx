import { Anchor, Container, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";

export default function NotFound() {
  return (
    <Container size="sm" py="xl" component="main">
      <Stack>
        <Title order={1}>There is no such page</Title>
        <Text>
          It may have been deleted, or the address has a slip. <Anchor component={Link} to="/" underline="always">Go to the overview</Anchor>.
        </Text>
      </Stack>
    </Container>
  );
}
