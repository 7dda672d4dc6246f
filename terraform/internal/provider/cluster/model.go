// Package cluster is clusters: the resource, its operations and the data sources.
package cluster

import (
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/values"
)

// model holds what was asked for. What the service changes by itself (phase, nodes, conditions) is in the data source only, so
// that it never shows as drift.
type model struct {
	ID                 types.String   `tfsdk:"id"`
	ProjectID          types.String   `tfsdk:"project_id"`
	Name               types.String   `tfsdk:"name"`
	ProviderName       types.String   `tfsdk:"provider_name"`
	EngineVersion      types.String   `tfsdk:"engine_version"`
	DataCenters        types.Map      `tfsdk:"data_centers"`
	Encryption         types.Object   `tfsdk:"encryption"`
	ProviderKeyID      types.String   `tfsdk:"provider_key_id"`
	AllowedCidrs       types.Set      `tfsdk:"allowed_cidrs"`
	DeletionProtection types.Bool     `tfsdk:"deletion_protection"`
	Labels             types.Map      `tfsdk:"labels"`
	Paused             types.Bool     `tfsdk:"paused"`
	StoreAdminPassword types.Bool     `tfsdk:"store_admin_password"`
	AdminUsername      types.String   `tfsdk:"admin_username"`
	AdminPassword      types.String   `tfsdk:"admin_password"`
	Ready              types.Bool     `tfsdk:"ready"`
	CreatedAt          types.String   `tfsdk:"created_at"`
	Timeouts           timeouts.Value `tfsdk:"timeouts"`
	// order is the API's order of the data centers, as far as it is known; a map has none.
	order []string `tfsdk:"-"`
}

type dc struct {
	region            types.String
	replicationFactor types.Int64
	keyID             types.String
	nodeGroups        types.Set
}

var dataCenter = types.ObjectType{AttrTypes: map[string]attr.Type{
	"region": types.StringType, "replication_factor": types.Int64Type, "key_id": types.StringType,
	"node_groups": types.SetType{ElemType: nodeGroup},
}}

// centers are the data centers that are known by name; one that is unknown has an unknown region.
func (m *model) centers() map[string]dc {
	centers := map[string]dc{}
	for name, element := range m.DataCenters.Elements() {
		one := dc{types.StringUnknown(), types.Int64Unknown(), types.StringUnknown(), types.SetUnknown(nodeGroup)}
		if object, ok := element.(types.Object); ok && !object.IsUnknown() && !object.IsNull() {
			parts := object.Attributes()
			one = dc{
				parts["region"].(types.String), parts["replication_factor"].(types.Int64),
				parts["key_id"].(types.String), parts["node_groups"].(types.Set),
			}
		}
		centers[name] = one
	}
	return centers
}

// names are those of the data centers in the API's order; new ones follow sorted.
func (m *model) names() []string {
	centers := m.centers()
	names := []string{}
	for _, name := range m.order {
		if _, still := centers[name]; still {
			names = append(names, name)
			delete(centers, name)
		}
	}
	return append(names, slices.Sorted(maps.Keys(centers))...)
}

var nodeGroup = types.ObjectType{AttrTypes: map[string]attr.Type{"instance_type": types.StringType, "count": types.Int64Type}}

var encryptionTypes = map[string]attr.Type{
	"key_id": types.StringType, "provider_managed": types.BoolType, "algorithm": types.StringType, "outage_grace_minutes": types.Int64Type,
}

// settings are the parts of an encryption block.
type settings struct {
	keyID, algorithm types.String
	providerManaged  types.Bool
	grace            types.Int64
}

// settingsOf are all unknown for an unknown block, and all null for a missing one.
func settingsOf(block types.Object) settings {
	if block.IsUnknown() {
		return settings{types.StringUnknown(), types.StringUnknown(), types.BoolNull(), types.Int64Unknown()}
	}
	if block.IsNull() {
		return settings{types.StringNull(), types.StringNull(), types.BoolNull(), types.Int64Null()}
	}
	parts := block.Attributes()
	return settings{
		parts["key_id"].(types.String), parts["algorithm"].(types.String),
		parts["provider_managed"].(types.Bool), parts["outage_grace_minutes"].(types.Int64),
	}
}

func (s settings) object() types.Object {
	return types.ObjectValueMust(encryptionTypes, map[string]attr.Value{
		"key_id": s.keyID, "provider_managed": s.providerManaged, "algorithm": s.algorithm, "outage_grace_minutes": s.grace,
	})
}

// from takes over what the API says. Optional things that the configuration does not manage stay null.
//
//	ownKey: whether the effective key is the customer's.
func (m *model) from(cluster client.ClusterResponse, ownKey bool) {
	spec := cluster.Spec
	m.ID, m.ProjectID, m.Name = values.Word(cluster.Id), values.Word(cluster.ProjectId), values.Word(spec.Name)
	m.ProviderName, m.EngineVersion = values.Word(spec.Provider), values.Word(spec.EngineVersion)
	m.DeletionProtection = types.BoolValue(spec.DeletionProtection)
	m.CreatedAt = values.Time(cluster.CreatedAt)
	m.takeEncryption(spec.Encryption, ownKey)
	m.takeDataCenters(spec)
	if !m.AllowedCidrs.IsNull() {
		m.AllowedCidrs = values.Set(spec.AllowedCidrs)
	}
	if !m.Labels.IsNull() || len(spec.Labels) > 0 {
		m.Labels = values.Map(spec.Labels)
	}
	if m.StoreAdminPassword.IsNull() || m.StoreAdminPassword.IsUnknown() {
		m.StoreAdminPassword = types.BoolValue(false)
	}
	m.AdminUsername = types.StringValue("admin")
	if m.AdminPassword.IsUnknown() {
		m.AdminPassword = types.StringNull()
	}
}

func (m *model) takeEncryption(spec client.EncryptionSpecResponse, ownKey bool) {
	asked := settingsOf(m.Encryption)
	taken := settings{
		keyID: types.StringNull(), algorithm: values.Word(spec.Algorithm),
		providerManaged: asked.providerManaged, grace: types.Int64Value(int64(spec.OutageGraceMinutes)),
	}
	m.ProviderKeyID = types.StringNull()
	if ownKey {
		taken.keyID = values.Word(spec.KeyId)
		if taken.providerManaged.ValueBool() {
			taken.providerManaged = types.BoolValue(false) // drift: somebody gave it a key of their own
		}
	} else {
		m.ProviderKeyID = values.Word(spec.KeyId)
	}
	m.Encryption = taken.object()
}

func (m *model) takeDataCenters(spec client.ClusterSpecResponse) {
	before, centers := m.centers(), map[string]attr.Value{}
	m.order = nil
	for _, one := range spec.DataCenters {
		key := types.StringNull()
		// A key is a data center's own when it differs from the cluster's, or when the configuration repeats it.
		if one.KeyId != spec.Encryption.KeyId || before[one.Name].keyID.ValueString() == one.KeyId {
			key = values.Word(one.KeyId)
		}
		m.order = append(m.order, one.Name)
		centers[one.Name] = types.ObjectValueMust(dataCenter.AttrTypes, map[string]attr.Value{
			"region": values.Word(one.Region), "replication_factor": types.Int64Value(int64(one.ReplicationFactor)),
			"key_id": key, "node_groups": groupsOf(one.NodeGroups),
		})
	}
	m.DataCenters = types.MapValueMust(dataCenter, centers)
}

func groupsOf(groups []client.NodeGroupResponse) types.Set {
	counts := map[string]int64{}
	for _, group := range groups {
		counts[group.InstanceType] += int64(group.Count) // a set cannot hold one type twice
	}
	elements := make([]attr.Value, 0, len(counts))
	for instanceType, count := range counts {
		elements = append(elements, types.ObjectValueMust(nodeGroup.AttrTypes, map[string]attr.Value{
			"instance_type": types.StringValue(instanceType), "count": types.Int64Value(count),
		}))
	}
	return types.SetValueMust(nodeGroup, elements)
}
