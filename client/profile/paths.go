// Package profile knows where this console keeps what it stores (configuration, state and the sandbox's data), and keeps the profiles:
// the servers that it knows by name.
package profile

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/adrg/xdg"
)

const appName = "jansadm"

// Paths are the folders of one user. They follow the XDG base directory specification; nothing is created until something is
// stored.
type Paths struct {
	Config string // profiles and settings, made by people
	State  string // journal and drafts, made by the console
	Data   string // the sandbox's server
}

// DefaultPaths reads the environment: JANSADM_HOME puts everything below one folder, else XDG_CONFIG_HOME, XDG_STATE_HOME and
// XDG_DATA_HOME decide, else the platform's habits.
func DefaultPaths(env func(string) string) Paths {
	if home := env("JANSADM_HOME"); home != "" {
		return Paths{Config: filepath.Join(home, "config"), State: filepath.Join(home, "state"), Data: filepath.Join(home, "data")}
	}
	return Paths{
		Config: filepath.Join(orDefault(env("XDG_CONFIG_HOME"), xdg.ConfigHome), appName),
		State:  filepath.Join(orDefault(env("XDG_STATE_HOME"), xdg.StateHome), appName),
		Data:   filepath.Join(orDefault(env("XDG_DATA_HOME"), xdg.DataHome), appName),
	}
}

// orDefault ignores relative paths, as the specification demands.
func orDefault(dir, fallback string) string {
	if filepath.IsAbs(dir) {
		return dir
	}
	return fallback
}

// Journal is the file that records every applied plan.
func (p Paths) Journal() string { return filepath.Join(p.State, "journal.jsonl") }

// Drafts is the folder of what was staged and not applied.
func (p Paths) Drafts() string { return filepath.Join(p.State, "drafts") }

// Profiles is the file of profiles.
func (p Paths) Profiles() string { return filepath.Join(p.Config, "profiles.yaml") }

// Secrets is the folder of secrets where there is no keyring, and of the locks of logins.
func (p Paths) Secrets() string { return filepath.Join(p.State, "secrets") }

// Sandbox is the folder of the embedded server.
func (p Paths) Sandbox() string { return filepath.Join(p.Data, "sandbox") }

// MakePrivate creates a folder that only its owner may enter. An existing folder is left as it is.
func MakePrivate(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("cannot create the folder %s: %w", dir, err)
	}
	return nil
}
