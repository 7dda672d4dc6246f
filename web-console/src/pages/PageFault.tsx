import { Container } from "@mantine/core";
import { ProblemAlert } from "../components/ProblemAlert";

export function PageFault({ error }: { error: unknown }) {
  return (
    <Container size="sm" py="xl" component="main">
      <ProblemAlert error={error} onRetry={() => window.location.reload()} />
    </Container>
  );
}
