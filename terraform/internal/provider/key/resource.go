// Package key is master keys (CMKs): the resource, its operations and the data sources.
package key

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/kit"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/values"
)

type model struct {
	ID           types.String   `tfsdk:"id"`
	ProjectID    types.String   `tfsdk:"project_id"`
	Name         types.String   `tfsdk:"name"`
	URI          types.String   `tfsdk:"uri"`
	Description  types.String   `tfsdk:"description"`
	ProviderName types.String   `tfsdk:"provider_name"`
	Region       types.String   `tfsdk:"region"`
	Check        types.Bool     `tfsdk:"check"`
	Checked      types.Bool     `tfsdk:"checked"`
	Revoked      types.Bool     `tfsdk:"revoked"`
	CreatedAt    types.String   `tfsdk:"created_at"`
	Timeouts     timeouts.Value `tfsdk:"timeouts"`
}

// Resource is `kanesh_key`.
var Resource = kit.Resource[model]{
	Name: "key", Title: "the key", IDs: []string{"project_id", "id"}, Schema: resourceSchema,
	Create: create, Read: read, Update: update, Delete: remove, Plan: look,
}

const about = `A master key of yours, by its name in its KMS. The key itself is made and kept there; here it is registered and checked:
described, used for a data key, and used wrongly, as the nodes will use it. What a failed check wants pasted is in the message.

Grant first, then register: the data source ` + "`kanesh_key_grant_text`" + ` knows the principal before the key is registered, so that the key's
policy and the cluster are one apply.`

func resourceSchema(ctx context.Context) schema.Schema {
	return schema.Schema{
		MarkdownDescription: about,
		Attributes: map[string]schema.Attribute{
			"id":         kit.Identity("The key's id, `key_…`."),
			"project_id": kit.Owner("The project, `prj_…`.", "prj"),
			"name":       schema.StringAttribute{Required: true, Validators: []validator.String{kit.Name()}, MarkdownDescription: kit.NameRule + " Unique in the project; can be changed in place."},
			"uri":        kit.Fixed("An AWS key ARN, a Google Cloud key name, or `kanesh-local://<region>/<key>`.", stringvalidator.LengthBetween(1, 2048)),
			"description": schema.StringAttribute{
				Optional: true, Computed: true, Default: stringdefault.StaticString(""), Validators: []validator.String{stringvalidator.LengthAtMost(500)},
				MarkdownDescription: "At most 500 characters; can be changed in place.",
			},
			"provider_name": kit.Identity("The KMS: `aws`, `gcp` or `local`; the uri says it."),
			"region":        kit.Identity("The key's region; the uri says it."),
			"check": schema.BoolAttribute{
				Optional: true, Computed: true, Default: booldefault.StaticBool(true),
				MarkdownDescription: "Whether to check the key when it is registered, and to wait until the check passes or the timeout has passed (a grant needs a moment to reach every place). True by default.",
			},
			"checked": schema.BoolAttribute{
				Computed: true, PlanModifiers: []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
				MarkdownDescription: "Whether a check has passed. While it is false and `check` is true, each apply checks again.",
			},
			"revoked": schema.BoolAttribute{
				Optional: true, Computed: true, Default: booldefault.StaticBool(false),
				MarkdownDescription: "True revokes the key: its clusters seal. False restores it. False by default.",
			},
			"created_at": kit.Identity("When it was registered, RFC 3339."),
			"timeouts":   timeouts.Attributes(ctx, timeouts.Opts{Create: true, Update: true}),
		},
	}
}

func (m *model) from(key client.KeyResponse) {
	m.ID, m.ProjectID, m.Name, m.URI = values.Word(key.Id), values.Word(key.ProjectId), values.Word(key.Name), values.Word(key.Uri)
	m.Description, m.ProviderName, m.Region = values.Word(key.Description), values.Word(key.Provider), values.Word(key.Region)
	m.Revoked, m.CreatedAt = types.BoolValue(key.Revoked), values.Time(key.CreatedAt)
	if m.Check.IsNull() || m.Check.IsUnknown() {
		m.Check = types.BoolValue(true)
	}
	if !m.Checked.ValueBool() {
		m.Checked = types.BoolValue(key.Phase != "PENDING_VALIDATION")
	}
}

// look plans another check for a key whose check has not passed.
func look(_ context.Context, _ *client.API, change *kit.Change[model]) {
	if change.State != nil && change.Plan != nil && change.Plan.Check.ValueBool() && !change.State.Checked.ValueBool() {
		change.Plan.Checked = types.BoolUnknown()
	}
	if change.State != nil && change.Plan != nil && change.Plan.Revoked.ValueBool() && !change.State.Revoked.ValueBool() {
		change.Diags.AddAttributeWarning(path.Root("revoked"), "Clusters will seal", "Every cluster under this key stops serving until the key is restored.")
	}
}

func create(ctx context.Context, api *client.API, plan, _ *model) error {
	ctx, cancel, err := kit.Within(ctx)(plan.Timeouts.Create(ctx, 5*time.Minute))
	if err != nil {
		return err
	}
	defer cancel()
	revoked := plan.Revoked.ValueBool()
	key, err := client.Call[client.KeyResponse](api.RegisterKey(ctx, plan.ProjectID.ValueString(), nil, client.RegisterKeyRequest{
		Name: plan.Name.ValueString(), Uri: plan.URI.ValueString(), Description: values.Known(plan.Description),
	}))
	if err != nil {
		return err
	}
	plan.from(key)
	return begun(errors.Join(check(ctx, api, plan), lock(ctx, api, plan, revoked)))
}

func begun(err error) error {
	if err == nil {
		return nil
	}
	return &kit.Incomplete{Cause: err}
}

func read(ctx context.Context, api *client.API, state *model) error {
	return kit.Take(state.from)(api.GetKey(ctx, state.ProjectID.ValueString(), state.ID.ValueString()))
}

func update(ctx context.Context, api *client.API, state, plan, _ *model) error {
	ctx, cancel, err := kit.Within(ctx)(plan.Timeouts.Update(ctx, 5*time.Minute))
	if err != nil {
		return err
	}
	defer cancel()
	revoked := plan.Revoked.ValueBool()
	key, err := client.Call[client.KeyResponse](api.UpdateKey(ctx, state.ProjectID.ValueString(), state.ID.ValueString(), nil,
		client.ChangeKeyRequest{Name: values.Known(plan.Name), Description: values.Known(plan.Description)}))
	if err != nil {
		return err
	}
	plan.Checked = state.Checked
	plan.from(key)
	return begun(errors.Join(check(ctx, api, plan), lock(ctx, api, plan, revoked)))
}

// check asks the KMS until it is content: a policy that was just written needs a moment.
func check(ctx context.Context, api *client.API, plan *model) error {
	if !plan.Check.ValueBool() || plan.Checked.ValueBool() {
		return nil
	}
	began := time.Now()
	for {
		key, err := client.Call[client.KeyResponse](api.CheckKey(ctx, plan.ProjectID.ValueString(), plan.ID.ValueString(), nil))
		if err != nil {
			return err
		}
		plan.from(key)
		if plan.Checked.ValueBool() {
			return nil
		}
		if err := client.Sleep(ctx, 4*client.Poll(time.Since(began))); err != nil {
			return fmt.Errorf("the check of the key has not passed, and the next apply checks again. %s", wanted(key))
		}
	}
}

// wanted is what the failed probes say and want pasted.
func wanted(key client.KeyResponse) string {
	var words []string
	for _, probe := range key.Probes {
		if probe.Verdict == "FAILED" {
			words = append(words, probe.Sentence)
			if probe.Patch != nil {
				words = append(words, *probe.Patch)
			}
		}
	}
	return strings.Join(words, "\n")
}

// lock revokes or restores, when the key is not as wanted.
func lock(ctx context.Context, api *client.API, plan *model, wanted bool) error {
	if plan.Revoked.ValueBool() == wanted {
		return nil
	}
	if wanted {
		return kit.Take(plan.from)(api.RevokeKey(ctx, plan.ProjectID.ValueString(), plan.ID.ValueString(), nil))
	}
	return kit.Take(plan.from)(api.RestoreKey(ctx, plan.ProjectID.ValueString(), plan.ID.ValueString(), nil))
}

func remove(ctx context.Context, api *client.API, state *model) error {
	return client.Done(api.DeleteKey(ctx, state.ProjectID.ValueString(), state.ID.ValueString(), nil))
}
