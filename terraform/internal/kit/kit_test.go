package kit

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
)

func refusal(t *testing.T, rule validator.String, text string) string {
	t.Helper()
	response := validator.StringResponse{}
	rule.ValidateString(t.Context(), validator.StringRequest{Path: path.Root("it"), ConfigValue: types.StringValue(text)}, &response)
	if !response.Diagnostics.HasError() {
		return ""
	}
	return response.Diagnostics[0].Summary() + ": " + response.Diagnostics[0].Detail()
}

func TestFormsSayWhatWouldBeRight(t *testing.T) {
	for _, one := range []struct {
		rule       validator.String
		text, says string
	}{
		{Network(), "10.0.0.0/8", ""}, {Network(), "192.0.2.7", ""}, {Network(), "2001:db8::/32", ""},
		{Network(), "10.0.0.0/99", "e.g. 10.20.0.0/16"}, {Network(), "everywhere", "e.g. 10.20.0.0/16"},
		{Moment(), "2027-01-31T00:00:00Z", ""}, {Moment(), "tomorrow", "RFC 3339"},
		{Name(), "orders-2", ""}, {Name(), "Orders", NameRule}, {Name(), "orders-", NameRule}, {Name(), strings.Repeat("a", 64), NameRule},
		{ID("cl"), "cl_01kampb5t0000000000000000a", ""}, {ID("cl"), "prj_01kampb5t0000000000000000a", "starts with cl_"},
	} {
		said := refusal(t, one.rule, one.text)
		if (said == "") != (one.says == "") || !strings.Contains(said, one.says) {
			t.Errorf("of %q it says %q", one.text, said)
		}
	}
}

func TestAMomentKeepsItsText(t *testing.T) {
	written := types.StringValue("2027-01-31T01:00:00+01:00")
	same := time.Date(2027, 1, 31, 0, 0, 0, 0, time.UTC)
	if kept := SameMoment(written, &same); !kept.Equal(written) {
		t.Error(kept)
	}
	later := same.Add(time.Hour)
	if found := SameMoment(written, &later); found.ValueString() != "2027-01-31T01:00:00Z" {
		t.Error(found)
	}
	if gone := SameMoment(written, nil); !gone.IsNull() {
		t.Error(gone)
	}
}

// A list is read page by page, each once.
func TestAListHasAllItsPages(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(writer http.ResponseWriter, request *http.Request) {
		writer.Header().Set("Content-Type", "application/json")
		page := map[string]string{"": `{"items":["a","b"],"nextPageToken":"2"}`, "2": `{"items":["c"]}`}[request.URL.Query().Get("pageToken")]
		_, _ = writer.Write([]byte(page)) // a reader that left learns nothing anyway
	}))
	t.Cleanup(server.Close)
	pages := Pages[string](func(token *string) (*http.Response, error) {
		if token == nil {
			return http.Get(server.URL)
		}
		return http.Get(server.URL + "?pageToken=" + *token)
	})
	items, err := List(t.Context(), pages, strings.ToUpper)
	if err != nil || strings.Join(items, "") != "ABC" {
		t.Error(items, err)
	}
	found := ""
	err = Find(t.Context(), "letter", "name", "c", pages, func(one string) bool { return one == "c" }, func(one string) { found = one })
	if err != nil || found != "c" {
		t.Error(found, err)
	}
	err = Find(t.Context(), "letter", "name", "d", pages, func(string) bool { return false }, func(string) {})
	if err == nil || !strings.Contains(err.Error(), `no letter whose name is "d"`) {
		t.Error(err)
	}
}

func TestWhatIsRefusedIsNotTaken(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(server.Close)
	err := Take(func(string) { t.Error("it was taken") })(http.Get(server.URL))
	if err == nil || client.IsGone(err) { // a page that says 404 is no answer of the API: nothing is known to be gone
		t.Error(err)
	}
}
