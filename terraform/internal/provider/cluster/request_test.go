package cluster

import (
	"encoding/json"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/values"
)

func answered(change func(*client.ClusterResponse)) client.ClusterResponse {
	cluster := client.ClusterResponse{Id: "cl_1", ProjectId: "prj_1", Spec: client.ClusterSpecResponse{
		Name: "orders", Provider: "local", EngineVersion: "5.0.9", AllowedCidrs: []string{"127.0.0.0/8"}, DeletionProtection: true,
		Labels:     map[string]string{},
		Encryption: client.EncryptionSpecResponse{KeyId: "key_p", Algorithm: "AES_128", OutageGraceMinutes: 240},
		DataCenters: []client.DataCenterResponse{
			{Name: "west", Region: "r2", ReplicationFactor: 3, KeyId: "key_p", NodeGroups: []client.NodeGroupResponse{{InstanceType: "s", Count: 3}}},
			{Name: "east", Region: "r1", ReplicationFactor: 3, KeyId: "key_e", NodeGroups: []client.NodeGroupResponse{{InstanceType: "s", Count: 3}}},
		},
	}}
	if change != nil {
		change(&cluster)
	}
	return cluster
}

func modelOf(change func(*client.ClusterResponse)) *model {
	m := &model{AllowedCidrs: types.SetNull(types.StringType), Labels: types.MapNull(types.StringType)}
	m.from(answered(change), false)
	return m
}

func TestWhatIsNotManagedStaysNull(t *testing.T) {
	m := modelOf(nil)
	if !m.AllowedCidrs.IsNull() || !m.Labels.IsNull() || !settingsOf(m.Encryption).keyID.IsNull() {
		t.Errorf("%+v", m)
	}
	if m.ProviderKeyID.ValueString() != "key_p" {
		t.Error("the provider's key is told apart from one's own")
	}
	centers := m.centers()
	if !centers["west"].keyID.IsNull() || centers["east"].keyID.ValueString() != "key_e" {
		t.Error("only a data center's own key is its own")
	}
}

func TestEqualModelsMakeNoPatch(t *testing.T) {
	if body := patch(modelOf(nil), modelOf(nil), []string{"west", "east"}); len(body) != 0 {
		t.Error(body)
	}
}

func TestPatchHasOnlyWhatDiffersInTheOrderOfTheAPI(t *testing.T) {
	state := modelOf(func(cluster *client.ClusterResponse) { cluster.Spec.Labels = map[string]string{"a": "1", "b": "2"} })
	plan := modelOf(func(cluster *client.ClusterResponse) { cluster.Spec.DataCenters[1].ReplicationFactor = 2 })
	plan.Labels = values.Map(map[string]string{"b": "3"})
	text, err := json.Marshal(patch(state, plan, []string{"west", "east"}))
	if err != nil {
		t.Fatal(err)
	}
	expected := `{"dataCenters":[{"name":"west","nodeGroups":[{"count":3,"instanceType":"s"}],"region":"r2","replicationFactor":3},` +
		`{"keyId":"key_e","name":"east","nodeGroups":[{"count":3,"instanceType":"s"}],"region":"r1","replicationFactor":2}],"labels":{"a":null,"b":"3"}}`
	if string(text) != expected {
		t.Errorf("%s", text)
	}
}

func TestLabelsLeftOutAreTakenAway(t *testing.T) {
	state := modelOf(func(cluster *client.ClusterResponse) { cluster.Spec.Labels = map[string]string{"a": "1"} })
	text, _ := json.Marshal(patch(state, modelOf(nil), []string{"west", "east"}))
	if string(text) != `{"labels":{"a":null}}` {
		t.Errorf("%s", text)
	}
}

func TestUnknownIsNotAskedFor(t *testing.T) {
	m := modelOf(nil)
	m.Encryption, m.ProviderName = types.ObjectUnknown(encryptionTypes), types.StringUnknown()
	m.DataCenters = types.MapValueMust(dataCenter, map[string]attr.Value{"dc1": types.ObjectUnknown(dataCenter.AttrTypes)})
	request := m.request()
	if request.Encryption != nil || request.Provider != nil {
		t.Errorf("%+v", request)
	}
	if isAskable(m) {
		t.Error("without a region there is nothing to ask for")
	}
}

func TestFieldsAreFoundAtTheirAttributes(t *testing.T) {
	at := where(modelOf(nil))
	for field, expected := range map[string]string{
		"dataCenters[1].region":                     `data_centers["east"].region`,
		"dataCenters[0].nodeGroups[0].instanceType": `data_centers["west"].node_groups`,
		"dataCenters[7].region":                     `data_centers`,
		"encryption.keyId":                          `encryption.key_id`,
		"provider":                                  `provider_name`,
	} {
		if found, ok := at(field); !ok || found.String() != expected {
			t.Errorf("%s is at %s, not at %s", field, expected, found)
		}
	}
}
