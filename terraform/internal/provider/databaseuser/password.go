package databaseuser

import (
	"context"
	"crypto/rand"
	"math/big"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// NewPassword is the ephemeral resource `kanesh_database_password`: a new password, in no state and no plan.
func NewPassword() ephemeral.EphemeralResource { return password{} }

type password struct{}

type passwordModel struct {
	Length   types.Int64  `tfsdk:"length"`
	Password types.String `tfsdk:"password"`
}

const (
	letters       = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789" // none that looks like another
	defaultLength = 28
)

func (password) Metadata(_ context.Context, request ephemeral.MetadataRequest, response *ephemeral.MetadataResponse) {
	response.TypeName = request.ProviderTypeName + "_database_password"
}

func (password) Schema(_ context.Context, _ ephemeral.SchemaRequest, response *ephemeral.SchemaResponse) {
	response.Schema = schema.Schema{
		MarkdownDescription: "A random password for `kanesh_database_user.password_wo`, made anew by every run. It counts when `password_wo_version` changes; hand it to your secret store in the same run.",
		Attributes: map[string]schema.Attribute{
			"length":   schema.Int64Attribute{Optional: true, Validators: []validator.Int64{int64validator.Between(12, 72)}, MarkdownDescription: "12 to 72; 28 by default."},
			"password": schema.StringAttribute{Computed: true, Sensitive: true, MarkdownDescription: "Letters and digits."},
		},
	}
}

func (password) Open(ctx context.Context, request ephemeral.OpenRequest, response *ephemeral.OpenResponse) {
	var asked passwordModel
	response.Diagnostics.Append(request.Config.Get(ctx, &asked)...)
	if response.Diagnostics.HasError() {
		return
	}
	length := int64(defaultLength)
	if !asked.Length.IsNull() {
		length = asked.Length.ValueInt64()
	}
	text := make([]byte, length)
	for i := range text {
		at, err := rand.Int(rand.Reader, big.NewInt(int64(len(letters))))
		if err != nil {
			response.Diagnostics.AddError("Could not make a password", err.Error())
			return
		}
		text[i] = letters[at.Int64()]
	}
	asked.Password = types.StringValue(string(text))
	response.Diagnostics.Append(response.Result.Set(ctx, &asked)...)
}
