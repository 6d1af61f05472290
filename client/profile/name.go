package profile

import (
	"fmt"
	"regexp"
	"strings"
)

// SandboxName is what the embedded server is called; no profile can have that name, in any case.
const SandboxName = "sandbox"

var namePattern = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*$`)

const longestName = 40

// devicePattern fits the names that Windows keeps for devices, whatever follows a dot: a secret's file would be one of them.
var devicePattern = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)`)

// CheckName says whether a profile can have the name: nil or a *NameError.
func CheckName(name string) error {
	switch {
	case name == "":
		return &NameError{name, "it is empty"}
	case len(name) > longestName:
		return &NameError{shortened(name), "it is too long"}
	case !namePattern.MatchString(name):
		return &NameError{name, badCharacter(name)}
	case strings.HasSuffix(name, "."):
		return &NameError{name, "it ends with a dot"}
	case strings.EqualFold(name, SandboxName):
		return &NameError{name, "the embedded server is called so"}
	case devicePattern.MatchString(name):
		return &NameError{name, "Windows keeps it for a device"}
	}
	return nil
}

func shortened(name string) string {
	runes := []rune(name)
	return string(runes[:min(longestName, len(runes))]) + "…"
}

// badCharacter says what in a name is against namePattern.
func badCharacter(name string) string {
	for i, r := range name {
		if !namePattern.MatchString("a" + string(r)) {
			return fmt.Sprintf("it has the character %q", r)
		}
		if i == 0 && !namePattern.MatchString(string(r)) {
			return fmt.Sprintf("it begins with %q", r)
		}
	}
	return "it is not text"
}
