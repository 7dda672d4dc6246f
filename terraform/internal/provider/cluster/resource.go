package cluster

import (
	"regexp"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/kit"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/say"
)

// Resource is `kanesh_cluster`.
var Resource = kit.Resource[model]{
	Name: "cluster", Title: "the cluster", IDs: []string{"project_id", "id"}, Schema: resourceSchema,
	Create: create, Read: read, Update: update, Delete: remove, Plan: look, Where: where,
}

var inDataCenter = regexp.MustCompile(`^dataCenters\[(\d+)](?:\.([A-Za-z]+))?`)

// where finds the attribute of a field of the spec. A set's member has no address, so that the set itself is shown.
func where(m *model) say.Where {
	names := m.names()
	return func(field string) (path.Path, bool) {
		switch field {
		case "provider":
			return path.Root("provider_name"), true
		case "encryption.keyId":
			return path.Root("encryption").AtName("key_id"), true
		case "encryption.algorithm":
			return path.Root("encryption").AtName("algorithm"), true
		case "encryption.outageGraceMinutes":
			return path.Root("encryption").AtName("outage_grace_minutes"), true
		}
		match := inDataCenter.FindStringSubmatch(field)
		if match == nil {
			return path.Path{}, false
		}
		at := path.Root("data_centers")
		index, err := strconv.Atoi(match[1])
		if err != nil || index >= len(names) {
			return at, true
		}
		at = at.AtMapKey(names[index])
		if match[2] == "" || match[2] == "name" {
			return at, true
		}
		return at.AtName(say.Snake(match[2])), true
	}
}
