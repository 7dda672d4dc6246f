package databaseuser

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/values"
)

// granted is an access as a configuration has it, with some flags left out.
func granted(keyspace string, read, write, define types.Bool) attr.Value {
	return types.ObjectValueMust(access.AttrTypes, map[string]attr.Value{
		"keyspace": values.Word(keyspace), "read": read, "write": write, "define": define, "unmask": types.BoolNull(),
	})
}

func told(keyspace string, read, write, define bool) client.DatabaseUserAccess {
	return client.DatabaseUserAccess{Keyspace: keyspace, Read: &read, Write: &write, Define: &define, Unmask: values.Pointer(false)}
}

func TestAccessIsComparedByItsMeaning(t *testing.T) {
	yes, no, out := types.BoolValue(true), types.BoolValue(false), types.BoolNull()
	for name, this := range map[string]struct {
		written []attr.Value
		found   []client.DatabaseUserAccess
		same    bool
	}{
		"as it was":                      {[]attr.Value{granted("shop", yes, out, no)}, []client.DatabaseUserAccess{told("shop", true, false, false)}, true},
		"in another order":               {[]attr.Value{granted("shop", yes, out, out), granted("stock", yes, out, out)}, []client.DatabaseUserAccess{told("stock", true, false, false), told("shop", true, false, false)}, true},
		"more than it was given":         {[]attr.Value{granted("shop", yes, out, out)}, []client.DatabaseUserAccess{told("shop", true, true, false)}, false},
		"another keyspace":               {[]attr.Value{granted("shop", yes, out, out)}, []client.DatabaseUserAccess{told("shop", true, false, false), told("stock", true, false, false)}, false},
		"taken away":                     {[]attr.Value{granted("shop", yes, out, out)}, nil, false},
		"a keyspace that it made itself": {[]attr.Value{granted("*", yes, yes, yes)}, []client.DatabaseUserAccess{told("*", true, true, true), told("shop", true, true, true)}, true},
	} {
		written := types.SetValueMust(access, this.written)
		m := &model{Access: written}
		if found := m.accessAsWritten(this.found); found.Equal(written) != this.same {
			t.Errorf("%s: %v", name, found)
		}
	}
}
