package verbs

import (
	"errors"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/jansadm/jansadm/cmd/internal/quiet"
)

// The test binary is the program when it is run under one of these names.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"jansadm":   jansadm,
		"rewrite":   rewrite,
		"replay":    replay,
		"meanwhile": meanwhile,
	})
}

// jansadm does what the program's main does, but for the console.
func jansadm() {
	if err := errors.Join(quiet.Restore(), noteArguments()); err != nil {
		os.Stderr.WriteString(err.Error() + "\n")
		os.Exit(1)
	}
	os.Exit(Main(nil))
}

// noteArguments keeps what every process of this machine could read, in the file that ARGUMENTS names.
func noteArguments() error {
	name := os.Getenv("ARGUMENTS")
	if name == "" {
		return nil
	}
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	_, err = file.WriteString(strings.Join(os.Args, " ") + "\n")
	return errors.Join(err, file.Close())
}

// rewrite is an editor: "rewrite OLD NEW... FILE" replaces texts; \n in them is a line break.
func rewrite() {
	words, name := os.Args[1:len(os.Args)-1], os.Args[len(os.Args)-1]
	for i, word := range words {
		words[i] = strings.ReplaceAll(word, `\n`, "\n")
	}
	text, err := os.ReadFile(name)
	if err == nil {
		err = os.WriteFile(name, []byte(strings.NewReplacer(words...).Replace(string(text))), 0o600)
	}
	if err != nil {
		os.Stderr.WriteString(err.Error() + "\n")
		os.Exit(1)
	}
}

// replay is an editor whose user saves one prepared text after the other: "replay FOLDER FILE" keeps what it was given as
// FOLDER/seen.N and puts FOLDER/save.N in its place.
func replay() {
	folder, name := os.Args[1], os.Args[2]
	turn := "1"
	for exists(folder + "/seen." + turn) {
		turn += "1"
	}
	seen, err := os.ReadFile(name)
	if err == nil {
		err = os.WriteFile(folder+"/seen."+turn, seen, 0o600)
	}
	var saved []byte
	if err == nil {
		saved, err = os.ReadFile(folder + "/save." + turn)
	}
	if err == nil {
		err = os.WriteFile(name, saved, 0o600)
	}
	if err != nil {
		os.Stderr.WriteString(err.Error() + "\n")
		os.Exit(1)
	}
}

// meanwhile is an editor while which somebody else is quicker: "meanwhile ARG... -- EDITOR ARG... FILE" runs jansadm with the first
// arguments before the editor.
func meanwhile() {
	at := slices.Index(os.Args, "--")
	other := exec.Command("jansadm", append(os.Args[1:at:at], "--sandbox", "--yes")...)
	editor := exec.Command(os.Args[at+1], os.Args[at+2:]...)
	for _, command := range []*exec.Cmd{other, editor} {
		if output, err := command.CombinedOutput(); err != nil {
			os.Stderr.WriteString(err.Error() + "\n" + string(output))
			os.Exit(1)
		}
	}
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}
