package verbs

import (
	"testing"

	"github.com/spf13/pflag"
)

// A command that is printed is for the server of the command that prints it.
func TestAgain(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{nil, "jansadm token revoke x"},
		{[]string{"--sandbox"}, "jansadm --sandbox token revoke x"},
		{[]string{"--sandbox=false", "--profile", "my prod"}, "jansadm --profile 'my prod' token revoke x"},
		{[]string{"--yes", "--server", "id.example.org", "--ca-cert", "ca.pem", "-o", "json"}, "jansadm --server id.example.org --ca-cert ca.pem token revoke x"},
	} {
		var g globals
		flags := pflag.NewFlagSet("", pflag.ContinueOnError)
		g.define(flags)
		bindEnvironment(flags, func(name string) string { return map[string]string{"JANSADM_SERVER": "chosen.example.org"}[name] })
		if err := flags.Parse(c.args); err != nil {
			t.Fatal(err)
		}
		if got := g.again("jansadm token revoke x"); got != c.want {
			t.Errorf("%v: got %q, want %q", c.args, got, c.want)
		}
	}
}
