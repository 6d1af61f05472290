package verbs

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/jansadm/jansadm/client/transport"
	"github.com/jansadm/jansadm/cmd/internal/connect"
)

// globals are the flags that every command takes.
type globals struct {
	flags *pflag.FlagSet

	connect     connect.Settings
	output      format
	dryRun      bool
	yes         bool
	acceptRisks []string
	reason      string
	confirm     string
	wait        bool
	noColor     bool
}

const (
	outputFlag   = "output"
	sandboxFlag  = "sandbox"
	serverFlag   = "server"
	profileFlag  = "profile"
	insecureFlag = "insecure-skip-verify"
	timeoutFlag  = "timeout"
)

func (g *globals) define(flags *pflag.FlagSet) {
	g.flags, g.output = flags, formatTable
	c := &g.connect
	flags.BoolVar(&c.Sandbox, sandboxFlag, false, "use the embedded server; what it stores lasts")
	flags.StringVar(&c.Server, serverFlag, "", "use the server at this `URL`")
	flags.StringVar(&c.Profile, profileFlag, "", "use the server of the profile of this `NAME`; otherwise it is that of the default profile")
	flags.StringVar(&c.CACert, "ca-cert", "", "trust the certificate authorities in this PEM `FILE` too")
	flags.StringVar(&c.ClientCert, "client-cert", "", "present the certificate in this PEM `FILE`")
	flags.StringVar(&c.ClientKey, "client-key", "", "PEM `FILE` of the key of --client-cert")
	flags.BoolVar(&c.Insecure, insecureFlag, false, "accept any server certificate: anybody in between can read and alter everything")
	flags.BoolVar(&c.ReadOnly, "read-only", false, "refuse to change anything on the server")
	flags.DurationVar(&c.Timeout, timeoutFlag, transport.DefaultTimeout, "longest `TIME` that one request may take, and that --wait waits when it is given")
	flags.StringVar(&c.LogFile, "log-file", "", "append a log of all requests to this `FILE`, without secrets")
	flags.VarP(&g.output, outputFlag, "o", "`FORMAT` of what is printed: table, json or yaml")
	flags.BoolVar(&g.dryRun, "dry-run", false, "show what would be changed and what that would cause, and change nothing")
	flags.BoolVarP(&g.yes, "yes", "y", false, "do not ask")
	flags.StringSliceVar(&g.acceptRisks, "accept-risk", nil, "accept the danger of this `ID`, see \"jansadm help impacts\"; repeat it for several")
	flags.StringVar(&g.reason, "reason", "", "`TEXT` to be recorded in the journal with the change")
	flags.StringVar(&g.confirm, "confirm", "", "type this `WORD` where a profile asks for one before each change")
	flags.BoolVar(&g.wait, "wait", false, "wait until what a change brings about is seen: discovery, endpoints, scripts, and that nobody has undone it")
	flags.BoolVar(&g.noColor, "no-color", false, "write without colour")
}

// environmentName is the variable that stands in for a flag.
func environmentName(flag string) string {
	return "JANSADM_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// bindEnvironment makes the environment the default of the flags. Arguments are parsed later and win: what it returns looks, after
// that, for a variable that cannot be used and that no argument stands in for.
func bindEnvironment(flags *pflag.FlagSet, env func(string) string) (check func() error) {
	bad := map[string]error{}
	flags.VisitAll(func(f *pflag.Flag) {
		name := environmentName(f.Name)
		value := env(name)
		if value == "" || f.Name == "help" {
			return
		}
		var err error
		if list, ok := f.Value.(pflag.SliceValue); ok {
			err = list.Replace(strings.Split(value, ",")) // the first argument replaces it, where Set would add to it
		} else {
			err = f.Value.Set(value)
		}
		if err != nil {
			bad[f.Name] = &usageError{message: fmt.Sprintf("%s=%q cannot be used for --%s: %s", name, value, f.Name, whyUnusable(f, err))}
		}
	})
	return func() error {
		var problem error
		flags.VisitAll(func(f *pflag.Flag) {
			if problem == nil && !f.Changed {
				problem = bad[f.Name]
			}
		})
		return problem
	}
}

// whyUnusable says in plain words why a flag cannot have a value.
func whyUnusable(f *pflag.Flag, err error) string {
	switch f.Value.Type() {
	case "duration":
		return "write a time as 30s or 2m"
	case "bool":
		return "write true or false"
	}
	return err.Error()
}

// settings are those of the connection, with the target decided: an argument wins over the environment.
func (g *globals) settings() (connect.Settings, error) {
	s := g.connect
	asked := g.targets()
	if len(asked) > 1 {
		return s, contradiction(asked)
	}
	only := func(name string) bool { return len(asked) == 1 && asked[0] == name }
	if s.Sandbox = only(sandboxFlag); !only(serverFlag) {
		s.Server = ""
	}
	if !only(profileFlag) {
		s.Profile = ""
	}
	s.Strict = g.flags.Changed(insecureFlag) && !s.Insecure
	if s.Timeout <= 0 {
		return s, &usageError{message: "--" + timeoutFlag + " has to be longer than nothing", hint: "write it as 30s or 2m"}
	}
	return s, nil
}

// targets are the flags that say which server to use: those among the arguments, else those of the environment.
func (g *globals) targets() []string {
	var asked []string
	for _, target := range []struct {
		flag  string
		asked bool
	}{{sandboxFlag, g.connect.Sandbox}, {serverFlag, g.connect.Server != ""}, {profileFlag, g.connect.Profile != ""}} {
		if target.asked {
			asked = append(asked, target.flag)
		}
	}
	arguments := slices.DeleteFunc(slices.Clone(asked), func(flag string) bool { return !g.flags.Changed(flag) })
	if len(arguments) > 0 {
		return arguments
	}
	return asked
}

// targetWords are what the flags ask for.
var targetWords = map[string]string{sandboxFlag: "the sandbox", serverFlag: "a server", profileFlag: "a profile"}

func contradiction(asked []string) error {
	var words, flags, variables []string
	for _, flag := range asked {
		words = append([]string{targetWords[flag]}, words...)
		flags = append(flags, "--"+flag)
		variables = append(variables, environmentName(flag))
	}
	return &usageError{
		message: "both " + strings.Join(words, " and ") + " are asked for",
		hint:    "leave out " + strings.Join(flags, " or ") + ", or unset " + strings.Join(variables, " or "),
	}
}
