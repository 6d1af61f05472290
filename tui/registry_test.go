package tui_test

import (
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/tui"
	"github.com/jansadm/jansadm/tui/core"
)

// A screen that has a folder is reachable: the registry imports every folder below screens.
func TestEveryScreenIsRegistered(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "registry.go", nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	imported := map[string]bool{}
	for _, spec := range file.Imports {
		path := strings.Trim(spec.Path.Value, `"`)
		imported[path[strings.LastIndex(path, "/")+1:]] = true
	}
	folders, err := os.ReadDir("screens")
	if err != nil || len(folders) == 0 {
		t.Fatal(err, len(folders))
	}
	for _, folder := range folders {
		if !imported[folder.Name()] {
			t.Errorf("screens/%s is not in the registry", folder.Name())
		}
	}
}

func TestSpecsAreComplete(t *testing.T) {
	ids := map[string]bool{}
	for _, spec := range tui.Registry() {
		if spec.ID == "" || spec.Title == "" || spec.Help == "" || spec.New == nil || ids[spec.ID] {
			t.Errorf("incomplete or double: %+v", spec)
		}
		ids[spec.ID] = true
	}
	for _, spec := range tui.Registry() {
		if spec.Menu != "" && !ids[spec.Menu] {
			t.Errorf("%s is in the menu %s, which does not exist", spec.ID, spec.Menu)
		}
	}
}

// Whatever changes the server, or prepares to, has a command line that does the same.
func TestChangingActionsNameTheirVerb(t *testing.T) {
	world, _ := start(t)
	for _, spec := range tui.Registry() {
		for _, action := range spec.New(world.Session, "accessTokenLifetime").Actions() {
			if action.Risk != core.Look && action.Verb == "" {
				t.Errorf("%s: the action %s names no command line", spec.ID, action.ID)
			}
			if action.ID == "" || action.Title == "" || action.Help == "" || len(action.Keys) == 0 || action.Run == nil {
				t.Errorf("%s: the action %+v is incomplete", spec.ID, action)
			}
		}
	}
}
