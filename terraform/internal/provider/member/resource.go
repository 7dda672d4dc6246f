// Package member is who may do what in an organization and in a project: the resources and the data sources.
package member

import (
	"context"
	"errors"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/kit"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/values"
)

// Roles are the words for what somebody may do.
var Roles = []string{"OWNER", "MEMBER", "OPERATOR", "KEY_ADMINISTRATOR", "DEVELOPER", "VIEWER"}

// Who is a member, wherever they are one.
type Who struct {
	ID    types.String `tfsdk:"id"`
	Email types.String `tfsdk:"email"`
	Roles types.Set    `tfsdk:"roles"`
	Kind  types.String `tfsdk:"kind"`
	Name  types.String `tfsdk:"name"`
}

func (w *Who) from(member client.MemberResponse) {
	*w = Who{values.Word(member.Id), values.Text(member.Email), values.Set(member.Roles), values.Word(member.Kind), values.Word(member.Name)}
}

// place is where somebody is a member: in a project or in an organization. M is a model that holds the place's id and Who.
type place[M any] struct {
	title, about string
	id           string // the attribute
	attribute    schema.StringAttribute
	parts        func(*M) (types.String, *Who)
	add          func(ctx context.Context, api *client.API, place string, body client.AddMemberRequest) (*http.Response, error)
	get          func(ctx context.Context, api *client.API, place, id string) (*http.Response, error)
	change       func(ctx context.Context, api *client.API, place, id string, body client.MemberRolesRequest) (*http.Response, error)
	remove       func(ctx context.Context, api *client.API, place, id string) (*http.Response, error)
}

func (p place[M]) resource(name string) kit.Resource[M] {
	return kit.Resource[M]{
		Name: name, Title: p.title, IDs: []string{p.id, "id"},
		Schema: func(context.Context) schema.Schema {
			return schema.Schema{MarkdownDescription: p.about, Attributes: attributesBelow(p.id, p.attribute)}
		},
		Create: func(ctx context.Context, api *client.API, plan, _ *M) error {
			in, who := p.parts(plan)
			return kit.Take(who.from)(p.add(ctx, api, in.ValueString(), client.AddMemberRequest{
				Email: values.Known(who.Email), MemberId: values.Known(who.ID), Roles: values.Words[client.AddMemberRequestRoles](who.Roles),
			}))
		},
		Read: p.read,
		Update: func(ctx context.Context, api *client.API, state, plan, _ *M) error {
			_, known := p.parts(state)
			in, who := p.parts(plan)
			return kit.Take(who.from)(p.change(ctx, api, in.ValueString(), known.ID.ValueString(),
				client.MemberRolesRequest{Roles: values.Words[client.MemberRolesRequestRoles](who.Roles)}))
		},
		Delete: func(ctx context.Context, api *client.API, state *M) error {
			in, who := p.parts(state)
			err := client.Done(p.remove(ctx, api, in.ValueString(), who.ID.ValueString()))
			if client.IsRefused(err, "last-owner") {
				return &kit.Incomplete{Cause: errors.New(err.Error() + " It is no longer managed here, and goes with what it owns.")}
			}
			return err
		},
	}
}

func (p place[M]) read(ctx context.Context, api *client.API, state *M) error {
	in, who := p.parts(state)
	return kit.Take(who.from)(p.get(ctx, api, in.ValueString(), who.ID.ValueString()))
}

func attributesBelow(id string, attribute schema.StringAttribute) map[string]schema.Attribute {
	return map[string]schema.Attribute{
		id: attribute,
		"id": schema.StringAttribute{
			Optional: true, Computed: true, MarkdownDescription: "The person, `usr_…`, or the service account, `sa_…`. Give this or `email`. Another one makes another resource.",
			Validators:    []validator.String{stringvalidator.ExactlyOneOf(path.MatchRoot("id"), path.MatchRoot("email"))},
			PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown(), stringplanmodifier.RequiresReplaceIfConfigured()},
		},
		"email": schema.StringAttribute{
			Optional: true, Computed: true, MarkdownDescription: "A person's address: whoever signs in with it. Give this or `id`. Another one makes another resource.",
			PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown(), stringplanmodifier.RequiresReplaceIfConfigured()},
		},
		"roles": schema.SetAttribute{
			Required: true, ElementType: types.StringType, MarkdownDescription: "One or more of `OWNER`, `MEMBER`, `OPERATOR`, `KEY_ADMINISTRATOR`, `DEVELOPER`, `VIEWER`; can be changed in place.",
			Validators: []validator.Set{setvalidator.SizeAtLeast(1), setvalidator.ValueStringsAre(stringvalidator.OneOf(Roles...))},
		},
		"kind": kit.Identity("`PERSON` or `SERVICE_ACCOUNT`."),
		"name": kit.Identity("The name that is shown."),
	}
}
