import { Button, type ButtonProps, Tooltip } from "@mantine/core";
import { useId } from "react";

/** Whether something may be done now, as the API says it. */
export interface Rule {
  allowed: boolean;
  reason?: string;
}

interface Props extends ButtonProps {
  rule?: Rule | undefined;
  onClick: () => void;
  label?: string;
}

/** A button that stays in its place when it may not be pressed, and says why: by mouse, by keyboard and to screen readers. */
export function Reasoned({ rule, onClick, label, children, ...rest }: Props) {
  const id = useId();
  if (!rule || rule.allowed) return <Button {...rest} {...(label ? { "aria-label": label } : {})} onClick={onClick}>{children}</Button>;
  return (
    <>
      <Tooltip label={rule.reason} multiline maw={320} events={{ hover: true, focus: true, touch: true }}>
        <Button {...rest} {...(label ? { "aria-label": label } : {})} data-disabled aria-disabled="true" aria-describedby={id} onClick={(event) => event.preventDefault()}>
          {children}
        </Button>
      </Tooltip>
      <span id={id} className="unseen">{rule.reason}</span>
    </>
  );
}
