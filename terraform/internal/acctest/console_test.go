package acctest

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	head      = regexp.MustCompile(`(?m)^(resource "\w+" "\w+)"`)
	reference = regexp.MustCompile(`= (kanesh_\w+\.\w+)\.`)
)

// What the console's forms give to be copied, each as the console's own tests saw it, is what the provider understands.
func TestWhatTheConsoleGivesIsValid(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/console/*.tf")
	if err != nil || len(files) == 0 {
		t.Fatal("there is nothing from the console", err)
	}
	var all strings.Builder
	for at, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		// Forms know nothing of each other, so their labels may be the same.
		own := head.ReplaceAllString(string(text), fmt.Sprintf(`${1}_%d"`, at))
		all.WriteString(reference.ReplaceAllString(own, fmt.Sprintf(`= ${1}_%d.`, at)))
	}
	workspace(t, all.String()).mustTell(t, "validate", "-no-color")
}
