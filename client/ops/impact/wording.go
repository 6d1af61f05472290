package impact

import (
	"slices"
	"strconv"
	"strings"
)

// longestShown bounds what a message repeats of a value, in characters.
const longestShown = 80

// shown quotes a value that came from a person or the server, shortened so that it cannot drown the sentence around it.
func shown(value string) string {
	runes := []rune(value)
	if len(runes) > longestShown {
		value = string(runes[:longestShown]) + "…"
	}
	return strconv.Quote(value)
}

// quoted is shown for a list.
func quoted(values []string) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = shown(v)
	}
	return out
}

// mostNamed bounds the names that a message lists.
const mostNamed = 8

// enumerate joins names for a sentence: "a", "a and b", "a, b and c", "a, b, … and 4 more".
func enumerate(names []string) string {
	if len(names) > mostNamed {
		more := strconv.Itoa(len(names)-mostNamed) + " more"
		names = append(slices.Clone(names[:mostNamed]), more)
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// either joins names to choose from.
func either(names []string) string { return strings.Join(names, " or ") }

// mostUsers bounds the users of an entry that a message names.
const mostUsers = 5

// counted says how many there are of a thing and names the first: "the client x", "7 clients (a, b, c, d, e and 2 more)".
func counted(names []string, one string) string {
	switch n := len(names); {
	case n == 1:
		return "the " + one + " " + names[0]
	case n > mostUsers:
		more := strconv.Itoa(n-mostUsers) + " more"
		return strconv.Itoa(n) + " " + one + "s (" + enumerate(append(slices.Clone(names[:mostUsers]), more)) + ")"
	default:
		return strconv.Itoa(n) + " " + one + "s (" + enumerate(names) + ")"
	}
}

// without lists the elements of a that b lacks, each once and in their order.
func without(a, b []string) []string {
	var rest []string
	for _, s := range a {
		if !slices.Contains(b, s) && !slices.Contains(rest, s) {
			rest = append(rest, s)
		}
	}
	return rest
}
