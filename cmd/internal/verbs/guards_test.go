package verbs

import (
	"bytes"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/profile"
	"github.com/jansadm/jansadm/client/sandbox"
)

// writing are all commands that change a server, each with arguments that would do so.
var writing = map[string][]string{
	"flag enable": {"uma"}, "flag disable": {"REVOKE_TOKEN"},
	"property set": {"accessTokenLifetime=601"}, "property unset": {"accessTokenLifetime"}, "property reset": {"accessTokenLifetime"},
	"property edit": {"accessTokenLifetime"}, "property flush-discovery": {},
	"scope create": {"--id", "new", "--type", "openid"}, "scope clone": {"email", "--id", "other"}, "scope update": {"email", "--description", "changed"},
	"scope delete": {"jans_stat"}, "scope edit": {"email"},
	"claim create": {"--name", "jansExtId", "--display-name", "No", "--description", "No"}, "claim update": {"birthdate", "--set", "tooltip=changed"},
	"claim delete": {"birthdate"}, "claim edit": {"birthdate"},
	"script create": {"--name", "new", "--type", "dynamic_scope", "--no-check", "--source", "SOURCE"}, "script update": {"work_phone", "--level", "7"},
	"script delete": {"work_phone"}, "script edit": {"work_phone"}, "script enable": {"org_name"}, "script disable": {"demo_evaluation"},
	"history undo": {"last"}, "history redo": {},
	"client update": {someClient, "--access-token-lifetime", "10m"}, "client edit": {someClient},
	"client add-scope": {someClient, "jans_stat"}, "client remove-scope": {someClient, "email"},
	"token revoke": {"--user", "maria"}, "session revoke": {"--user", "maria"}, "revocation revoke": {}, "revocation check": {},
}

// onlyReading are those that change none: they read, or what they change is on this machine.
var onlyReading = []string{
	"flag list", "property describe", "property get", "property list",
	"scope get", "scope list", "scope preview", "scope standard", "scope users", "claim get", "claim list", "claim users",
	"script check", "script get", "script list", "script types", "script users", "client get", "client list",
	"history list", "history show",
	"token list", "token show", "session list", "session show", "revocation status", "revocation probe",
	"profile add", "profile edit", "profile list", "profile remove", "profile set-aside", "profile show", "profile use", "login", "logout", "whoami",
	"sandbox info", "sandbox path", "sandbox reset", "sandbox serve", "completion", "version",
}

// No command writes past a read-only profile, whichever way the server is reached; a new command has to be on one of the lists.
func TestNoCommandWritesPastAReadOnlyProfile(t *testing.T) {
	p, info := newServed(t, sandbox.Options{})
	env := map[string]string{
		"JANSADM_HOME": p.home, "JANSADM_SERVER": info.URL, "JANSADM_CA_CERT": info.CAFile,
		"JANSADM_CLIENT_ID": info.ClientID, "JANSADM_CLIENT_SECRET": info.ClientSecret, "EDITOR": "false",
	}
	source := filepath.Join(t.TempDir(), "source.py")
	if err := profile.WritePrivate(source, []byte("class DynamicScope:\n  pass\n")); err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) (int, string) {
		var out, errs bytes.Buffer
		code := Run(t.Context(), Program{
			Args: args, Streams: Streams{In: strings.NewReader("no-token"), Out: &out, Err: &errs}, Env: func(name string) string { return env[name] }})
		return code, errs.String()
	}
	arguments := func(command string) []string {
		args := append(strings.Fields(command), writing[command]...)
		for i, arg := range args {
			args[i] = strings.ReplaceAll(arg, "SOURCE", source)
		}
		return append(args, "--yes")
	}
	for _, args := range [][]string{ // with something to undo and something to redo
		{"property", "set", "accessTokenLifetime=600"}, {"property", "set", "accessTokenLifetime=602"}, {"history", "undo", "last"},
	} {
		if code, stderr := run(append(args, "--yes")...); code != 0 {
			t.Fatal(stderr)
		}
	}
	for _, command := range slices.Sorted(maps.Keys(writing)) { // the arguments are such that only a guard is in the way
		if strings.HasSuffix(command, " edit") {
			continue
		}
		if code, stderr := run(append(arguments(command), "--dry-run")...); code != 0 {
			t.Errorf("%s: exit code %d: %s", command, code, stderr)
		}
	}
	file := profile.Open(profile.DefaultPaths(func(name string) string { return env[name] }).Profiles())
	if err := file.Add(t.Context(), profile.Profile{Name: "prod", Server: info.URL, ReadOnly: true}); err != nil {
		t.Fatal(err)
	}
	for _, command := range commandsOf((&app{}).root(), "") {
		if slices.Contains(onlyReading, command) {
			continue
		}
		if writing[command] == nil {
			t.Errorf("%q is on no list", command)
			continue
		}
		if code, stderr := run(arguments(command)...); code != 7 || !strings.Contains(stderr, "the profile prod is read-only") {
			t.Errorf("%s: exit code %d: %s", command, code, stderr)
		}
	}
}

// commandsOf are the commands that do something, as they are typed.
func commandsOf(c *cobra.Command, above string) []string {
	var found []string
	for _, sub := range c.Commands() {
		if name := strings.TrimSpace(above + " " + sub.Name()); sub.HasSubCommands() {
			found = append(found, commandsOf(sub, name)...)
		} else if sub.Name() != "help" {
			found = append(found, name)
		}
	}
	return found
}
