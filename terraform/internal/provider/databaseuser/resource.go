// Package databaseuser is database users: the resource, the data sources and the ephemeral password.
package databaseuser

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/kit"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/values"
)

type model struct {
	ProjectID         types.String   `tfsdk:"project_id"`
	ClusterID         types.String   `tfsdk:"cluster_id"`
	Name              types.String   `tfsdk:"name"`
	PasswordWO        types.String   `tfsdk:"password_wo"`
	PasswordWOVersion types.Int64    `tfsdk:"password_wo_version"`
	OverlapSeconds    types.Int64    `tfsdk:"overlap_seconds"`
	StorePassword     types.Bool     `tfsdk:"store_password"`
	Password          types.String   `tfsdk:"password"`
	Access            types.Set      `tfsdk:"access"`
	ExpiresAt         types.String   `tfsdk:"expires_at"`
	Timeouts          timeouts.Value `tfsdk:"timeouts"`
}

var access = types.ObjectType{AttrTypes: map[string]attr.Type{
	"keyspace": types.StringType, "read": types.BoolType, "write": types.BoolType, "define": types.BoolType, "unmask": types.BoolType,
}}

// Resource is `kanesh_database_user`.
var Resource = kit.Resource[model]{
	Name: "database_user", Title: "the database user", IDs: []string{"project_id", "cluster_id", "name"}, Schema: resourceSchema,
	Create: create, Read: read, Update: update, Plan: look,
	Delete: func(ctx context.Context, api *client.API, state *model) error {
		return client.Done(api.DeleteDatabaseUser(ctx, state.ProjectID.ValueString(), state.ClusterID.ValueString(), state.Name.ValueString(), nil))
	},
}

const about = `A role with which programs log in to one cluster, and what it may do in which keyspace.

The password comes from ` + "`password_wo`" + `, which is write-only: in no state and no plan. Raise ` + "`password_wo_version`" + ` to rotate it: the former
password holds for ` + "`overlap_seconds`" + ` more. Without ` + "`password_wo`" + ` the API makes one; it is in the state only when ` + "`store_password`" + ` is true.`

func resourceSchema(ctx context.Context) schema.Schema {
	return schema.Schema{
		MarkdownDescription: about,
		Attributes: map[string]schema.Attribute{
			"project_id": kit.Owner("The project, `prj_…`.", "prj"),
			"cluster_id": kit.Owner("The cluster, `cl_…`.", "cl"),
			"name":       kit.Fixed("1 to 63 lower-case letters, digits and underscores, starting with a letter.", stringvalidator.LengthBetween(1, 63)),
			"password_wo": schema.StringAttribute{
				Optional: true, WriteOnly: true, Sensitive: true, MarkdownDescription: "The password, 12 characters to 72 bytes. Write-only: give it from a variable or from the ephemeral resource `kanesh_database_password`.",
				Validators: []validator.String{stringvalidator.LengthBetween(12, 72), stringvalidator.AlsoRequires(path.MatchRoot("password_wo_version"))},
			},
			"password_wo_version": schema.Int64Attribute{
				Optional: true, MarkdownDescription: "Any number. Another one rotates the password.",
			},
			"overlap_seconds": schema.Int64Attribute{
				Optional: true, Computed: true, Default: int64default.StaticInt64(3600), Validators: []validator.Int64{int64validator.Between(0, 604800)},
				MarkdownDescription: "How long the former password holds after a rotation: 0 to 604800; 3600 by default.",
			},
			"store_password": schema.BoolAttribute{
				Optional: true, Computed: true, Default: booldefault.StaticBool(false),
				MarkdownDescription: "True: a password that the API makes is kept in the state, as `password`. False by default.",
			},
			"password": schema.StringAttribute{
				Computed: true, Sensitive: true, PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
				MarkdownDescription: "The password that the API made; null unless `store_password` is true.",
			},
			"access": schema.SetNestedAttribute{
				Optional: true, Validators: []validator.Set{setvalidator.SizeBetween(1, 100)}, MarkdownDescription: "What it may do, each keyspace once; nothing when left out. Can be changed in place.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"keyspace": schema.StringAttribute{Required: true, MarkdownDescription: "A keyspace, or `*` for all."},
					"read":     may("read rows and run functions"), "write": may("write rows"),
					"define": may("define tables, indexes, views, types and functions"), "unmask": may("see masked columns as they are"),
				}},
			},
			"expires_at": schema.StringAttribute{Optional: true, Validators: []validator.String{kit.Moment()}, MarkdownDescription: "When it can log in no more and its connections are closed, RFC 3339; never when left out."},
			"timeouts":   timeouts.Attributes(ctx, timeouts.Opts{Create: true, Update: true}),
		},
	}
}

func may(what string) schema.BoolAttribute {
	// Without a default: the framework mixes those of a set's members up. What is left out stays null and means false.
	return schema.BoolAttribute{Optional: true, MarkdownDescription: "Whether it may " + what + "; false when left out."}
}

func create(ctx context.Context, api *client.API, plan, config *model) error {
	ctx, cancel, err := kit.Within(ctx)(plan.Timeouts.Create(ctx, kit.QuickTimeout))
	if err != nil {
		return err
	}
	defer cancel()
	accesses := plan.accesses()
	made, err := client.Call[client.DatabaseUserResponse](api.CreateDatabaseUser(ctx, plan.ProjectID.ValueString(), plan.ClusterID.ValueString(), nil,
		client.CreateDatabaseUserRequest{
			Name: plan.Name.ValueString(), Password: values.Known(config.PasswordWO), Access: &accesses, ExpiresAt: kit.TimeOf(plan.ExpiresAt),
		}))
	if err != nil {
		return err
	}
	plan.from(made)
	plan.keepPassword(made, config)
	return nil
}

func read(ctx context.Context, api *client.API, state *model) error {
	return kit.Take(state.from)(api.GetDatabaseUser(ctx, state.ProjectID.ValueString(), state.ClusterID.ValueString(), state.Name.ValueString()))
}

func update(ctx context.Context, api *client.API, state, plan, config *model) error {
	ctx, cancel, err := kit.Within(ctx)(plan.Timeouts.Update(ctx, kit.QuickTimeout))
	if err != nil {
		return err
	}
	defer cancel()
	project, cluster, name := plan.ProjectID.ValueString(), plan.ClusterID.ValueString(), plan.Name.ValueString()
	if !plan.Access.Equal(state.Access) || !plan.ExpiresAt.Equal(state.ExpiresAt) {
		accesses := plan.accesses()
		body := struct { // expiresAt is sent also when it is null: a merge patch takes it away only so
			Access    []client.DatabaseUserAccess `json:"access"`
			ExpiresAt *time.Time                  `json:"expiresAt"`
		}{accesses, kit.TimeOf(plan.ExpiresAt)}
		user, err := client.Call[client.DatabaseUserResponse](api.UpdateDatabaseUserWithBody(ctx, project, cluster, name, nil, "application/json", kit.Body(body)))
		if err != nil {
			return err
		}
		plan.from(user)
	}
	if plan.PasswordWOVersion.Equal(state.PasswordWOVersion) {
		plan.Password = state.Password
		return nil
	}
	overlap := plan.OverlapSeconds.ValueInt64()
	user, err := client.Call[client.DatabaseUserResponse](api.RotateDatabaseUser(ctx, project, cluster, name, nil,
		client.RotatePasswordRequest{Password: values.Known(config.PasswordWO), OverlapSeconds: &overlap}))
	if err == nil {
		plan.keepPassword(user, config)
	}
	return err
}

// look makes the stored password unknown when it is rotated.
func look(_ context.Context, _ *client.API, change *kit.Change[model]) {
	if change.State != nil && change.Plan != nil && !change.State.PasswordWOVersion.Equal(change.Plan.PasswordWOVersion) {
		change.Plan.Password = types.StringUnknown()
	}
}

func (m *model) keepPassword(user client.DatabaseUserResponse, config *model) {
	m.Password = types.StringNull()
	if m.StorePassword.ValueBool() && config.PasswordWO.IsNull() {
		m.Password = values.Text(user.Password)
	}
}

func (m *model) from(user client.DatabaseUserResponse) {
	m.Name = values.Word(user.Name)
	if !m.Access.IsNull() || len(user.Access) > 0 {
		m.Access = m.accessAsWritten(user.Access)
	}
	m.ExpiresAt = kit.SameMoment(m.ExpiresAt, user.ExpiresAt)
	if m.StorePassword.IsNull() {
		m.StorePassword, m.OverlapSeconds = types.BoolValue(false), types.Int64Value(3600)
	}
}

// accessAsWritten is what the API says, in the words of the configuration where they mean the same. Who may define in every
// keyspace owns those that they make: what Cassandra gives them there by itself is no difference.
func (m *model) accessAsWritten(accesses []client.DatabaseUserAccess) types.Set {
	written, named, makesKeyspaces := map[string]attr.Value{}, map[string]bool{}, false
	for i, one := range m.accesses() {
		written[meaning(one)], named[one.Keyspace] = m.Access.Elements()[i], true
		makesKeyspaces = makesKeyspaces || one.Keyspace == everyKeyspace && *one.Define
	}
	elements := []attr.Value{}
	for _, one := range accesses {
		if same, ok := written[meaning(one)]; ok {
			elements = append(elements, same)
		} else if named[one.Keyspace] || !makesKeyspaces {
			elements = append(elements, types.ObjectValueMust(access.AttrTypes, map[string]attr.Value{
				"keyspace": values.Word(one.Keyspace), "read": trueOrNull(one.Read), "write": trueOrNull(one.Write),
				"define": trueOrNull(one.Define), "unmask": trueOrNull(one.Unmask),
			}))
		}
	}
	return types.SetValueMust(access, elements)
}

const everyKeyspace = "*"

func meaning(one client.DatabaseUserAccess) string {
	return fmt.Sprint(one.Keyspace, flag(one.Read), flag(one.Write), flag(one.Define), flag(one.Unmask))
}

func trueOrNull(value *bool) types.Bool {
	if value == nil || !*value {
		return types.BoolNull()
	}
	return types.BoolValue(true)
}

func accessSet(accesses []client.DatabaseUserAccess) types.Set {
	elements := make([]attr.Value, len(accesses))
	for i, one := range accesses {
		elements[i] = types.ObjectValueMust(access.AttrTypes, map[string]attr.Value{
			"keyspace": values.Word(one.Keyspace), "read": flag(one.Read), "write": flag(one.Write), "define": flag(one.Define), "unmask": flag(one.Unmask),
		})
	}
	return types.SetValueMust(access, elements)
}

func flag(value *bool) types.Bool { return types.BoolValue(value != nil && *value) }

func (m *model) accesses() []client.DatabaseUserAccess {
	all := []client.DatabaseUserAccess{}
	for _, element := range m.Access.Elements() {
		parts := element.(types.Object).Attributes()
		is := func(name string) *bool { return values.Pointer(parts[name].(types.Bool).ValueBool()) }
		all = append(all, client.DatabaseUserAccess{
			Keyspace: parts["keyspace"].(types.String).ValueString(), Read: is("read"), Write: is("write"), Define: is("define"), Unmask: is("unmask"),
		})
	}
	return all
}
