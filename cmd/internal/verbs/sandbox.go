package verbs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/profile"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/cmd/internal/connect"
)

// serveFlags are what "sandbox serve" can be told; reset takes some of them.
type serveFlags struct {
	listen    string
	data      string
	ephemeral bool
	seed      string
	latency   time.Duration
	faults    []string
	timing    string
	asCoded   bool
	sabotage  []string

	autoApprove string
	selfSigned  bool
}

// seedUsage is the same for a new folder and one that is reset.
const seedUsage = "`WHAT` a new folder is filled with, separated by commas: newer, scopes=NUMBER, tokens=NUMBER, sessions=NUMBER"

// sandboxCommand is the noun for the embedded server.
func (a *app) sandboxCommand() *cobra.Command {
	return noun("sandbox", "The embedded server", `The embedded server: an imitation of a Janssen server that listens on this
machine only, with real paths, data and quirks. Every command uses it with
--sandbox; what is stored there lasts.`,
		refusing(sandboxOnly, a.sandboxServe(), a.sandboxInfo(), a.sandboxReset(), a.sandboxPath())...)
}

func (a *app) sandboxServe() *cobra.Command {
	var f serveFlags
	command := &cobra.Command{
		Use:   "serve",
		Short: "Run the embedded server for other programs",
		Long: `Run the embedded server for other programs until it is stopped by SIGINT
(ctrl+c) or SIGTERM, which ends it with exit code 0.

When it is ready it prints one line of JSON: address, CA file, ids and secrets
of clients, and users with their roles.

Consoles sign in with the client tui_client_id: open the address that they show
in a browser and sign in as one of the users. The role admin may do everything,
viewer may read everything. --auto-approve does without a browser.

--fault makes requests fail, "METHOD PATH=KIND[:ARG]"; PATH is the end of a
path, and a star stands for any method or any part of a path:
  --fault "PATCH /jans-auth-server/config=500html"
  --fault "GET *=slow:2s"
  --fault "* /token=reset:1"

KIND is one of:
  401 403 404 409  that status, as the server itself answers it
  429              too many requests; ARG is the seconds of Retry-After, else 1
  500              a failure of the server
  500html          the error page of a proxy
  nonsense         status 200 with a page of HTML
  cut              the answer ends in the middle
  reset            the connection is reset before any answer
  hang             no answer at all
  slow             the answer comes late; ARG is by how much, as in slow:2s
  expired          the access token is taken for expired
For slow ARG is needed. But for slow and 429 it is a number of requests: after
that many the fault is over; without ARG it never is.

Where the real server's code is suspected to do other than its documentation
says, the embedded one does what is documented. With --as-coded it follows the
code: revoking "all" takes the tokens of every client, not only the caller's;
the scope revoke_any_token lets nobody revoke tokens of other clients; and
deleting a session leaves its access and id tokens alive.

https://localhost:PORT is the same server, but asks for client certificates: for
clients of the method tls_client_auth and the properties that begin with mtls.`,
		Args: none,
		RunE: func(c *cobra.Command, _ []string) error { return a.serve(c.Context(), f) },
	}
	flags := command.Flags()
	flags.StringVar(&f.listen, "listen", "", "loopback `ADDRESS` to listen on, as 127.0.0.1:8443; a free port is chosen otherwise, and kept")
	flags.StringVar(&f.data, "data", "", "`FOLDER` to store data in; see \"sandbox path\" for the usual one")
	flags.BoolVar(&f.ephemeral, "ephemeral", false, "store nothing beyond the end of the server")
	flags.StringVar(&f.seed, "seed", "", seedUsage)
	flags.DurationVar(&f.latency, "latency", 0, "`TIME` by which every answer is delayed")
	flags.StringArrayVar(&f.faults, "fault", nil, "`FAULT` to inject; repeat it for several")
	flags.StringVar(&f.timing, "timing", "short", "`HOW` fast changes take effect: short, or real as on a real server, up to 60 min")
	flags.StringVar(&f.autoApprove, "auto-approve", "", "`USER` who approves every device after it has asked for a token once")
	flags.BoolVar(&f.selfSigned, "self-signed", false, "serve a certificate as Janssen's setup makes it, signed by itself and with a common name only")
	flags.BoolVar(&f.asCoded, "as-coded", false, "reproduce three suspected bugs of the real server")
	flags.StringArrayVar(&f.sabotage, "sabotage", nil, "for testing: `WHAT` the revocation endpoint does wrong, as revoke:get")
	flags.Lookup("sabotage").Hidden = true
	return command
}

// options turns flags into the sandbox's options.
func (a *app) sandboxOptions(f serveFlags) (sandbox.Options, error) {
	options := sandbox.Options{
		Dir: f.data, Listen: f.listen, Latency: f.latency, AsCoded: f.asCoded, AutoApprove: f.autoApprove, SelfSigned: f.selfSigned,
	}
	switch {
	case f.data != "" && f.ephemeral:
		return options, &usageError{message: "--data and --ephemeral contradict each other", hint: "leave one of them out"}
	case f.data == "" && !f.ephemeral:
		options.Dir = profile.DefaultPaths(a.program.Env).Sandbox()
	}
	switch f.timing {
	case "short":
		options.Timing = sandbox.ShortTiming()
	case "real":
		options.Timing = sandbox.RealTiming()
	default:
		return options, &usageError{message: fmt.Sprintf("--timing %q is neither short nor real", f.timing)}
	}
	if f.latency < 0 {
		return options, &usageError{message: "--latency cannot be negative"}
	}
	var err error
	if options.Seed, err = sandbox.ParseSeed(f.seed); err != nil {
		return options, &usageError{message: "--seed: " + err.Error()}
	}
	for _, text := range f.faults {
		fault, err := sandbox.ParseFault(text)
		if err != nil {
			return options, &usageError{message: "--fault: " + err.Error()}
		}
		options.Faults = append(options.Faults, fault)
	}
	for _, name := range f.sabotage {
		way, err := sandbox.ParseSabotage(name)
		if err != nil {
			return options, &usageError{message: "--sabotage: " + err.Error()}
		}
		options.Sabotage = append(options.Sabotage, way)
	}
	return options, nil
}

func (a *app) serve(ctx context.Context, f serveFlags) (err error) {
	options, err := a.sandboxOptions(f)
	if err != nil {
		return err
	}
	log, closeLog, err := connect.OpenLog(a.global.connect.LogFile)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeLog()) }()
	options.Log = log
	server, err := sandbox.Open(ctx, options)
	if errors.Is(err, sandbox.ErrNoUser) {
		return &usageError{message: "--auto-approve: " + err.Error()}
	}
	if err != nil {
		return err
	}
	line, err := json.Marshal(server.Info())
	if err == nil {
		err = a.streams.writeData(append(line, '\n'))
	}
	if err == nil {
		if a.streams.ErrTerminal {
			a.say("Serving until ctrl+c.")
		}
		<-ctx.Done()
	}
	closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), closeWait)
	defer cancel()
	return errors.Join(err, server.Close(closing))
}

func (a *app) sandboxReset() *cobra.Command {
	var f serveFlags
	command := &cobra.Command{
		Use:   "reset",
		Short: "Make the embedded server as new",
		Long: `Make the embedded server as new: everything that was changed there is lost. A
running one is told to start over.`,
		Args: none,
		RunE: func(c *cobra.Command, _ []string) error { return a.reset(c.Context(), f) },
	}
	command.Flags().StringVar(&f.data, "data", "", "`FOLDER` of the server; see \"sandbox path\" for the usual one")
	command.Flags().StringVar(&f.seed, "seed", "", seedUsage)
	return command
}

// resetJSON is what "sandbox reset" prints.
type resetJSON struct {
	Reset bool   `json:"reset"`
	Path  string `json:"path"`
}

func (a *app) reset(ctx context.Context, f serveFlags) error {
	f.timing = "short"
	options, err := a.sandboxOptions(f)
	if err != nil {
		return err
	}
	if a.global.connect.ReadOnly {
		return &ops.RefusedError{Why: "this session is read-only", Hint: "start without --read-only"}
	}
	if a.global.dryRun {
		a.say("Everything that was changed in %s would be lost.", options.Dir)
		return a.print(resetJSON{Path: options.Dir}, func() []byte { return nil })
	}
	if err := a.confirmed(ctx, question{told: "Everything that was changed in " + options.Dir + " will be lost.", ask: "Reset it?"}); err != nil {
		return err
	}
	if err := sandbox.Reset(ctx, options); err != nil {
		return err
	}
	return a.print(resetJSON{Reset: true, Path: options.Dir}, func() []byte { return []byte("reset " + options.Dir + "\n") })
}

func (a *app) sandboxPath() *cobra.Command {
	return &cobra.Command{
		Use:   "path",
		Short: "Print the folder of the embedded server",
		Args:  none,
		RunE: func(*cobra.Command, []string) error {
			dir := profile.DefaultPaths(a.program.Env).Sandbox()
			_, err := os.Stat(dir)
			shape := struct {
				Path   string `json:"path"`
				Exists bool   `json:"exists"`
			}{dir, err == nil}
			return a.print(shape, func() []byte { return []byte(dir + "\n") })
		},
	}
}
