import { MultiSelect, TextInput } from "@mantine/core";
import type { Member, Role } from "../../api/types";
import { fieldsOf, shownAtFields, useChange } from "../../api/useChange";
import { FormDialog } from "../../components/FormDialog";
import { errorUnder } from "../../forms/errors";
import { choicesOf } from "../../forms/roles";
import { useDraft } from "../../forms/useDraft";
import type { Membership } from "./Members";

/** Under which name a half-filled form is kept. */
export const memberDraft = (of: Membership, member?: Member) => `member ${member?.id ?? ""} of ${of.path}`;

/** A member added by address or id, or another set of roles for one. */
export function MemberForm({ of, member, onClose }: { of: Membership; member?: Member; onClose: () => void }) {
  const [draft, setDraft, forget] = useDraft<{ who: string; roles: Role[] }>(memberDraft(of, member), { who: "", roles: member?.roles ?? [of.roles.at(-1) ?? "VIEWER"] });
  const { who, roles } = draft;
  const close = () => {
    forget();
    onClose();
  };
  const named = who.includes("@") ? { email: who.trim() } : { memberId: who.trim() };
  const body = { ...named, roles };
  const save = useChange((sent: typeof body, once) => (member ? of.change(member.id, sent.roles) : of.add(sent, once)), ["member"], close);
  const fields = fieldsOf(save.error);
  return (
    <FormDialog
      opened onClose={close} title={member ? `Roles of ${member.name}` : "Add a member"} submit={member ? "Save" : "Add"} onSubmit={() => save.send(body)} pending={save.isPending}
      error={shownAtFields(save.error, "email", "memberId", "roles") ? null : save.error}
      request={member ? { method: "PATCH", path: `${of.path}/${member.id}`, body: { roles } } : { method: "POST", path: of.path, body }}
      resource={{ type: of.resource, values: { ...of.ids, ...(member ? { memberId: member.id } : named), roles } }}
    >
      {!member && (
        <TextInput label="Who" description="The e-mail address of a person, or the id of a person or service account (sa_…)" required value={who} error={fields["email"] ?? fields["memberId"]} onChange={(event) => setDraft({ ...draft, who: event.currentTarget.value })} data-autofocus />
      )}
      <MultiSelect label="Roles" data={choicesOf(of.roles)} value={roles} error={errorUnder(fields, "roles")} onChange={(chosen) => setDraft({ ...draft, roles: chosen })} comboboxProps={{ withinPortal: true }} />
    </FormDialog>
  );
}
