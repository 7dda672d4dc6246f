package acctest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

// KMS asks the local KMS of this installation as its owner, as `./kanesh kms` does.
func (p *ControlPlane) KMS(verb string, body map[string]any) error {
	folder := filepath.Join(p.home, "kms")
	address, err := os.ReadFile(filepath.Join(folder, "address"))
	if err != nil {
		return err
	}
	secret, err := os.ReadFile(filepath.Join(folder, "admin.secret"))
	if err != nil {
		return err
	}
	text, err := json.Marshal(body)
	if err != nil {
		return err
	}
	request, err := http.NewRequest(http.MethodPost, strings.TrimSpace(string(address))+"/admin/"+verb, bytes.NewReader(text))
	if err != nil {
		return err
	}
	request.Header.Set("Authorization", "Bearer "+strings.TrimSpace(string(secret)))
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode >= 300 {
		return fmt.Errorf("the local KMS answered %d to %s", response.StatusCode, verb)
	}
	return nil
}

// Grant lets a project's nodes use a key, and nobody else.
func (p *ControlPlane) Grant(key, project string) error {
	return p.KMS("set-grants", map[string]any{"key": key, "grants": []any{map[string]any{
		"principal": project + "/*", "operations": []string{"generate", "encrypt", "decrypt", "describe", "re-encrypt"},
		"contextEquals": map[string]string{"kanesh:project": project},
	}}})
}
