package profile

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Legacy is what Janssen's own text console knows of its server.
type Legacy struct {
	Path     string
	Host     string
	ClientID string
}

// FindLegacy looks for the settings of Janssen's own text console, ~/.config/jans-cli.ini whatever XDG_CONFIG_HOME says
// (config_cli.py). ok is false when there are none, or none with a host. The client's secret is not taken: what obscures it there is no
// protection, and the person has it.
func FindLegacy(env func(string) string) (found Legacy, ok bool, err error) {
	home := env("HOME")
	if home == "" {
		if home, err = os.UserHomeDir(); err != nil {
			return Legacy{}, false, nil // nowhere to look
		}
	}
	path := filepath.Join(home, ".config", "jans-cli.ini")
	content, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return Legacy{}, false, nil
	}
	if err != nil {
		return Legacy{}, false, fmt.Errorf("cannot read the settings of the other console: %w", err)
	}
	settings := iniDefaults(string(content))
	found = Legacy{Path: path, Host: settings["jans_host"], ClientID: settings["jca_client_id"]}
	return found, found.Host != "", nil
}

// iniDefaults reads the section DEFAULT as Python's configparser does, as far as one-line values go: keys in any case, = or : after them.
func iniDefaults(content string) map[string]string {
	values := map[string]string{}
	section := ""
	for lines := bufio.NewScanner(strings.NewReader(content)); lines.Scan(); {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") || strings.HasPrefix(line, ";") {
			continue
		}
		if strings.HasPrefix(line, "[") {
			section = strings.Trim(line, "[]")
			continue
		}
		i := strings.IndexAny(line, "=:")
		if section != "DEFAULT" || i < 0 {
			continue
		}
		key := strings.ToLower(strings.TrimSpace(line[:i]))
		values[key] = strings.ReplaceAll(strings.TrimSpace(line[i+1:]), "'", "") // that console takes the quotes off as well
	}
	return values
}
