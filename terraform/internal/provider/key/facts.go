package key

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/kit"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/values"
)

type grant struct {
	ProjectID    types.String `tfsdk:"project_id"`
	ProviderName types.String `tfsdk:"provider_name"`
	URI          types.String `tfsdk:"uri"`
	Principal    types.String `tfsdk:"principal"`
	Parts        []grantPart  `tfsdk:"parts"`
}

type grantPart struct {
	Kind        types.String `tfsdk:"kind"`
	Explanation types.String `tfsdk:"explanation"`
	Text        types.String `tfsdk:"text"`
}

// Grant is the data source `kanesh_key_grant_text`.
var Grant = kit.Source[grant]{
	Name: "key_grant_text", Title: "the grant text",
	About: "What to paste into a KMS so that the project's nodes may use a key: before the key is registered, so that policy, key and cluster are one apply.",
	Attributes: map[string]schema.Attribute{
		"project_id": kit.Given("The project."), "uri": kit.Either("The key; a placeholder of the provider when left out."),
		"provider_name": kit.Either("`aws`, `gcp` or `local`; the uri says it."), "principal": kit.Text("The identity that is let in: of this project and of no other."),
		"parts": kit.Items("What to paste where.", map[string]schema.Attribute{
			"kind": kit.Text("`aws-policy`, `aws-terraform`, `gcloud`, `gcp-terraform` or `local-command`."), "explanation": kit.Text("What it does."), "text": kit.Text("What to paste."),
		}),
	},
	Read: func(ctx context.Context, api *client.API, found *grant) error {
		text, err := client.Call[client.GrantTextResponse](api.GetKeyGrantText(ctx, found.ProjectID.ValueString(),
			&client.GetKeyGrantTextParams{Provider: values.Known(found.ProviderName), Uri: values.Known(found.URI)}))
		if err != nil {
			return err
		}
		found.ProviderName, found.URI, found.Principal = values.Word(text.Provider), values.Word(text.Uri), values.Word(text.Principal)
		found.Parts = make([]grantPart, len(text.Parts))
		for i, one := range text.Parts {
			found.Parts[i] = grantPart{values.Word(one.Kind), values.Word(one.Explanation), values.Word(one.Text)}
		}
		return nil
	},
}

type usage struct {
	ProjectID types.String `tfsdk:"project_id"`
	KeyID     types.String `tfsdk:"key_id"`
	Deletable types.Bool   `tfsdk:"deletable"`
	Answer    types.String `tfsdk:"answer"`
	Bytes     types.Int64  `tfsdk:"bytes"`
	Clusters  types.Set    `tfsdk:"cluster_ids"`
}

// Usage is the data source `kanesh_key_usage`.
var Usage = kit.Source[usage]{
	Name: "key_usage", Title: "the usage of the key", About: "May this key be deleted? What depends on it.",
	Attributes: map[string]schema.Attribute{
		"project_id": kit.Given("The project."), "key_id": kit.Given("The key."), "deletable": kit.Flag("Whether nothing needs it, as far as nodes have told."),
		"answer": kit.Text("The same as a sentence."), "bytes": kit.Count("Bytes of files below it."), "cluster_ids": kit.Texts("The clusters that need it."),
	},
	Read: func(ctx context.Context, api *client.API, found *usage) error {
		answer, err := client.Call[client.KeyUsageResponse](api.GetKeyUsage(ctx, found.ProjectID.ValueString(), found.KeyID.ValueString()))
		if err != nil {
			return err
		}
		found.Deletable, found.Answer, found.Bytes = types.BoolValue(answer.Deletable), values.Word(answer.Answer), types.Int64Value(answer.Bytes)
		clusters := map[string]bool{}
		for _, one := range answer.Dependents {
			clusters[one.ClusterId] = true
		}
		ids := make([]string, 0, len(clusters))
		for id := range clusters {
			ids = append(ids, id)
		}
		found.Clusters = values.Set(ids)
		return nil
	},
}
