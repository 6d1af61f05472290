package layout

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func root(t *testing.T) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "env", "GOMOD").Output()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Dir(strings.TrimSpace(string(out)))
}

func report(t *testing.T, problems []string) {
	t.Helper()
	for _, problem := range problems {
		t.Error(problem)
	}
}

func TestRepositoryImports(t *testing.T) {
	graph, err := Load(t.Context(), root(t))
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := graph[Module+"/cmd/jansadm"]; !ok {
		t.Fatalf("cmd/jansadm is not among the %d packages found", len(graph))
	}
	report(t, CheckImports(graph, Rules))
	report(t, CheckNames(graph))
}

func TestRepositoryFiles(t *testing.T) {
	found, err := CheckFiles(os.DirFS(root(t)))
	if err != nil {
		t.Fatal(err)
	}
	report(t, found.Problems)
	for _, remark := range found.Remarks {
		t.Log(remark)
	}
}

func TestRepositoryTop(t *testing.T) {
	folder := root(t)
	entries, err := TopEntries(os.DirFS(folder), Tracked(t.Context(), folder))
	if err != nil {
		t.Fatal(err)
	}
	report(t, CheckTop(entries))
}
