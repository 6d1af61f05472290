package launch

import (
	"context"
	"errors"
	"net/url"
	"os/exec"
)

// The reasons why no browser is opened.
var (
	ErrNoBrowser  = errors.New("no browser can be opened from here: open the address on any other device")
	ErrNotWebPage = errors.New("the address is not one of a web page")
)

// BrowserCommand opens an address in the person's browser. Only http and https are: other schemes start other programs, and the address
// may come from a server that should not be trusted. GOOS, environment and the look for programs are the caller's.
func BrowserCommand(ctx context.Context, goos string, env func(string) string, find func(string) (string, error), address string) (*exec.Cmd, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, ErrNotWebPage
	}
	address = u.String() // escaped, so that nothing in it is an option or a word of its own
	name, arguments := "xdg-open", []string{address}
	switch goos {
	case "darwin":
		name = "open"
	case "windows":
		name, arguments = "rundll32", []string{"url.dll,FileProtocolHandler", address}
	default:
		if env("DISPLAY") == "" && env("WAYLAND_DISPLAY") == "" {
			return nil, ErrNoBrowser // xdg-open would start a browser in this terminal
		}
	}
	path, err := find(name)
	if err != nil {
		return nil, ErrNoBrowser
	}
	return exec.CommandContext(ctx, path, arguments...), nil
}
