package launch

import (
	"errors"
	"slices"
	"testing"
)

func found(name string) (string, error) { return "/bin/" + name, nil }

func TestBrowserCommand(t *testing.T) {
	desk := env(map[string]string{"DISPLAY": ":0"})
	for name, tc := range map[string]struct {
		goos, address string
		env           func(string) string
		want          []string
		err           error
	}{
		"linux":         {"linux", "https://id.example/x?a=b", desk, []string{"/bin/xdg-open", "https://id.example/x?a=b"}, nil},
		"mac":           {"darwin", "http://id.example", env(nil), []string{"/bin/open", "http://id.example"}, nil},
		"windows":       {"windows", "https://id.example", env(nil), []string{"/bin/rundll32", "url.dll,FileProtocolHandler", "https://id.example"}, nil},
		"no desktop":    {"linux", "https://id.example", env(nil), nil, ErrNoBrowser},
		"a file":        {"linux", "file:///etc/passwd", desk, nil, ErrNotWebPage},
		"a script":      {"linux", "javascript:alert(1)", desk, nil, ErrNotWebPage},
		"an option":     {"linux", "--version", desk, nil, ErrNotWebPage},
		"no host":       {"linux", "https:", desk, nil, ErrNotWebPage},
		"blanks inside": {"linux", "https://id.example/a b", desk, []string{"/bin/xdg-open", "https://id.example/a%20b"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			command, err := BrowserCommand(t.Context(), tc.goos, tc.env, found, tc.address)
			if !errors.Is(err, tc.err) {
				t.Fatalf("%v, want %v", err, tc.err)
			}
			if err == nil && !slices.Equal(command.Args, tc.want) {
				t.Errorf("%q", command.Args)
			}
		})
	}
	if _, err := BrowserCommand(t.Context(), "linux", desk, func(string) (string, error) { return "", errors.New("none") }, "https://id.example"); !errors.Is(err, ErrNoBrowser) {
		t.Errorf("without a program: %v", err)
	}
}
