package store

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReadFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "secret")
	for content, want := range map[string]string{"a": "a", "a\n": "a", "a b\r\n": "a b", "a\n\n": "a", strings.Repeat("x", longestSecret): strings.Repeat("x", longestSecret)} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if got, exposed, err := ReadFile(path); got != want || exposed != nil || err != nil {
			t.Errorf("%.9q: %.9q, %v, %v", content, got, exposed, err)
		}
	}
	for content, says := range map[string]string{
		"": "is empty", "\n": "is empty", " \n": "is empty", "hush\nhush2\n": "has several lines", "hush\rhush2": "has several lines", "hush\x1b[2J": "has control",
	} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		var malformed *MalformedError
		if _, _, err := ReadFile(path); !errors.As(err, &malformed) || !strings.HasPrefix(err.Error(), path+" "+says) ||
			malformed.Hint() == "" || strings.Contains(err.Error(), "hush") {
			t.Errorf("%q: %v", content, err)
		}
	}
	if _, _, err := ReadFile(os.DevNull); err == nil || err.Error() != os.DevNull+" is empty" {
		t.Errorf("got %v", err)
	}
	if _, _, err := ReadFile("/dev/zero"); err == nil || !strings.Contains(err.Error(), "more than") {
		t.Errorf("got %v", err)
	}
	if _, _, err := ReadFile(path + "x"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}
