package verbs

import (
	"slices"
	"testing"
	"time"

	"github.com/spf13/pflag"
)

// parsed is what arguments and environment come to.
func parsed(t *testing.T, env map[string]string, args ...string) (*globals, error) {
	t.Helper()
	g := &globals{}
	flags := pflag.NewFlagSet("", pflag.ContinueOnError)
	g.define(flags)
	check := bindEnvironment(flags, func(name string) string { return env[name] })
	if err := flags.Parse(args); err != nil {
		return g, err
	}
	return g, check()
}

func TestArgumentsWinOverTheEnvironment(t *testing.T) {
	env := map[string]string{
		"JANSADM_OUTPUT": "json", "JANSADM_TIMEOUT": "5s", "JANSADM_ACCEPT_RISK": "a,b", "JANSADM_INSECURE_SKIP_VERIFY": "1",
		"JANSADM_READ_ONLY": "true", "JANSADM_CA_CERT": "ca.pem", "JANSADM_REASON": "",
	}
	g, err := parsed(t, env)
	if err != nil {
		t.Fatal(err)
	}
	if g.output != formatJSON || g.connect.Timeout != 5*time.Second || !slices.Equal(g.acceptRisks, []string{"a", "b"}) ||
		!g.connect.Insecure || !g.connect.ReadOnly || g.connect.CACert != "ca.pem" {
		t.Errorf("from the environment: %+v", g)
	}
	g, err = parsed(t, env, "-o", "yaml", "--timeout=6s", "--accept-risk", "c", "--accept-risk", "d", "--read-only=false", "--insecure-skip-verify=false")
	if err != nil {
		t.Fatal(err)
	}
	if g.output != formatYAML || g.connect.Timeout != 6*time.Second || !slices.Equal(g.acceptRisks, []string{"c", "d"}) ||
		g.connect.Insecure || g.connect.ReadOnly {
		t.Errorf("from the arguments: %+v", g)
	}
}

func TestEveryFlagHasItsVariable(t *testing.T) {
	flags := pflag.NewFlagSet("", pflag.ContinueOnError)
	(&globals{}).define(flags)
	asked := map[string]bool{}
	bindEnvironment(flags, func(name string) string { asked[name] = true; return "" })
	flags.VisitAll(func(f *pflag.Flag) {
		if !asked[environmentName(f.Name)] {
			t.Errorf("--%s is not read from %s", f.Name, environmentName(f.Name))
		}
	})
}

func TestTarget(t *testing.T) {
	for _, tc := range []struct {
		name    string
		env     map[string]string
		args    []string
		sandbox bool
		server  string
		profile string
		wrong   bool
	}{
		{name: "neither"},
		{name: "sandbox", args: []string{"--sandbox"}, sandbox: true},
		{name: "server", args: []string{"--server", "h"}, server: "h"},
		{name: "both arguments", args: []string{"--sandbox", "--server", "h"}, wrong: true},
		{name: "both variables", env: map[string]string{"JANSADM_SANDBOX": "1", "JANSADM_SERVER": "h"}, wrong: true},
		{name: "sandbox wins", env: map[string]string{"JANSADM_SERVER": "h"}, args: []string{"--sandbox"}, sandbox: true},
		{name: "server wins", env: map[string]string{"JANSADM_SANDBOX": "1"}, args: []string{"--server", "h"}, server: "h"},
		{name: "sandbox switched off", env: map[string]string{"JANSADM_SANDBOX": "1"}, args: []string{"--sandbox=false"}},
		{name: "profile", args: []string{"--profile", "p"}, profile: "p"},
		{name: "profile of the environment", env: map[string]string{"JANSADM_PROFILE": "p"}, profile: "p"},
		{name: "profile wins", env: map[string]string{"JANSADM_SANDBOX": "1", "JANSADM_SERVER": "h"}, args: []string{"--profile", "p"}, profile: "p"},
		{name: "profile loses", env: map[string]string{"JANSADM_PROFILE": "p"}, args: []string{"--server", "h"}, server: "h"},
		{name: "profile and server", args: []string{"--profile", "p", "--server", "h"}, wrong: true},
		{name: "profile and sandbox", env: map[string]string{"JANSADM_PROFILE": "p", "JANSADM_SANDBOX": "1"}, wrong: true},
		{name: "no time", args: []string{"--sandbox", "--timeout", "-1s"}, wrong: true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			g, err := parsed(t, tc.env, tc.args...)
			if err != nil {
				t.Fatal(err)
			}
			s, err := g.settings()
			if (err != nil) != tc.wrong || tc.wrong && exitCode(err) != exitUsage {
				t.Fatalf("%v", err)
			}
			if !tc.wrong && (s.Sandbox != tc.sandbox || s.Server != tc.server || s.Profile != tc.profile) {
				t.Errorf("%+v", s)
			}
		})
	}
}
