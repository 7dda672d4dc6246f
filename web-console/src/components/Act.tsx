import { Button, type ButtonProps, Code, Group, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { type ReactNode, useState } from "react";
import { useChange } from "../api/useChange";
import { forgetDraft, hasDraft } from "../forms/useDraft";
import type { Resource } from "../forms/asTerraform";
import { type ApiRequest, Elsewhere } from "./Elsewhere";
import { ProblemAlert } from "./ProblemAlert";
import { Reasoned, type Rule } from "./Reasoned";
import { Dialog } from "./Dialog";

interface Props<R> {
  /** On the button that opens the dialog. */
  label: string;
  /** What a screen reader says instead, where several buttons have the same words. */
  about?: string;
  title: string;
  /** What will happen, written out before anything does. */
  children: ReactNode;
  /** On the button that does it. */
  confirm: string;
  run: (key: string) => Promise<R>;
  refresh: string[];
  onDone?: (result: R) => void;
  rule?: Rule | undefined;
  danger?: boolean;
  /** A name to type first. */
  typed?: string;
  request?: ApiRequest;
  resource?: Resource;
  button?: ButtonProps;
  /** The draft of what is chosen in the dialog: the dialog opens with it, and forgets it when it closes. */
  draft?: string;
}

/** A button whose dialog says what will happen, and does it once. */
export function Act<R>({ label, about, title, children, confirm, run, refresh, onDone, rule, danger = false, typed, request, resource, button, draft = "" }: Props<R>) {
  const [opened, { open, close }] = useDisclosure(hasDraft(draft));
  const [text, setText] = useState("");
  const leave = () => {
    close();
    setText("");
    forgetDraft(draft);
  };
  const change = useChange((_: string, key) => run(key), refresh, (result) => {
    leave();
    onDone?.(result);
  });
  const shut = () => {
    leave();
    change.reset();
  };
  return (
    <>
      <Reasoned variant={danger ? "outline" : "default"} {...(danger ? { color: "red" } : {})} {...button} rule={rule} onClick={open} {...(about ? { label: about } : {})}>{label}</Reasoned>
      <Dialog opened={opened} onClose={shut} title={title}>
        <Stack>
          {children}
          {typed !== undefined && (
            <TextInput label={<>Type <Code className="name">{typed}</Code> to confirm</>} value={text} onChange={(event) => setText(event.currentTarget.value)} data-autofocus />
          )}
          {change.error && <ProblemAlert error={change.error} />}
          <Group justify="end">
            <Button variant="default" onClick={shut}>Leave it as it is</Button>
            <Button {...(danger ? { color: "red" } : {})} disabled={typed !== undefined && text !== typed} loading={change.isPending} onClick={() => change.send(label)}>{confirm}</Button>
          </Group>
          {request && <Elsewhere request={request} {...(resource ? { resource } : {})} />}
        </Stack>
      </Dialog>
    </>
  );
}
