package cluster

import (
	"encoding/json"
	"maps"
	"reflect"
	"sort"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/values"
)

// request is the whole spec as a creation asks for it. What is unknown or not given is left to the API's defaults.
func (m *model) request() client.ClusterRequest {
	request := client.ClusterRequest{
		Name: m.Name.ValueString(), Provider: values.Known(m.ProviderName), EngineVersion: values.Known(m.EngineVersion),
		DataCenters: []client.DataCenterRequest{}, Encryption: m.encryption(),
	}
	centers := m.centers()
	for _, name := range m.names() {
		request.DataCenters = append(request.DataCenters, centers[name].request(name))
	}
	if !m.DeletionProtection.IsUnknown() {
		request.DeletionProtection = m.DeletionProtection.ValueBoolPointer()
	}
	if cidrs := values.Words[string](m.AllowedCidrs); cidrs != nil {
		request.AllowedCidrs = &cidrs
	}
	if labels := values.Pairs(m.Labels); labels != nil {
		request.Labels = &labels
	}
	return request
}

func (d dc) request(name string) client.DataCenterRequest {
	request := client.DataCenterRequest{
		Name: &name, Region: d.region.ValueString(), KeyId: values.Known(d.keyID), ReplicationFactor: values.Number(d.replicationFactor),
	}
	if groups := d.groups(); len(groups) > 0 {
		request.NodeGroups = &groups
	}
	return request
}

// groups are the node groups whose type and count are known, sorted by type.
func (d dc) groups() []client.NodeGroupRequest {
	groups := []client.NodeGroupRequest{}
	for _, element := range d.nodeGroups.Elements() {
		object, ok := element.(types.Object)
		if !ok || object.IsUnknown() {
			continue
		}
		parts := object.Attributes()
		group := client.NodeGroupRequest{
			InstanceType: values.Known(parts["instance_type"].(types.String)), Count: values.Number(parts["count"].(types.Int64)),
		}
		if group.InstanceType != nil && group.Count != nil {
			groups = append(groups, group)
		}
	}
	sort.Slice(groups, func(i, j int) bool { return *groups[i].InstanceType < *groups[j].InstanceType })
	return groups
}

func (m *model) encryption() *client.EncryptionRequest {
	asked := settingsOf(m.Encryption)
	request := client.EncryptionRequest{KeyId: values.Known(asked.keyID), OutageGraceMinutes: values.Number(asked.grace)}
	if algorithm := values.Known(asked.algorithm); algorithm != nil {
		request.Algorithm = values.Pointer(client.EncryptionRequestAlgorithm(*algorithm))
	}
	if request == (client.EncryptionRequest{}) {
		return nil
	}
	return &request
}

// patch is the merge patch that turns one model into the other: only what differs; empty for nothing.
//
//	order: the names of the data centers as the API has them.
func patch(state, plan *model, order []string) map[string]any {
	state.order, plan.order = order, order
	before, after := fields(state), fields(plan)
	changed := map[string]any{}
	for name := range union(before, after) {
		was, is := before[name], after[name]
		if reflect.DeepEqual(was, is) || is == nil && !canBeTakenAway[name] {
			continue
		}
		changed[name] = withNulls(was, is)
	}
	return changed
}

// canBeTakenAway holds what a configuration can leave out again with an effect. Other things left out are not managed any more.
var canBeTakenAway = map[string]bool{"labels": true}

// withNulls adds a null for each member that is there no more: the only way in which a merge patch takes something away.
func withNulls(was, is any) any {
	before, isObject := was.(map[string]any)
	after, staysObject := is.(map[string]any)
	if !isObject || is != nil && !staysObject {
		return is
	}
	patch := maps.Clone(after)
	if patch == nil {
		patch = map[string]any{}
	}
	for name := range before {
		if _, kept := after[name]; !kept {
			patch[name] = nil
		}
	}
	return patch
}

func union(one, other map[string]any) map[string]bool {
	names := map[string]bool{}
	for name := range one {
		names[name] = true
	}
	for name := range other {
		names[name] = true
	}
	return names
}

// fields are the request's as JSON values.
func fields(m *model) map[string]any {
	text, err := json.Marshal(m.request())
	if err != nil {
		panic(err) // strings, numbers and lists of them
	}
	var all map[string]any
	if err := json.Unmarshal(text, &all); err != nil {
		panic(err)
	}
	return all
}
