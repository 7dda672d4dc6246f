package cluster

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/objectplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/setplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/kit"
)

const about = `A cluster: one database, encrypted always. It is created, changed and deleted by operations, and every call waits for its
operation (` + "`TF_LOG_PROVIDER=INFO`" + ` shows the steps and what they wait for).

A creation that times out, fails or is cancelled ends with a warning and ` + "`ready = false`" + `; the next apply goes on with it. Add a
postcondition on ` + "`ready`" + ` when the run has to fail then, as the example does.`

func resourceSchema(ctx context.Context) schema.Schema {
	return schema.Schema{
		MarkdownDescription: about,
		Attributes: map[string]schema.Attribute{
			"id":         kit.Identity("The cluster's id, `cl_…`."),
			"project_id": kit.Owner("The project, `prj_…`.", "prj"),
			"name": schema.StringAttribute{
				Required: true, Validators: []validator.String{kit.Name()},
				MarkdownDescription: kit.NameRule + " Unique in the project; can be changed in place.",
			},
			"provider_name":  kept("Where its machines are, see the data source `kanesh_providers`; by default the first that can launch machines."),
			"engine_version": kept("The engine's version, see the data source `kanesh_engine_versions`; by default the preferred one."),
			"data_centers": schema.MapNestedAttribute{
				Required: true, Validators: []validator.Map{mapvalidator.SizeBetween(1, 8), mapvalidator.KeysAre(kit.Name())},
				MarkdownDescription: "Its data centers by name, 1 to 8. Keyspaces name them, so a name never changes.",
				NestedObject:        schema.NestedAttributeObject{Attributes: dataCenterAttributes()},
			},
			"encryption": encryptionAttribute(),
			"provider_key_id": schema.StringAttribute{
				Computed: true, PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
				MarkdownDescription: "The provider-managed key, which is made with the cluster and deleted with it; null when `encryption.key_id` names a key of yours.",
			},
			"allowed_cidrs": schema.SetAttribute{
				Optional: true, ElementType: types.StringType, Validators: []validator.Set{setvalidator.SizeAtMost(200), setvalidator.ValueStringsAre(kit.Network())},
				MarkdownDescription: "Networks and addresses from which clients may connect, at most 200; an empty set keeps everybody out. Leave it out when " +
					"`kanesh_allowed_cidrs` manages the list, or nobody does: then the default is this machine alone.",
			},
			"deletion_protection": schema.BoolAttribute{
				Optional: true, Computed: true, Default: booldefault.StaticBool(true),
				MarkdownDescription: "While true, the cluster cannot be deleted or replaced. True by default: set it to false and apply, before `destroy`.",
			},
			"labels": schema.MapAttribute{
				Optional: true, ElementType: types.StringType, Validators: []validator.Map{mapvalidator.SizeAtMost(32)},
				MarkdownDescription: "Up to 32 labels. A key has 1 to 63 characters a-z 0-9 . _ / - and starts with a letter, a value at most 128.",
			},
			"paused": schema.BoolAttribute{
				Optional: true, Computed: true, Default: booldefault.StaticBool(false),
				MarkdownDescription: "True: its engines are stopped, machines and data stay. False by default.",
			},
			"store_admin_password": schema.BoolAttribute{
				Optional: true, Computed: true, Default: booldefault.StaticBool(false),
				MarkdownDescription: "True: the admin's first password is kept in the state as `admin_password`. False by default: nothing secret is " +
					"in the state, and the admin's password is given a new value with `kanesh_database_user` or `:rotate`. Counts at creation.",
			},
			"admin_username": kit.Identity("The role that every cluster starts with."),
			"admin_password": schema.StringAttribute{
				Computed: true, Sensitive: true, PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
				MarkdownDescription: "The admin's first password; null unless `store_admin_password` was true at creation.",
			},
			"ready": schema.BoolAttribute{
				Computed: true, PlanModifiers: []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
				MarkdownDescription: "Whether the last creation or change came to its end. False: the next apply goes on with it.",
			},
			"created_at": kit.Identity("When it was asked for, RFC 3339."),
			"timeouts":   timeouts.Attributes(ctx, timeouts.Opts{Create: true, Update: true, Delete: true}),
		},
	}
}

// kept is found by the API when it is not given, and cannot be changed in place.
func kept(about string) schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true, Computed: true, MarkdownDescription: about,
		PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
	}
}

func dataCenterAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"region": schema.StringAttribute{Required: true, MarkdownDescription: "The region, see the data source `kanesh_regions`."},
		"replication_factor": schema.Int64Attribute{
			Optional: true, Computed: true, Validators: []validator.Int64{int64validator.Between(1, 64)},
			PlanModifiers:       []planmodifier.Int64{int64planmodifier.UseStateForUnknown()},
			MarkdownDescription: "How many nodes have each row: 1 to the number of nodes; 3 by default, or the number of nodes.",
		},
		"key_id": schema.StringAttribute{
			Optional: true, Validators: []validator.String{kit.ID("key")},
			MarkdownDescription: "A master key of this data center's own, of its own region; by default the cluster's.",
		},
		"node_groups": schema.SetNestedAttribute{
			Optional: true, Computed: true, Validators: []validator.Set{setvalidator.SizeBetween(1, 8)},
			PlanModifiers:       []planmodifier.Set{setplanmodifier.UseStateForUnknown()},
			MarkdownDescription: "Its nodes by type, at most 64 together; by default three of the provider's smallest type.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"instance_type": schema.StringAttribute{Required: true, MarkdownDescription: "See the data source `kanesh_instance_types`."},
				"count":         schema.Int64Attribute{Required: true, Validators: []validator.Int64{int64validator.Between(1, 64)}, MarkdownDescription: "1 to 64."},
			}},
		},
	}
}

func encryptionAttribute() schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Optional: true, Computed: true, PlanModifiers: []planmodifier.Object{objectplanmodifier.UseStateForUnknown()},
		MarkdownDescription: "How its files are encrypted; by default AES-128 under a provider-managed key. There is no way to switch it off.",
		Attributes: map[string]schema.Attribute{
			"key_id": schema.StringAttribute{
				Optional: true, Validators: []validator.String{kit.ID("key")},
				MarkdownDescription: "A key of the project; without it the provider manages one. Another key re-wraps the nodes' keys while the cluster serves.",
			},
			"provider_managed": schema.BoolAttribute{
				Optional: true, Validators: []validator.Bool{noKeyBeside{}},
				MarkdownDescription: "True says that the provider's key is meant, so that a `key_id` beside it is an error.",
			},
			"algorithm": schema.StringAttribute{
				Optional: true, Computed: true, Validators: []validator.String{stringvalidator.OneOf("AES_128", "AES_256")},
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
				MarkdownDescription: "`AES_128` (default) or `AES_256`, of new files; existing ones are rewritten by the operation `reencrypt`.",
			},
			"outage_grace_minutes": schema.Int64Attribute{
				Optional: true, Computed: true, Validators: []validator.Int64{int64validator.Between(15, 1440)},
				PlanModifiers:       []planmodifier.Int64{int64planmodifier.UseStateForUnknown()},
				MarkdownDescription: "How long nodes go on while their KMS does not answer: 15 to 1440; 240 by default.",
			},
		},
	}
}

// noKeyBeside refuses the provider's key and one's own together.
type noKeyBeside struct{}

func (noKeyBeside) Description(context.Context) string {
	return "no key_id when provider_managed is true"
}

func (v noKeyBeside) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (noKeyBeside) ValidateBool(ctx context.Context, request validator.BoolRequest, response *validator.BoolResponse) {
	var key types.String
	response.Diagnostics.Append(request.Config.GetAttribute(ctx, path.Root("encryption").AtName("key_id"), &key)...)
	if request.ConfigValue.ValueBool() && !key.IsNull() {
		response.Diagnostics.AddAttributeError(request.Path, "Both a key of yours and the provider's key",
			"encryption.key_id names a key of yours, and provider_managed = true asks for the provider's. Keep one of the two.")
	}
}
